// SPDX-License-Identifier: EUPL-1.2

import Foundation

/// A program of `Interop` that drives a Diameter stack of others.
struct InteropScript {
    private let python: String
    private let path: String

    /// Nil where the stack that the script drives is not installed: the script says so by its exit status.
    init?(_ name: String) {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        path = folder.appendingPathComponent("Interop/\(name)").path
        let root = folder.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let candidates: [String?] = [
            ProcessInfo.processInfo.environment["SCHAKEL_INTEROP_PYTHON"],
            root.appendingPathComponent(".build/interop/bin/python3").path,
            Tool.path("python3"),
        ]
        let path = path
        let found = candidates.compactMap(\.self).first { candidate in
            guard FileManager.default.isExecutableFile(atPath: candidate) else { return false }
            let process = Process()
            process.executableURL = URL(fileURLWithPath: candidate)
            process.arguments = [path]
            process.standardOutput = FileHandle.nullDevice
            process.standardError = FileHandle.nullDevice
            guard (try? process.run()) != nil else { return false }
            process.waitUntilExit()
            return process.terminationStatus == 0
        }
        guard let found else { return nil }
        python = found
    }

    /// Runs the script to its end.
    /// - Returns: the lines it printed, those of standard error among them.
    func run(_ arguments: String...) async throws -> [String] {
        try await Tool.run(python, [path] + arguments).split(separator: "\n").map(String.init)
    }

    /// Starts the script; it runs until `stop` ends its input.
    func start(_ arguments: String...) throws -> Running { try Running(python, [path] + arguments) }

    /// A script that runs beside the test.
    final class Running {
        private let process = Process()
        private let input = Pipe()
        private let output = Pipe()
        private let error = FileManager.default.temporaryDirectory.appendingPathComponent(
            "schakel-interop-\(UInt64.random(in: 0 ... .max))")

        fileprivate init(_ python: String, _ arguments: [String]) throws {
            try Data().write(to: error)
            process.executableURL = URL(fileURLWithPath: python)
            process.arguments = arguments
            process.standardInput = input
            process.standardOutput = output
            process.standardError = try FileHandle(forWritingTo: error)
            try process.run()
        }

        /// The first line it prints.
        func line() throws -> String {
            var line: [UInt8] = []
            while let byte = try output.fileHandleForReading.read(upToCount: 1)?.first, byte != UInt8(ascii: "\n") {
                line.append(byte)
            }
            return String(decoding: line, as: UTF8.self)
        }

        /// Ends its input, waits for it, and returns what it said on standard error.
        func stop() throws -> String {
            try input.fileHandleForWriting.close()
            process.waitUntilExit()
            defer { try? FileManager.default.removeItem(at: error) }
            return try String(contentsOf: error, encoding: .utf8)
        }
    }
}
