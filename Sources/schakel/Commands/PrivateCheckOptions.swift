// SPDX-License-Identifier: EUPL-1.2

import ArgumentParser
import Edge
import Identifiers
import Ledger
import PrivateChecks

/// How a hub is asked privately.
struct PrivateCheckOptions: ParsableArguments {
    @Option(help: "The hub's door for everybody, or with --as its parties' door.") var hub: String?
    @Option(name: .customLong("as"), help: "The credential folder of a party that may check; it asks for 100 devices at once.")
    var credential: String?
    @Option(help: "A file with the keys of the hub's logs, one a line: the key of the check must be signed by one.") var keys:
        String?
    @Option(help: "One key of a log; may be repeated.") var key: [String] = []
    @Flag(help: "Ask for the whole list, so that the hub is told nothing of the device.") var everything = false

    /// Whether any of them is given.
    var isUsed: Bool { hub != nil || credential != nil || keys != nil || !key.isEmpty || everything }

    /// Asks, and prints what came of it.
    func check(_ imeis: [IMEI], asJSON: Bool) async throws {
        let door = try Door(hub: hub, credential: credential)
        var trusted = try (keys.map { try LogKeys.read($0) } ?? []) + key.map { try NoteVerifier(vkey: $0) }
        if trusted.isEmpty, let credential { trusted = try CredentialFolder(path: credential).logKeys }
        let call = PrivateCheckCall(
            connection: door.connection, isParty: credential != nil, trusted: trusted.isEmpty ? nil : trusted,
            asksEverything: everything)
        let outcome = try await call.ask(about: imeis)
        await door.connection.close()
        let bits = everything ? 0 : outcome.parameters.bits
        let members: [(String, JSON?)] = [
            ("asked", outcome.oldest["gevraagd"]), ("bitsTold", .integer(Int64(bits))), ("changed", outcome.oldest["gewijzigd"]),
            ("keyVerified", .bool(!trusted.isEmpty)),
            ("results", .array(outcome.listed.map { .string($0 ? "listed" : "absent") })),
            ("version", outcome.oldest["versie"]),
        ]
        Output.result(.object(JSONObject(members)), asJSON: asJSON) {
            let version = outcome.oldest["versie"]?.integer ?? 0
            let changed = outcome.oldest["gewijzigd"]?.string.map { ", changed \($0)" } ?? ""
            let key = trusted.isEmpty ? "not verified: give --keys to be sure that everybody is shown the same" : "verified"
            return outcome.listed.map { $0 ? "listed" : "absent, which does not mean safe" } + [
                "List version \(version)\(changed). The hub was told \(bits) bits of each. Its key is \(key)."
            ]
        }
        if outcome.listed.contains(true) { throw ExitStatus.refused.code }
    }
}
