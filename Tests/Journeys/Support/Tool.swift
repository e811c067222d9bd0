// SPDX-License-Identifier: EUPL-1.2

import Foundation

/// Public programs that may or may not be on this machine.
enum Tool {
    /// The path of a program, or nil where it is not installed.
    static func path(_ name: String) -> String? {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        return folders.map { "\($0)/\(name)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    static func isInstalled(_ name: String) -> Bool { path(name) != nil }

    /// Runs a program by its name to its end.
    static func run(named name: String, _ arguments: [String], limit: Duration = .seconds(30)) async throws -> Outcome {
        guard let path = path(name) else { throw Unexpected("\(name) is not installed") }
        return try await run(path, arguments, limit: limit)
    }

    /// Runs a program to its end.
    static func run(_ path: String, _ arguments: [String], limit: Duration) async throws -> Outcome {
        try await Scratch.with { folder in
            let spawned = try Spawned(path, arguments, logs: folder + "/program")
            let status = try await spawned.ended(within: limit)
            return Outcome(status: status, output: spawned.output, error: spawned.error)
        }
    }
}
