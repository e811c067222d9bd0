// SPDX-License-Identifier: EUPL-1.2

import Foundation

/// A long-running command: started, ready, killed, started again on the same ports.
final class RunningProgram {
    private let arguments: [String]
    private let logs: String
    private var spawned: Spawned?
    /// The ports by name, once it was ready. They stay the same when it starts again.
    private(set) var ports: [String: Int]

    /// - Parameter ports: the doors it opens, at the port that the arguments name, or any free one.
    init(_ arguments: [String], doors ports: [String], logs: String) {
        self.arguments = arguments
        self.logs = logs
        self.ports = Dictionary(
            uniqueKeysWithValues: ports.map { door in
                let named = arguments.last { $0.hasPrefix("\(door).port=") }
                return (door, named.flatMap { Int($0.dropFirst(door.utf8.count + 6)) } ?? 0)
            })
    }

    var isRunning: Bool { spawned?.isRunning ?? false }
    var log: String { spawned?.error ?? "" }

    /// Starts it and waits until it says that it is ready.
    func start() async throws {
        let settings = ports.sorted { $0.key < $1.key }.flatMap { ["--set", "\($0.key).port=\($0.value)"] }
        let spawned = try Spawned(Program.path, arguments + settings + ["--leave-with-parent"], logs: logs)
        let before = spawned.output.count
        self.spawned = spawned
        try await eventually("\(arguments[0]) being ready") {
            guard spawned.isRunning else { throw Unexpected("\(arguments[0]) ended at once: \(spawned.error.suffix(500))") }
            return spawned.output.count > before && spawned.output.hasSuffix("\n")
        }
        let line = spawned.output.split(separator: "\n").last.map(String.init) ?? ""
        let ready = try JSONText(line)
        guard ready["ready"]?.bool == true else { throw Unexpected("no ready line: \(line)") }
        for name in ports.keys { ports[name] = ready[name]?.integer }
    }

    /// Sends it a signal, such as the one that makes it stand still.
    func signal(_ number: Int32) { spawned?.signal(number) }

    /// Kills it as a power failure would.
    func kill() async throws {
        spawned?.signal(SIGKILL)
        try await spawned?.ended(within: .seconds(10))
    }

    /// Asks it to end.
    /// - Returns: its exit status.
    func stop(_ signal: Int32 = SIGTERM, within limit: Duration = .seconds(20)) async throws -> Int32? {
        spawned?.signal(signal)
        return try await spawned?.ended(within: limit)
    }
}
