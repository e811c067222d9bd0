// SPDX-License-Identifier: EUPL-1.2

import Devices
import Exchange
import Ledger
import Testing

@testable import Hub

@Suite("From report to measure and back")
struct BlockStoryTests {
    @Test("a citizen's report, two persons' decision: one listing with exactly the reported devices")
    func blocked() async throws {
        try await TrialHub.run { hub in
            let reported = try await hub.report(1, 2)
            let before = hub.size()

            let proposed = try await hub.propose(in: reported.caseID)
            let confirmed = try await hub.confirm(in: reported.caseID)

            #expect(proposed.json["fase"] == "proposed")
            #expect(confirmed.json["fase"] == "in-force")
            #expect(try await hub.kinds(after: before) == ["proposal", "decision", "listing"])
            let subjects = [TrialHub.subject(1), TrialHub.subject(2)]
            #expect(try await hub.listings() == [Listing(list: .stolen, listed: [.prohibited: subjects], released: [])])
        }
    }

    @Test("nothing is on the list before the second person has confirmed")
    func notBefore() async throws {
        try await TrialHub.run { hub in
            let reported = try await hub.report(1)

            try await hub.propose(in: reported.caseID)

            #expect(try await hub.listings() == [])
            #expect(try await hub.measure(of: Cast.telecom)["nieuwsteVersie"] == 0)
        }
    }

    @Test("the edge's statements show per party when the block was delivered, accepted and carried out")
    func compliance() async throws {
        try await TrialHub.run { hub in
            let edge = try TrialEdge(of: Cast.telecom)
            try await edge.register(at: hub)
            let reported = try await hub.blocked(1)
            hub.clock.advance(by: .seconds(2))
            let delivered = try await edge.state([edge.note(.delivered, version: 1, at: hub)], at: hub)
            hub.clock.advance(by: .seconds(1))
            let rest = try [MeasureFact.accepted, .carriedOut].map { try edge.note($0, version: 1, at: hub) }
            _ = try await edge.state(rest, at: hub)

            let rows = try await hub.follow(reported).json["uitvoering"]?.array ?? []

            #expect(delivered.json["aantal"] == 1)
            let mine = try #require(rows.first { $0["deelnemer"]?.string == Cast.telecom.description })
            #expect(mine["naam"] == "Voorbeeld Telecom")
            #expect(mine["versie"] == 1)
            #expect(mine["afgeleverd"]?["vastgelegd"] == .string((TrialHub.start + .seconds(2)).description))
            #expect(mine["aanvaard"]?["vastgelegd"] == .string((TrialHub.start + .seconds(3)).description))
            #expect(mine["uitgevoerd"]?["vastgelegd"] == .string((TrialHub.start + .seconds(3)).description))
            let other = try #require(rows.first { $0["deelnemer"]?.string == Cast.mobile.description })
            #expect(other["afgeleverd"] == nil && other["uitgevoerd"] == nil)
        }
    }

    @Test("who carries a later version out carries the earlier ones out too")
    func later() async throws {
        try await TrialHub.run { hub in
            let edge = try TrialEdge(of: Cast.telecom)
            try await edge.register(at: hub)
            let first = try await hub.blocked(1)
            _ = try await hub.blocked(2)

            try await edge.comply(with: 2, at: hub)

            let rows = try await hub.follow(first).json["uitvoering"]?.array ?? []
            #expect(rows.first { $0["deelnemer"]?.string == Cast.telecom.description }?["uitgevoerd"] != nil)
            #expect(try await hub.measure(of: Cast.telecom)["achterstandSinds"] == nil)
        }
    }

    @Test("recovery by the reporter, then the lifting: one listing releases the device and the case closes")
    func recovery() async throws {
        try await TrialHub.run { hub in
            let reported = try await hub.blocked(1)
            let recovered = try await hub.post(
                "/v1/meldingen/\(reported.reference)/vervolgmeldingen",
                ["geheim": .string(reported.secret ?? ""), "soort": "recovery", "gegevens": [:]]
            )
            let before = hub.size()

            let lifted = try await hub.propose("unblock", in: reported.caseID, as: Cast.first)

            #expect(recovered.status == 201, "\(recovered.text)")
            #expect(recovered.json["melding"] == .string("\(reported.caseID)-2"))
            #expect(recovered.json["geheim"] == nil)
            #expect(lifted.json["fase"] == "closed")
            #expect(try await hub.kinds(after: before) == ["decision", "release", "closing"])
            #expect(try await hub.listings().last == Listing(list: .stolen, listed: [:], released: [TrialHub.subject(1)]))
            #expect(try await hub.follow(reported).json["fase"] == "closed")
        }
    }

