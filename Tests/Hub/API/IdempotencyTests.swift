// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Testing

@testable import Hub

@Suite("Repeated requests")
struct IdempotencyTests {
    private let key = "7c1f1b5e-8a0e-4a55-9f59-0e2f6b3c9d10"

    @Test("the same key gets the same answer, secret included, and enters nothing more")
    func same() async throws {
        try await TrialHub.run { hub in
            let first = try await hub.post("/v1/meldingen", TrialHub.theft(of: [1]), key: key)
            let size = hub.size()
            let again = try await hub.post("/v1/meldingen", TrialHub.theft(of: [1]), key: key)

            #expect(first.status == 201)
            #expect(again.status == 201)
            #expect(again.bytes == first.bytes)
            #expect(again.json["geheim"]?.string?.isEmpty == false)
            #expect(hub.size() == size)
        }
    }

    @Test("the key counts in either case of its letters")
    func letterCase() async throws {
        try await TrialHub.run { hub in
            let first = try await hub.post("/v1/meldingen", TrialHub.theft(of: [1]), key: key)
            let again = try await hub.post("/v1/meldingen", TrialHub.theft(of: [1]), key: key.uppercased())

            #expect(again.bytes == first.bytes)
        }
    }

    @Test("without a key the same request is another act")
    func without() async throws {
        try await TrialHub.run { hub in
            let first = try await hub.report(1)
            let second = try await hub.report(1)

            #expect(first.reference != second.reference)
        }
    }

    @Test("the same key for another body or another path is refused, and names the key")
    func other() async throws {
        try await TrialHub.run { hub in
            let reported = try await hub.report(9)
            _ = try await hub.post("/v1/meldingen", TrialHub.theft(of: [1]), key: key)
            let size = hub.size()

            let body = try await hub.post("/v1/meldingen", TrialHub.theft(of: [2]), key: key)
            let path = try await hub.post(
                "/v1/meldingen/\(reported.reference)/bezwaren", TrialHub.theft(of: [1]), key: key
            )

            #expect(body.status == 409)
            #expect(body.code == "duplicate")
            #expect(body.faultFields == ["Idempotency-Key"])
            #expect(path.status == 400)
            #expect(hub.size() == size)
        }
    }

    @Test("the same key and body on another path is another request")
    func otherPath() async throws {
        try await TrialHub.run { hub in
            let one = try await hub.blocked(1)
            let two = try await hub.blocked(2)
            let body: JSON = ["gronden": "Dit klopt niet."]

            let first = try await hub.post("/v1/zaken/\(one.caseID)/bezwaren", body, as: Cast.network, key: key)
            let second = try await hub.post("/v1/zaken/\(two.caseID)/bezwaren", body, as: Cast.network, key: key)

            #expect(first.status == 201)
            #expect(second.status == 409)
            #expect(second.code == "duplicate")
        }
    }

    @Test("another caller with the same key is not confused with the first")
    func otherCaller() async throws {
        try await TrialHub.run { hub in
            let body = TrialHub.theft(of: [1])

            let citizen = try await hub.post("/v1/meldingen", body, key: key)
            let insurer = try await hub.post("/v1/meldingen", body, as: Cast.claims, key: key)
            let first = try await hub.post("/v1/meldingen", body, as: Cast.first, key: key)
            let second = try await hub.post("/v1/meldingen", body, as: Cast.second, key: key)

            let numbers = [citizen, insurer, first, second].compactMap { $0.json["melding"]?.string }
            #expect(Set(numbers).count == 4)
            #expect(insurer.json["geheim"] == nil)
        }
    }

    @Test("a refused act does not use its key up")
    func afterRefusal() async throws {
        try await TrialHub.run { hub in
            let reported = try await hub.report(1)
            let path = "/v1/zaken/\(reported.caseID)/besluiten/1/bevestigingen"

            let early = try await hub.post(path, [:], as: Cast.second, key: key)
            try await hub.propose(in: reported.caseID)
            let later = try await hub.post(path, [:], as: Cast.second, key: key)

            #expect(early.status == 404)
            #expect(later.status == 201)
        }
    }

    @Test("a repetition is answered after a restart too")
    func restart() async throws {
        let place = try TrialPlace()
        let first = try await TrialHub.run(in: place) { try await $0.post("/v1/meldingen", TrialHub.theft(of: [1]), key: key) }

        try await TrialHub.run(in: place) { hub in
            let again = try await hub.post("/v1/meldingen", TrialHub.theft(of: [1]), key: key)

            #expect(again.bytes == first.bytes)
        }
    }

    @Test("after a day the clock has forgotten it")
    func forgotten() async throws {
        try await TrialHub.run { hub in
            let first = try await hub.post("/v1/meldingen", TrialHub.theft(of: [1]), key: key)
            try await hub.tick(after: .hours(24))
            let kept = try await hub.post("/v1/meldingen", TrialHub.theft(of: [1]), key: key)
            try await hub.tick(after: .milliseconds(1))
            let anew = try await hub.post("/v1/meldingen", TrialHub.theft(of: [1]), key: key)

            #expect(kept.json["melding"] == first.json["melding"])
            #expect(anew.json["melding"] != first.json["melding"])
        }
    }

    @Test("a repetition of a certificate gives the certificate of the first time")
    func certificate() async throws {
        try await TrialHub.run { hub in
            let body: JSON = ["deelnemer": .string(Cast.telecom.description), "aanvraag": .string(try CertificateRequest().csrPEM)]

            let first = try await hub.post("/v1/certificaten", body, as: Cast.admin, key: key)
            let again = try await hub.post("/v1/certificaten", body, as: Cast.admin, key: key)

            #expect(first.status == 201, "\(first.text)")
            #expect(again.bytes == first.bytes)
            #expect(hub.core.board.registry.credentials.values.filter { $0.party == Cast.telecom }.count == 1)
        }
    }

    @Test(
        "a key that is no UUID is refused",
        arguments: ["", "1", "7c1f1b5e8a0e4a559f590e2f6b3c9d10", "zzzzzzzz-8a0e-4a55-9f59-0e2f6b3c9d10"])
    func noUUID(_ text: String) async throws {
        try await TrialHub.run { hub in
            let answer = try await hub.post("/v1/meldingen", TrialHub.theft(of: [1]), key: text)

            #expect(answer.status == 400)
            #expect(answer.faultFields == ["Idempotency-Key"])
        }
    }
}
