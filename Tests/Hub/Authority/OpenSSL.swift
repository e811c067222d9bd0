// SPDX-License-Identifier: EUPL-1.2

import Foundation

/// The `openssl` command, as a reader of certificates that shares no code with the one that wrote them.
struct OpenSSL: Sendable {
    static let path = ["/usr/bin/openssl", "/usr/local/bin/openssl", "/opt/homebrew/bin/openssl"]
        .first { FileManager.default.isExecutableFile(atPath: $0) }

    /// What the command printed on both streams, and whether it was content.
    struct Answer {
        let output: String
        let succeeded: Bool
    }

    /// Runs the command in a fresh folder with these files in it.
    static func run(_ arguments: [String], files: [String: String] = [:]) throws -> Answer {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("authority-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for (name, text) in files {
            try Data(text.utf8).write(to: folder.appendingPathComponent(name))
        }
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(fileURLWithPath: path ?? "/usr/bin/false")
        process.arguments = arguments
        process.currentDirectoryURL = folder
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return Answer(output: String(decoding: output, as: UTF8.self), succeeded: process.terminationStatus == 0)
    }
}
