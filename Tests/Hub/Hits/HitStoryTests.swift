// SPDX-License-Identifier: EUPL-1.2

import Devices
import Exchange
import Ledger
import Store
import Testing

@testable import Hub

@Suite("What becomes of hits")
struct HitStoryTests {
    @Test("when and where is for who decides or confirms; the supervisor sees how often, the reporter nothing")
    func whoSees() async throws {
        try await HitDoorTests.run { hub in
            let reported = try await hub.blocked(1)
            _ = try await HitDoorTests.send([HitDoorTests.row(1, area: "204-08-1A2B")], to: hub)

            for actor in [Cast.first, Cast.magistrate] {
                #expect(try await HitDoorTests.show(reported, at: hub, as: actor)["treffers"]?.array?.count == 1)
            }
            let supervised = try await HitDoorTests.show(reported, at: hub, as: Cast.supervisor)
            #expect(supervised["aantalTreffers"] == 1 && supervised["treffers"] == nil)
            let followed = try await hub.follow(reported)
            #expect(followed.status == 200)
            for word in ["treffers", "Treffers", "204-08-1A2B", "gezien"] { #expect(!followed.text.contains(word), "\(word)") }
        }
    }

    @Test("a hit brings its case to the top of the worklist")
    func worklist() async throws {
        try await HitDoorTests.run { hub in
            let first = try await hub.blocked(1)
            hub.clock.advance(by: .minutes(1))
            let second = try await hub.blocked(2)
            hub.clock.advance(by: .minutes(1))

            _ = try await HitDoorTests.send([HitDoorTests.row(1, at: hub.clock.now())], to: hub)

            let shown = try await hub.get("/v1/zaken", as: Cast.first).json["zaken"]?.array?.compactMap { $0["zaak"]?.string }
            #expect(shown == [first.caseID, second.caseID])
        }
    }

    @Test("hits go with their case when its term ends")
    func erased() async throws {
        let place = try TrialPlace()
        try await TrialHub.run(in: place) { hub in
            try await TrialEdge(of: Cast.telecom).register(at: hub)
            let reported = try await hub.blocked(1)
            _ = try await HitDoorTests.send([HitDoorTests.row(1, area: "zeldzaam-gebied")], to: hub)
            try await hub.propose("unblock", in: reported.caseID)
            let stream = "case:\(reported.caseID)"
            #expect(try await hub.core.store.read { try $0.openIndexes(of: .devices, stream: stream) }.count == 6)

            hub.clock.advance(by: .days(400))
            try await hub.tick()

            #expect(try await hub.core.store.read { try $0.openIndexes(of: .devices, stream: stream) }.isEmpty)
            try await hub.core.store.scrub()
            #expect(try !place.holds("zeldzaam-gebied"))
        }
    }

    @Test("the compliance view counts a party's hits, and shows no other's")
    func compliance() async throws {
        try await HitDoorTests.run { hub in
            _ = try await hub.blocked(1, 2)
            _ = try await HitDoorTests.send([HitDoorTests.row(1), HitDoorTests.row(2), HitDoorTests.row(3)], to: hub)
            func counts(_ actor: Actor) async throws -> [String: JSON?] {
                let shown = try await hub.get("/v1/nalevingstijden", as: actor)
                let parties = try #require(shown.json["deelnemers"]?.array, "\(shown.text)")
                return Dictionary(uniqueKeysWithValues: parties.map { ($0["deelnemer"]?.string ?? "", $0["treffers"]) })
            }

            #expect(try await counts(Cast.supervisor)["kvk:00000011"] == ["vandaag": 2, "totaal": 2])
            #expect(try await counts(Cast.supervisor)["kvk:00000012"] == ["vandaag": 0, "totaal": 0])
            #expect(try await counts(Cast.network).keys.sorted() == ["kvk:00000011"])
            hub.clock.advance(by: .days(1))
            #expect(try await counts(Cast.network)["kvk:00000011"] == ["vandaag": 0, "totaal": 2])
        }
    }

    @Test("a party's day takes so many hits; the rest is for later, and the day after it is taken")
    func flood() async throws {
        try await HitDoorTests.run { hub in
            let reported = try await hub.blocked(1, 2)
            let rule = try #require(Devices.standard.hits)
            let party = Cast.telecom
            let day = TrialHub.start.milliseconds / 86_400_000
            let kept: JSON = ["day": .integer(day), "today": .integer(Int64(rule.mostPerDay) - 1), "total": 50_000]
            try await hub.perform("tally") { scope in
                try scope.writer.put(setting: HitTally.name(of: party, in: .devices), kept.canonical())
            }

            let first = try await HitDoorTests.send([HitDoorTests.row(1), HitDoorTests.row(2), HitDoorTests.row(1)], to: hub)
            hub.clock.advance(by: .days(1))
            let second = try await HitDoorTests.send([HitDoorTests.row(2)], to: hub)

            #expect(HitDoorTests.outcomes(first) == ["vastgelegd", "later", "later"])
            #expect(HitDoorTests.outcomes(second) == ["vastgelegd"])
            #expect(try await HitDoorTests.show(reported, at: hub)["aantalTreffers"] == 2)
        }
    }

    @Test("a batch that fails leaves neither hit nor count", arguments: [true, false])
    func undone(hasHit: Bool) async throws {
        try await HitDoorTests.run { hub in
            _ = try await hub.blocked(1)
            let size = hub.size()
            let draft = HitDraft(subject: TrialHub.subject(hasHit ? 1 : 2), seenAt: TrialHub.start, area: nil, edge: "rand-1")
            await #expect(throws: Refusal.self) {
                try await hub.perform("hits") { scope in
                    _ = try scope.see([draft], in: Devices(), by: Cast.network)
                    throw Refusal(.notNow, "In the end this is not to be.")
                }
            }

            #expect(hub.size() == size)
            #expect(try await hub.core.store.read { try $0.hits(of: Cast.telecom, in: .devices) } == HitTally())
        }
    }

    @Test("after a restart the case tells its hits, and knows them again")
    func restart() async throws {
        let place = try TrialPlace()
        let clock = ManualTimekeeper(at: TrialHub.start)
        let reported = try await TrialHub.run(in: place, at: clock) { hub in
            try await TrialEdge(of: Cast.telecom).register(at: hub)
            let reported = try await hub.blocked(1)
            _ = try await HitDoorTests.send([HitDoorTests.row(1)], to: hub)
            return reported
        }
        try await TrialHub.run(in: place, at: clock) { hub in
            let shown = try await HitDoorTests.show(reported, at: hub)
            let answer = try await HitDoorTests.send([HitDoorTests.row(1)], to: hub)

            #expect(shown["aantalTreffers"] == 1 && HitDoorTests.outcomes(answer) == ["bekend"])
        }
    }
}
