// SPDX-License-Identifier: EUPL-1.2

import ArgumentParser
import DeviceLists
import Edge
import Exchange
import Ledger

/// Rebuilds a list from the ledger alone.
struct ReplayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Rebuild a list, or the difference between two of its versions, from the ledger alone.",
        discussion: """
            Every entry is hashed, every content compared with what the log committed to, and the whole with the signed root.
            Nothing is written before all of that holds. The files are, byte for byte, those that the hub and the edges gave out
            (docs/replay.md).

            The place is a store or a copy of one, the data folder of a hub, or the address of a hub (with --as).

            Exit status: 0 done; 1 the log is not what was signed, or what is asked was erased; 69 the hub cannot be reached;
            74 a file cannot be used; 64 the command line is wrong.

            Example: schakel replay copy.sqlite --key logs.keys --version 120 --from 80 --out lists
            Example: schakel replay https://hub.example:8443 --as credentials/provider --format canonical --out lists
            """
    )

    @Argument(help: "The store, folder or address.") var place: String
    @Option(help: "The register.") var register = "devices"
    @Option(help: "The list.") var list = "stolen"
    @Option(help: "The version; the newest when it is not given.") var version: UInt64?
    @Option(help: "An earlier version from which the changes are wanted; 0 from nothing.") var from: UInt64?
    @Option(help: "What is written: dirbs or canonical.") var format: ReplayFiles.Format = .dirbs
    @Flag(help: "Write IMEIs with their check digit.") var checkDigits = false
    @Option(help: "The key of the log, or a file with keys, one a line; may be repeated.") var key: [String] = []
    @Option(name: .customLong("as"), help: "The credential folder of a party that may follow the register.") var credential: String?
    @Option(help: "The folder for the files; it is made.") var out: String
    @Flag(help: "Print JSON.") var json = false

    func validate() throws {
        let isHub = place.hasPrefix("https://") || place.hasPrefix("http://")
        guard isHub == (credential != nil) else {
            throw ValidationError(
                isHub
                    ? "Say as whom you read at the hub: --as FOLDER."
                    : "A store is read without --as; an address begins with https://.")
        }
        guard isHub || !key.isEmpty else { throw ValidationError("Say which key you trust: --key KEY or --key FILE.") }
        if let from, let version, from >= version {
            throw ValidationError("The changes run from an earlier version: --from must be lower than --version.")
        }
    }

    func run() async throws {
        try await Failing.explain {
            PrivateFiles.begin()
            let folder = credential.map { CredentialFolder(path: $0) }
            var trusted = try key.flatMap { Files.exists($0) ? try LogKeys.read($0) : [try NoteVerifier(vkey: $0)] }
            if trusted.isEmpty, let folder { trusted = try folder.logKeys }
            let source: any ReplaySource =
                if let folder { HubReplaySource(try folder.connection(to: place)) } else { try StoreReplaySource(place) }
            let run = ReplayRun(
                source: source, register: RegisterName(rawValue: register), list: ListName(rawValue: list), verifiers: trusted,
                version: version, from: from)
            let progress = Progress(of: "entries")
            let result: Result<ReplayRun.Outcome, any Error>
            do {
                result = .success(try await run.run { progress.show($0, of: $1) })
            } catch {
                result = .failure(error)
            }
            progress.end()
            await source.close()
            let outcome = try result.get()
            let files = ReplayFiles(folder: out, format: format, spelling: checkDigits ? .checkDigit : .digits)
            let names = try files.write(outcome)
            Output.result(ReplayCommand.json(of: outcome, files: names), asJSON: json) {
                ReplayCommand.lines(of: outcome, files: names)
            }
        }
    }

    private static func json(of outcome: ReplayRun.Outcome, files: [String]) -> JSON {
        let members: [(String, JSON?)] = [
            ("agreedSnapshots", .integer(Int64(outcome.agreed))), ("files", .array(files.map { .string($0) })),
            ("from", outcome.earlier.map { .integer(Int64(clamping: $0.version)) }),
            (
                "missing",
                .array(
                    outcome.missing.map {
                        [
                            "first": .integer(Int64(clamping: $0.versions.lowerBound)),
                            "last": .integer(Int64(clamping: $0.versions.upperBound)), "rule": .string($0.rule),
                            "tombstone": .integer(Int64(clamping: $0.tombstone)),
                        ]
                    })
            ),
            ("moment", .string(outcome.state.moment.description)), ("newest", .integer(Int64(clamping: outcome.newest))),
            ("origin", .string(outcome.checkpoint.origin)), ("root", .string(outcome.checkpoint.root.base64)),
            ("size", .integer(Int64(clamping: outcome.checkpoint.size))),
            ("version", .integer(Int64(clamping: outcome.state.version))),
        ]
        return .object(JSONObject(members))
    }

    private static func lines(of outcome: ReplayRun.Outcome, files: [String]) -> [String] {
        let checkpoint = outcome.checkpoint
        var lines = [
            "The log \(checkpoint.origin) holds: all \(checkpoint.size) entries lead to the root that it signed.",
            "Version \(outcome.state.version) of \(outcome.newest), of \(outcome.state.moment): \(outcome.state.list.standings.count) subjects.",
        ]
        if outcome.agreed > 0 { lines.append("Snapshots in the log that have the digest of the rebuilt list: \(outcome.agreed).") }
        lines += outcome.missing.map {
            "Erased: versions \($0.versions.lowerBound) to \($0.versions.upperBound), by entry \($0.tombstone) (\($0.rule))."
        }
        return lines + files.map { "wrote \($0)" }
    }
}

extension ReplayFiles.Format: ExpressibleByArgument {}
