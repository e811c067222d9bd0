// SPDX-License-Identifier: EUPL-1.2

import ArgumentParser
import Edge
import Ledger

/// Reports.
struct ReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Report a stolen, lost or recovered device.",
        discussion: """
            Without --as it is a citizen's report: the answer has a number and a secret to follow it with.

            Example: schakel report theft --imei 356868000041418 --date 2026-11-20 --region Utrecht --hub http://127.0.0.1:8080
            Example: schakel report recovery --number DV-7K3M-Q9TX-2HRA-1 --secret ABCD-EFGH-JKMN-PQRS
            """
    )

    @Argument(help: "theft, loss or recovery.") var kind: String
    @Option(help: "An IMEI of 14, 15 or 16 digits; may be repeated for a phone with more.") var imei: [String] = []
    @Option(help: "The date of the theft or loss, such as 2026-11-20.") var date: String?
    @Option(help: "Where it happened: a province, so that it is counted there.") var region: String?
    @Option(help: "The maker of the device.") var make: String?
    @Option(help: "Its model.") var model: String?
    @Option(help: "The telephone number of the device; enough where nobody knows the IMEI.") var phone: String?
    @Option(help: "What you wish: block or track.") var wish: String?
    @Option(help: "The number of the police file.") var policeFile: String?
    @Option(help: "For a recovery: the number of the report.") var number: String?
    @Option(help: "For a recovery: the secret of the report; - reads it from standard input.") var secret: String?
    @Option(help: "The hub's door for everybody, or with --as its parties' door.") var hub: String?
    @Option(name: .customLong("as"), help: "A party's credential folder.") var credential: String?
    @Option(help: "Write the receipt to this file.") var receipt: String?
    @Flag(help: "Print JSON.") var json = false

    func run() async throws {
        try await Failing.explain {
            let door = try Door(hub: hub, credential: credential)
            var details = JSONObject()
            for (name, value) in [
                ("datum", date), ("regio", region), ("merk", make), ("model", model), ("politiedossier", policeFile),
                ("telefoonnummer", phone), ("wens", wish),
            ] {
                if let value { details[name] = .string(value) }
            }
            let answer: JSON
            if let number {
                var body: JSONObject = ["soort": .string(kind), "gegevens": .object(details)]
                if let secret = SecretArgument.read(secret) { body["geheim"] = .string(secret) }
                answer = try await door.connection.post(
                    "/v1/meldingen/\(number)/vervolgmeldingen", .object(body), key: UUIDText.fresh())
            } else {
                let body: JSON = [
                    "soort": .string(kind), "onderwerpen": .array(imei.map { .string($0) }), "gegevens": .object(details),
                ]
                answer = try await door.connection.post("/v1/meldingen", body, key: UUIDText.fresh())
            }
            await door.connection.close()
            if let receipt, let text = answer["ontvangstbewijs"]?.string { try Files.write(text, to: receipt) }
            Output.result(answer, asJSON: json) {
                var lines = ["Report \(answer["melding"]?.string ?? "?") is entered."]
                if let secret = answer["geheim"]?.string { lines.append("Follow it with this secret: \(secret)") }
                lines += (answer["nuDoen"]?.array ?? []).compactMap { $0["en"]?.string.map { "  - \($0)" } }
                return lines
            }
        }
    }
}

/// The door a command goes through: the one for everybody, or the parties' with a credential.
struct Door {
    let connection: HubConnection

    init(hub: String?, credential: String?) throws {
        if let credential {
            connection = try CredentialFolder(path: credential).connection(to: hub)
        } else {
            connection = try HubConnection(to: hub ?? "http://127.0.0.1:8080", with: nil)
        }
    }
}
