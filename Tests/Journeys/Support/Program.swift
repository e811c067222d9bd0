// SPDX-License-Identifier: EUPL-1.2

import Foundation

/// The program under test: the one SCHAKEL_PROGRAM names, else `schakel` beside the tests.
enum Program {
    static let path: String = {
        if let named = ProcessInfo.processInfo.environment["SCHAKEL_PROGRAM"] { return named }
        let tests = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        return tests.deletingLastPathComponent().appending(path: "schakel").path()
    }()

    /// Runs a command to its end.
    /// - Parameter limit: after this it is killed, and the journey fails.
    static func run(_ arguments: String..., limit: Duration = .seconds(60)) async throws -> Outcome {
        try await run(arguments, limit: limit)
    }

    static func run(_ arguments: [String], limit: Duration = .seconds(60)) async throws -> Outcome {
        try await Tool.run(path, arguments, limit: limit)
    }

    /// Runs a command that must succeed, and returns its JSON.
    static func json(_ arguments: String..., limit: Duration = .seconds(60)) async throws -> JSONText {
        let outcome = try await run(arguments + ["--json"], limit: limit)
        guard outcome.status == 0 else { throw Unexpected("\(arguments.prefix(2).joined(separator: " ")): \(outcome)") }
        return try JSONText(outcome.output)
    }
}

/// Something a journey needs that did not come about.
struct Unexpected: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