    @Test("the follower sees when each provider has lifted the block, not only when it blocked")
    func lifted() async throws {
        try await TrialHub.run { hub in
            let edge = try TrialEdge(of: Cast.telecom)
            try await edge.register(at: hub)
            let reported = try await hub.blocked(1)
            try await edge.comply(with: 1, at: hub)
            try await hub.propose("unblock", in: reported.caseID)

            let before = try await hub.follow(reported).json["uitvoering"]?[0]
            try await edge.comply(with: 2, at: hub)
            let after = try await hub.follow(reported).json["uitvoering"]?[0]

            #expect(before?["versie"] == 2)
            #expect(before?["uitgevoerd"] == nil)
            #expect(after?["uitgevoerd"] != nil)
        }
    }

    @Test("a report that is dismissed closes without a listing")
    func dismissed() async throws {
        try await TrialHub.run { hub in
            let reported = try await hub.report(1)

            let dismissed = try await hub.propose("dismiss", in: reported.caseID)

            #expect(dismissed.json["fase"] == "closed")
            #expect(try await hub.listings() == [])
        }
    }

    @Test("a rejected proposal can be followed by another")
    func rejected() async throws {
        try await TrialHub.run { hub in
            let reported = try await hub.report(1)
            try await hub.propose(in: reported.caseID)

            let rejected = try await hub.post(
                "/v1/zaken/\(reported.caseID)/besluiten/1/afwijzingen", ["redenen": "Het dossier is niet af."], as: Cast.second
            )
            try await hub.block(reported.caseID, number: 2)

            #expect(rejected.json["fase"] == "reported")
            #expect(try await hub.listings().count == 1)
        }
    }

    @Test("a device that joins a blocked case is listed by the next decision, and the first is not listed again")
    func joined() async throws {
        try await TrialHub.run { hub in
            let reported = try await hub.blocked(1)
            _ = try await hub.report(TrialHub.theft(of: [1, 2]), as: Cast.claims)

            try await hub.block(reported.caseID, number: 2)

            #expect(
                try await hub.listings().last == Listing(list: .stolen, listed: [.prohibited: [TrialHub.subject(2)]], released: []))
        }
    }

    @Test("a proposal that nobody confirms lapses by the clock")
    func lapse() async throws {
        try await TrialHub.run { hub in
            let reported = try await hub.report(1)
            try await hub.propose(in: reported.caseID)
            let before = hub.size()

            let early = try await hub.tick(after: .days(2))
            let late = try await hub.tick(after: .days(1))
            let again = try await hub.tick()

            #expect([early, late, again] == [0, 1, 0])
            #expect(try await hub.kinds(after: before) == ["lapse"])
            #expect(try await hub.follow(reported).json["fase"] == "reported")
        }
    }

    @Test("after ten years a block ends by itself, and the list with it")
    func validity() async throws {
        try await TrialHub.run { hub in
            let reported = try await hub.blocked(1)

            try await hub.tick(after: .days(3_660))

            #expect(try await hub.listings().last?.released == [TrialHub.subject(1)])
            let state = try await hub.get("/v1/zaken/\(reported.caseID)", as: Cast.first)
            #expect(state.json["fase"] == "closed")
        }
    }

    @Test("a listing names devices and statuses and nothing else: no case, no reporter, no reason")
    func discreet() async throws {
        try await TrialHub.run { hub in
            _ = try await hub.blocked(1)

            let listing = try #require(try await hub.listings().first?.json)

            #expect(listing.object?.keys == ["list", "listed", "released"])
            #expect(!listing.canonicalText.contains("DV-"))
            #expect(!listing.canonicalText.contains("Aangifte"))
        }
    }
}
