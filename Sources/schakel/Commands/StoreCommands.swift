// SPDX-License-Identifier: EUPL-1.2

import ArgumentParser
import PostgresStore
import SQLiteStore
import Store

/// Works on a store while no hub runs on it.
struct StoreCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "store", abstract: "Move a ledger between engines.",
        discussion: "Example: schakel store copy --from data/hub/hub.sqlite --to postgres://schakel@db.example/schakel",
        subcommands: [Copy.self])

    struct Copy: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "copy",
            abstract: "Copy everything from one store to an empty one, and verify every entry of what arrived.",
            discussion: """
                Stop the hub first. A store is the path of a SQLite file, or postgres://… ; with a password give it in PGPASSWORD or a
                password file, not on the command line.

                Example: schakel store copy --from data/hub/hub.sqlite --to postgres://schakel@db.example/schakel
                """
        )

        @Option(help: "The store to copy from.") var from: String
        @Option(help: "The empty store to copy to.") var to: String

        func run() async throws {
            try await Failing.explain {
                PrivateFiles.begin()
                guard from == to || Copy.isAddress(from) || Files.exists(from) else {
                    throw FileFailure(description: "There is no store at \(from).")
                }
                let source = try Copy.open(from)
                let target = try Copy.open(to)
                let progress = Progress(of: "rows")
                try await StoreCopy(from: source, to: target).run { progress.show(UInt64($0.done), of: UInt64($0.total)) }
                progress.end()
                Output.write("Everything was copied and verified. Start the hub with the new store.\n", to: 1)
                try await source.close()
                try await target.close()
            }
        }

        private static func isAddress(_ text: String) -> Bool { text.hasPrefix("postgres://") || text.hasPrefix("postgresql://") }

        private static func open(_ text: String) throws -> any Store {
            isAddress(text) ? try PostgresStore(url: text) : try SQLiteStore(path: text)
        }
    }
}
