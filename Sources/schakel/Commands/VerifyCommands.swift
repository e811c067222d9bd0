// SPDX-License-Identifier: EUPL-1.2

import ArgumentParser
import Exchange
import Ledger
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Verifies proofs without asking anybody.
struct VerifyCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Verify a receipt offline, or a whole log.",
        discussion: """
            Example: schakel verify receipt receipt.txt --keys credentials/provider/logs.keys
            Example: schakel verify log https://log.example/devices --key devices.vkey
            """,
        subcommands: [ReceiptCheck.self, LogCheck.self]
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

    struct LogCheck: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "log",
            abstract: "Verify a whole log: hash every entry again and compare with every tile and with the signed root.",
            discussion: """
                The log is served as C2SP tiles: below the address or in the folder are the files checkpoint and tile/…

                With --since a checkpoint kept earlier is compared too: the log must be that one with entries added.

                Exit status: 0 the log is what it should be; 1 it is not; 64 the command line is wrong; 69 it cannot be reached;
                74 a file cannot be read.

                Example: schakel verify log https://log.example/devices --key devices.vkey --since checkpoint.last-week
                Example: schakel verify log mirror/devices --key hub.example/devices+1a2b3c4d+AV…
                """
        )

        @Argument(help: "The address or folder of the log.") var place: String
        @Option(help: "The key of the log, or a file with keys, one a line; may be repeated.") var key: [String]
        @Option(help: ArgumentHelp("A checkpoint of this log, kept earlier.", valueName: "file")) var since: String?
        @Flag(help: "The log is of other software: its entries are hashed, and not read.") var opaque = false
        @Flag(help: "Print JSON.") var json = false

        func validate() throws {
            guard !key.isEmpty else { throw ValidationError("Say which key you trust: --key KEY or --key FILE.") }
            guard WebTiles.isAddress(place) || !place.contains("://"), !place.hasSuffix("://") else {
                throw ValidationError("A log is read from a folder or from an address that begins with https:// or http://.")
            }
        }

        func run() async throws {
            try await Failing.explain {
                let trusted = try trustedKeys()
                let earlier = try since.map {
                    try Checkpoint(opening: SignedNote(parsing: Files.bytes($0, most: 2 << 20)), by: trusted)
                }
                let report = try await verify(trusted, earlier)
                Output.result(json(of: report), asJSON: json) { sentences(of: report) }
                if !report.isSound { throw ExitStatus.refused.code }
            }
        }

        private func trustedKeys() throws -> [NoteVerifier] {
            do {
                return try key.flatMap { Files.exists($0) ? try LogKeys.read($0) : [try NoteVerifier(vkey: $0)] }
            } catch let error as LedgerError {
                throw ValidationError("--key is no key of a log, nor a file with keys: \(error.reason)")
            }
        }

        private func verify(_ trusted: [NoteVerifier], _ earlier: Checkpoint?) async throws -> LogReport {
            let web = WebTiles.isAddress(place) ? WebTiles(prefix: place) : nil
            let source: any TileSource = if let web { web } else { try FolderTiles(folder: place) }
            let verifier = LogVerifier(source: source, verifiers: trusted, leaves: opaque ? .opaque : .schakel, earlier: earlier)
            let progress = Progress(of: "entries")
            let result: Result<LogReport, any Error>
            do {
                result = .success(try await verifier.verify { done, total in progress.show(done, of: total) })
            } catch {
                result = .failure(error)
            }
            progress.end()
            await web?.close()
            do {
                return try result.get()
            } catch let error as WebTiles.Unreachable {
                Failing.say(error.description)
                throw ExitStatus.unreachable.code
            }
        }

        private func sentences(of report: LogReport) -> [String] {
            let checkpoint = report.checkpoint
            var lines = [
                report.isSound
                    ? "The log \(checkpoint.origin) holds: all \(checkpoint.size) entries lead to the root that it signed."
                    : "The log \(checkpoint.origin) of \(checkpoint.size) entries is not what it should be.",
                "Root \(checkpoint.root.base64), signed by \(report.signers.joined(separator: ", ")).",
            ]
            if let first = report.firstTime, let last = report.lastTime {
                let from = Instant(milliseconds: first)
                lines.append("Recorded from \(from) to \(Instant(milliseconds: last)), for \(report.audiences) audiences.")
                lines += report.kinds.sorted { $0.key < $1.key }.map { "  \($0.value)  \($0.key)" }
            }
            if report.extendsEarlier == true { lines.append("It extends the earlier checkpoint.") }
            if report.extendsEarlier == false { lines.append("It does not extend the earlier checkpoint.") }
            lines += report.faults.map { "  \($0)" }
            if report.isCutShort {
                lines.append("Verification stopped at \(report.entries) entries, as there were too many faults.")
            }
            return lines
        }

        private func json(of report: LogReport) -> JSON {
            let kinds = report.kinds.sorted { $0.key < $1.key }.map { ($0.key, JSON?.some(.integer(Int64(clamping: $0.value)))) }
            let faults = report.faults.map { fault in
                JSON.object(
                    JSONObject([
                        ("code", .string(fault.code.description)), ("entry", fault.entry.map { .integer(Int64(clamping: $0)) }),
                        ("path", .string(fault.path)), ("reason", .string(fault.reason)),
                    ]))
            }
            let members: [(String, JSON?)] = [
                ("audiences", .integer(Int64(report.audiences))), ("cutShort", .bool(report.isCutShort)),
                ("entries", .integer(Int64(clamping: report.entries))), ("extendsEarlier", report.extendsEarlier.map { .bool($0) }),
                ("faults", .array(faults)), ("firstTime", report.firstTime.map { .integer($0) }),
                ("kinds", .object(JSONObject(kinds))), ("lastTime", report.lastTime.map { .integer($0) }),
                ("origin", .string(report.checkpoint.origin)), ("root", .string(report.checkpoint.root.base64)),
                ("signers", .array(report.signers.map { .string($0) })),
                ("size", .integer(Int64(clamping: report.checkpoint.size))),
                ("sound", .bool(report.isSound)),
            ]
            return .object(JSONObject(members))
        }
    }
}
