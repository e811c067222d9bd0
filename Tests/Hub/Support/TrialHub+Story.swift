// SPDX-License-Identifier: EUPL-1.2

import Devices
import Exchange
import Identifiers
import Ledger
import Store
import Testing

@testable import Hub

/// A report as its reporter knows it.
struct Reported: Sendable {
    let reference: String
    let caseID: String
    /// The secret; nil for a party's report.
    let secret: String?
}

extension TrialHub {
    /// The fifteen digits of a trial phone; equal numbers are equal phones.
    static func imei(_ number: Int) -> String {
        IMEI(value: 35_000_000_000_000 + UInt64(number))?.description ?? ""
    }

    /// The fourteen digits by which the register knows it.
    static func subject(_ number: Int) -> String { String(imei(number).prefix(14)) }

    static func theft(of phones: [Int], kind: String = "theft") -> JSON {
        [
            "soort": .string(kind), "onderwerpen": .array(phones.map { .string(imei($0)) }),
            "gegevens": kind == "consignment" ? ["bron": "proef"] : ["datum": "2026-03-01"],
        ]
    }

    /// Reports phones; it must be accepted.
    func report(_ phones: Int..., as actor: Actor = .citizen) async throws -> Reported {
        try await report(TrialHub.theft(of: phones), as: actor)
    }

    func report(_ body: JSON, as actor: Actor = .citizen) async throws -> Reported {
        let answer = try await post("/v1/meldingen", body, as: actor)
        try #require(answer.status == 201, "\(answer.text)")
        return Reported(
            reference: try #require(answer.json["melding"]?.string), caseID: try #require(answer.json["zaak"]?.string),
            secret: answer.json["geheim"]?.string
        )
    }

    @discardableResult
    func propose(_ kind: String = "block", in caseID: String, as actor: Actor = Cast.first) async throws -> TrialAnswer {
        try await post("/v1/zaken/\(caseID)/besluiten", ["soort": .string(kind), "redenen": "Aangifte is gedaan."], as: actor)
    }

    @discardableResult
    func confirm(_ number: Int = 1, in caseID: String, as actor: Actor = Cast.second) async throws -> TrialAnswer {
        try await post("/v1/zaken/\(caseID)/besluiten/\(number)/bevestigingen", [:], as: actor)
    }

    /// Proposes and confirms a block; both must be accepted.
    func block(_ caseID: String, number: Int = 1) async throws {
        let proposed = try await propose(in: caseID)
        try #require(proposed.status == 201, "\(proposed.text)")
        let confirmed = try await confirm(number, in: caseID)
        try #require(confirmed.status == 201, "\(confirmed.text)")
    }

    /// Lets what goes over a limit go out, as whoever supervises; it must be accepted.
    func clear(_ caseID: String, _ number: Int = 1) async throws {
        let cleared = try await post(
            "/v1/zaken/\(caseID)/wachtend/\(number)/vrijgaven", ["redenen": "Nagegaan."],
            as: .party(Cast.regulator, person: "r-1"))
        try #require(cleared.status == 201, "\(cleared.text)")
    }

    /// Reports and blocks.
    func blocked(_ phones: Int...) async throws -> Reported {
        let reported = try await report(TrialHub.theft(of: phones))
        try await block(reported.caseID)
        return reported
    }

    func object(to caseID: String, as actor: Actor = Cast.network) async throws -> TrialAnswer {
        try await post("/v1/zaken/\(caseID)/bezwaren", ["gronden": "Dit toestel is van ons."], as: actor)
    }

    func follow(_ reported: Reported, secret: String? = nil) async throws -> TrialAnswer {
        try await post("/v1/meldingen/\(reported.reference)/_volg", ["geheim": .string(secret ?? reported.secret ?? "")])
    }

    /// The listings of the list of stolen devices, in order of version.
    func listings() async throws -> [Listing] {
        try await core.store.read { reader in
            try reader.payloads(of: .devices, stream: "list:stolen").map {
                try Listing(json: JSON(parsing: $0.bytes, limits: JSONLimits(bytes: 16 << 20, depth: 8)))
            }
        }
    }

    /// The newest kinds in the log of devices, oldest first.
    func kinds(after size: UInt64) async throws -> [String] {
        try await core.store.read { try $0.entries(of: .devices, in: size..<UInt64.max / 2).map(\.leaf.kind) }
    }

    /// The measures as a party sees them.
    func measures(as actor: Actor = Cast.supervisor) async throws -> [JSON] {
        let answer = try await get("/v1/maatregelen", as: actor)
        try #require(answer.status == 200, "\(answer.text)")
        return try #require(answer.json["maatregelen"]?.array)
    }

    /// The standing measure of a party, as the supervisor sees it.
    func measure(of party: PartyID) async throws -> JSON {
        try #require(try await measures().first { $0["deelnemer"]?.string == party.description })
    }
}
