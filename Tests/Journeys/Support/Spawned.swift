// SPDX-License-Identifier: EUPL-1.2

import Foundation

/// A process that a journey started. It writes to files, so that nothing ever waits for a reader, and never outlives its owner.
final class Spawned {
    private let process = Process()
    private let outputPath: String
    private let errorPath: String

    /// Starts a program.
    /// - Parameter logs: where its output goes: `logs.out` and `logs.err`, appended to.
    init(_ executable: String, _ arguments: [String], logs: String) throws {
        outputPath = logs + ".out"
        errorPath = logs + ".err"
        process.executableURL = URL(filePath: executable)
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("SCHAKEL_") }
        process.standardInput = FileHandle.nullDevice
        let output = try Spawned.open(outputPath)
        let error = try Spawned.open(errorPath)
        process.standardOutput = output
        process.standardError = error
        try process.run()
        try output.close()
        try error.close()
    }

    deinit { signal(SIGKILL) }

    private static func open(_ path: String) throws -> FileHandle {
        if !FileManager.default.fileExists(atPath: path) { _ = FileManager.default.createFile(atPath: path, contents: nil) }
        let handle = try FileHandle(forWritingTo: URL(filePath: path))
        try handle.seekToEnd()
        return handle
    }

    var identifier: Int32 { process.processIdentifier }
    var isRunning: Bool { process.isRunning }
    var output: String { Spawned.text(outputPath) }
    var error: String { Spawned.text(errorPath) }

    /// Sends it a signal, if it still runs.
    func signal(_ number: Int32) {
        if process.isRunning { kill(process.processIdentifier, number) }
    }

    /// Waits until it has ended; kills it and throws when that takes longer than `limit`.
    /// - Returns: the exit status, or 128 and the signal that ended it.
    @discardableResult
    func ended(within limit: Duration) async throws -> Int32 {
        let deadline = ContinuousClock.now + limit
        while process.isRunning {
            guard ContinuousClock.now < deadline else {
                signal(SIGKILL)
                throw Unexpected("\(process.arguments?.prefix(2) ?? []) did not end within \(limit)\n\(output)\(error)")
            }
            try await Task.sleep(for: .milliseconds(5))
        }
        return process.terminationReason == .uncaughtSignal ? 128 + process.terminationStatus : process.terminationStatus
    }

    private static func text(_ path: String) -> String {
        FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }
}
