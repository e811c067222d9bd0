// SPDX-License-Identifier: EUPL-1.2

import Foundation

/// The program in `Tests/Conformance/golang`, which verifies a log with Go's own transparency packages.
///
/// It is compiled once for each run of the tests, from the packages that Debian has: golang-go and golang-golang-x-mod-dev.
enum GoVerifier {
    /// What a program wrote, on one stream or the other, and how it ended.
    struct Outcome {
        let status: Int32
        let output: String
    }

    private static let packages = "/usr/share/gocode"
    private static let go = ["/usr/bin/go", "/usr/local/go/bin/go"].first { FileManager.default.isExecutableFile(atPath: $0) }

    /// Whether the compiler and the packages are installed.
    static var isPossible: Bool {
        go != nil && FileManager.default.fileExists(atPath: "\(packages)/src/golang.org/x/mod/sumdb/tlog")
    }

    /// Runs it over the log in a folder.
    static func run(_ arguments: [String]) throws -> Outcome {
        try execute(try program.get(), arguments)
    }

    private static let folder = FileManager.default.temporaryDirectory.appending(path: "schakel-checklog-\(UUID().uuidString)")

    private static let program = Result {
        atexit { try? FileManager.default.removeItem(at: GoVerifier.folder) }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let source = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Conformance/golang").standardized
        let program = folder.appending(path: "checklog").path()
        let environment = ["GO111MODULE": "off", "GOPATH": packages, "GOCACHE": folder.appending(path: "cache").path()]
        let built = try execute(go ?? "/usr/bin/false", ["build", "-o", program, "."], in: source, adding: environment)
        guard built.status == 0 else { throw Failed(description: "the verifier in Go does not compile: \(built.output)") }
        return program
    }

    struct Failed: Error, CustomStringConvertible {
        let description: String
    }

    private static func execute(
        _ path: String, _ arguments: [String], in folder: URL? = nil, adding environment: [String: String] = [:]
    ) throws -> Outcome {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(filePath: path)
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        if let folder { process.currentDirectoryURL = folder }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return Outcome(status: process.terminationStatus, output: String(decoding: output, as: UTF8.self))
    }
}
