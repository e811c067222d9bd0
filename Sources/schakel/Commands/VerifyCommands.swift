// SPDX-License-Identifier: EUPL-1.2

import ArgumentParser
import Ledger

/// Verifies proofs without asking anybody.
struct VerifyCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Verify proofs offline.",
        discussion: "Example: schakel verify receipt receipt.txt --keys credentials/provider/logs.keys",
        subcommands: [ReceiptCheck.self]
    )

    struct ReceiptCheck: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "receipt",
            abstract: "Verify a receipt: the act is in the log that the hub signed, with exactly this content.",
            discussion: """
                Exit status: 0 it holds, 1 it does not.

                Example: schakel verify receipt receipt.txt --keys credentials/provider/logs.keys
                """
        )

        @Argument(help: "The receipt.") var file: String
        @Option(help: "A file with the keys of the hub's logs, one a line.") var keys: String?
        @Option(help: "One key of a log; may be repeated.") var key: [String] = []
        @Flag(help: "Print JSON.") var json = false

        func validate() throws {
            guard keys != nil || !key.isEmpty else { throw ValidationError("Say which keys you trust: --keys FILE or --key KEY.") }
        }

        func run() async throws {
            try await Failing.explain {
                let trusted = try (keys.map { try LogKeys.read($0) } ?? []) + key.map { try NoteVerifier(vkey: $0) }
                let verified = try Receipt(parsing: Files.text(file)).verify(by: trusted)
                let members: [(String, JSON?)] = [
                    ("index", .integer(Int64(verified.index))), ("kind", .string(verified.leaf.kind)),
                    ("origin", .string(verified.origin)),
                    ("payload", verified.payload), ("size", .integer(Int64(verified.size))), ("time", .integer(verified.leaf.time)),
                ]
                Output.result(.object(JSONObject(members)), asJSON: json) {
                    [
                        "The receipt holds: entry \(verified.index) of \(verified.origin) (\(verified.size) entries), a \(verified.leaf.kind)."
                    ]
                }
            }
        }
    }
}
