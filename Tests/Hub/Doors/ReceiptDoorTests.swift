// SPDX-License-Identifier: EUPL-1.2

import Devices
import Exchange
import Ledger
import Testing

@testable import Hub

@Suite("The receipt of an own report, again")
struct ReceiptDoorTests {
    private static func receipt(_ hub: TrialHub, _ reference: String, _ secret: String?) async throws -> TrialAnswer {
        try await hub.post("/v1/meldingen/\(reference)/_ontvangstbewijs", ["geheim": .string(secret ?? "")])
    }

    @Test("it proves the same entry as the first one, under the newest checkpoint, whatever happened since")
    func again() async throws {
        try await TrialHub.run { hub in
            let answer = try await hub.post("/v1/meldingen", TrialHub.theft(of: [1]))
            let first = try Receipt(parsing: try #require(answer.json["ontvangstbewijs"]?.string))
            let reference = try #require(answer.json["melding"]?.string)
            try await hub.block(try #require(answer.json["zaak"]?.string))
            _ = try await hub.report(2)
            let again = try await ReceiptDoorTests.receipt(hub, reference, answer.json["geheim"]?.string)
            let second = try Receipt(parsing: try #require(again.json["ontvangstbewijs"]?.string))
            #expect(second.index == first.index && second.leaf == first.leaf && second.opening == first.opening)
            let key = try NoteVerifier(vkey: hub.core.signer.verifierKey(of: .devices))
            #expect(try second.verify(by: [key]).size == hub.size())
            #expect(try first.verify(by: [key]).size < hub.size())
        }
    }

    @Test("of a follow-up it is the follow-up's own number that counts, and a citizen has the secret of the first report only")
    func followUp() async throws {
        try await TrialHub.run { hub in
            let reported = try await hub.report(1)
            let told = try await hub.post(
                "/v1/meldingen/\(reported.reference)/vervolgmeldingen",
                ["geheim": .string(reported.secret ?? ""), "soort": "recovery", "gegevens": [:]])
            let second = try #require(told.json["melding"]?.string)
            #expect(second != reported.reference)
            #expect(try await ReceiptDoorTests.receipt(hub, second, reported.secret).status == 404)
        }
    }

    @Test("a wrong number and a wrong secret answer alike, and a number that is none is named")
    func refused() async throws {
        try await TrialHub.run { hub in
            let reported = try await hub.report(1)
            let secret = try await ReceiptDoorTests.receipt(hub, reported.reference, "ABCD-EFGH-JKMN-PQRS")
            let number = try await ReceiptDoorTests.receipt(hub, "DV-0000-0000-0000-1", reported.secret)
            #expect(secret.status == 404 && secret.text == number.text)
            let none = try await ReceiptDoorTests.receipt(hub, "x", reported.secret)
            #expect(none.status == 400 && none.faultFields == ["melding"])
            #expect(try await ReceiptDoorTests.receipt(hub, reported.reference, nil).faultFields == ["geheim"])
        }
    }
}
