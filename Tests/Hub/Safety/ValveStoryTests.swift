// SPDX-License-Identifier: EUPL-1.2

import Devices
import Exchange
import Ledger
import Store
import Testing

@testable import Hub

@Suite("The valve through the real lifecycle")
struct ValveStoryTests {
    private static let watcher = EmergencyStopTests.watcher

    /// The fifteen digits of a phone of one of several types: 35000000 and those after it.
    private static func phone(type: Int, _ number: Int) -> String {
        TrialHub.imei(type * 1_000_000 + number)
    }

    /// A consignment of phones, reported by the police.
    private func reported(_ phones: [String], at hub: TrialHub) async throws -> String {
        let body: JSON = [
            "soort": "consignment", "onderwerpen": .array(phones.map { .string($0) }), "gegevens": ["bron": "proef"],
        ]
        return try await hub.report(body, as: Cast.policeSystem).caseID
    }

    /// Reports and decides; what the case waits for then.
    private func decided(_ phones: [String], at hub: TrialHub) async throws -> (caseID: String, causes: [String]) {
        let caseID = try await reported(phones, at: hub)
        try await hub.block(caseID)
        let waiting = try await hub.get("/v1/zaken/\(caseID)", as: Cast.first).json["wachtend"]?.array ?? []
        return (caseID, waiting.flatMap { ($0["oorzaken"]?.array ?? []).compactMap(\.string) })
    }

    private func judge(_ caseID: String, _ what: String = "vrijgaven", as actor: Actor = watcher, at hub: TrialHub) async throws
        -> TrialAnswer
    {
        try await hub.post("/v1/zaken/\(caseID)/wachtend/1/\(what)", ["redenen": "Nagegaan."], as: actor)
    }

    private func size(_ hub: TrialHub) async throws -> Int {
        try await hub.core.store.read { try $0.count(of: .stolen, in: .devices) }
    }

    private func figures(_ hub: TrialHub) async throws -> JSON {
        let kept = try await hub.core.store.read { try $0.setting("valve/devices/stolen") }
        return try JSON(parsing: kept ?? Array("{}".utf8), limits: JSONLimits(bytes: 1 << 20, depth: 8))
    }

    @Test(
        "two decisions that would block a whole type together: neither lists anything, and both are on the worklist of who supervises"
    )
    func twoConditions() async throws {
        try await TrialHub.run { hub in
            let even = (0..<1_200).map { Self.phone(type: 1, $0 * 2) }
            let odd = (0..<1_200).map { Self.phone(type: 1, $0 * 2 + 1) }
            let (first, second) = (try await decided(even, at: hub), try await decided(odd, at: hub))

            #expect(first.causes == ["over-group-decision"] && second.causes == ["over-group-decision"])
            #expect(try await size(hub) == 0)
            #expect(try await hub.listings().isEmpty)
            let list = try await hub.get("/v1/zaken?wachtOp=clearance", as: Cast.supervisor).json["zaken"]?.array ?? []
            #expect(Set(list.compactMap { $0["zaak"]?.string }) == [first.caseID, second.caseID])
            #expect(try await hub.get("/v1/zaken/_tel", as: Cast.supervisor).json["clearance"] == 2)

            for (actor, code) in [(Cast.first, "same-person"), (Cast.third, "wrong-party"), (Cast.supervisor, "person-needed")] {
                #expect(try await judge(first.caseID, as: actor, at: hub).code == code)
            }
            #expect(try await judge(first.caseID, at: hub).status == 201)
            #expect(try await size(hub) == 1_200)
            #expect(try await judge(first.caseID, at: hub).status == 409)
            let aside = try await judge(second.caseID, "terzijdeleggingen", as: Cast.magistrate, at: hub)
            #expect(aside.status == 201 && aside.json["fase"] == "reported")
            #expect(try await size(hub) == 1_200)
            let kinds = try await hub.get("/v1/zaken/\(second.caseID)", as: Cast.first).json["verloop"]?.array ?? []
            #expect(kinds.compactMap { $0["soort"]?.string } == ["report", "proposal", "decision", "wait", "set-aside"])
        }
    }

    @Test("decisions that are each small do not list a whole type in a day, nor over many days")
    func day() async throws {
        try await TrialHub.run { hub in
            for round in 0..<5 {
                let phones = (0..<1_000).map { Self.phone(type: 2, round * 1_000 + $0) }
                #expect(try await decided(phones, at: hub).causes == [])
            }
            let sixth = try await decided([Self.phone(type: 2, 900_000)], at: hub)
            #expect(sixth.causes == ["over-group-day"])
            #expect(try await decided([Self.phone(type: 3, 1)], at: hub).causes == [], "another type is not held up")
            hub.clock.advance(by: .days(1))
            #expect(try await decided([Self.phone(type: 2, 900_001)], at: hub).causes == [])
            #expect(try await size(hub) == 5_002)

            let name = "valve/devices/stolen/35000002"
            let kept = try await hub.core.store.read { try $0.setting(name) }
            let counted = try JSON(parsing: try #require(kept), limits: JSONLimits(bytes: 1_000, depth: 4))
            #expect(counted["listed"] == 5_001 && counted["today"] == 1, "counted exactly")
            let full: JSON = ["day": counted["day"] ?? "", "listed": 50_000, "today": 0]
            try await hub.perform("count") { try $0.writer.put(setting: name, full.canonical()) }
            #expect(try await decided([Self.phone(type: 2, 900_002)], at: hub).causes == ["over-group-listed"])
        }
    }

    @Test("a party's decisions of a day, and the growth of a list, have limits; the counts survive a restart")
    func partyAndGrowth() async throws {
        let place = try TrialPlace()
        try await TrialHub.run(in: place) { hub in
            for round in 0..<2 {
                let phones = (0..<5_000).map { Self.phone(type: 10 + $0 % 20 + 20 * round, $0) }
                #expect(try await decided(phones, at: hub).causes == [])
            }
            let figures = try await figures(hub)
            #expect(figures["listed"] == 10_000 && figures["size"] == 10_000 && figures["start"] == 0)
            #expect(figures["parties"]?[Cast.police.description] == 10_000)
        }
        try await TrialHub.run(in: place, at: ManualTimekeeper(at: TrialHub.start + .hours(1))) { hub in
            #expect(try await decided([Self.phone(type: 60, 1)], at: hub).causes == ["over-growth"])
            let many = try await decided((0..<15_001).map { Self.phone(type: 100 + $0 % 50, $0) }, at: hub)
            #expect(many.causes == ["over-decision", "over-party", "over-growth"])
            #expect(try await judge(many.caseID, at: hub).status == 201)
            let after = try await figures(hub)
            #expect(after["listed"] == 10_000, "what was cleared takes nothing of the day's room")
            #expect(after["start"] == 15_001 && after["size"] == 25_001)
        }
    }

    @Test("a list that would shrink too fast waits, and goes out when it is cleared; a few always go")
    func shrink() async throws {
        try await TrialHub.run { hub in
            let large = try await decided((0..<2_000).map { Self.phone(type: 10 + $0 % 4, $0) }, at: hub)
            let small = try await decided([Self.phone(type: 20, 1)], at: hub)
            #expect(large.causes.isEmpty && small.causes.isEmpty)
            #expect(try await hub.propose("unblock", in: small.caseID).json["fase"] == "closed")
            #expect(try await size(hub) == 2_000)

            #expect(try await hub.propose("unblock", in: large.caseID).json["fase"] == "closed")
            #expect(try await size(hub) == 2_000, "it waits")
            #expect(try await judge(large.caseID, "terzijdeleggingen", at: hub).status == 409)
            #expect(try await judge(large.caseID, at: hub).status == 201)
            #expect(try await size(hub) == 0)
            #expect(try await figures(hub)["size"] == 0)
        }
    }

    @Test("what waited for a stop meets the valve when the stop ends; nothing is cleared during a stop")
    func stop() async throws {
        try await TrialHub.run { hub in
            let before = try await decided((0..<1_001).map { Self.phone(type: 4, $0) }, at: hub)
            #expect(try await hub.post("/v1/noodstops", ["redenen": "Proef."], as: Self.watcher).status == 201)
            let during = try await decided((0..<1_001).map { Self.phone(type: 5, $0) }, at: hub)
            let small = try await decided([Self.phone(type: 6, 1)], at: hub)
            #expect(during.causes == ["emergency-stop"] && before.causes == ["over-group-decision"])
            #expect(try await judge(before.caseID, at: hub).status == 409)
            let ended = try await hub.post(
                "/v1/noodstops/1/opheffingen", ["redenen": "Klaar."], as: EmergencyStopTests.other)
            #expect(ended.status == 201 && ended.json["wachtend"] == 0)
            #expect(try await size(hub) == 1)
            let file = try await hub.get("/v1/zaken/\(during.caseID)", as: Cast.first).json
            #expect(file["wachtend"]?[0]?["oorzaken"] == ["over-group-decision"])
            #expect(try await hub.get("/v1/zaken/\(small.caseID)", as: Cast.first).json["wachtend"] == [])
            #expect(try await judge(during.caseID, at: hub).status == 201)
            #expect(try await size(hub) == 1_002)
        }
    }

    @Test("a list that was there before anything was counted is counted once, and exactly")
    func former() async throws {
        try await TrialHub.run { hub in
            let other = try CaseID(try await hub.report(1).caseID)
            try await hub.perform("former") { scope in
                // As a former version left it: with holds, and without figures.
                for number in 0..<1_200 {
                    let subject = String(Self.phone(type: 7, number).prefix(14))
                    try scope.writer.put(ListHold(caseID: other, status: .prohibited), on: .stolen, of: subject, in: .devices)
                }
            }
            #expect(try await decided([Self.phone(type: 7, 800_000)], at: hub).causes.isEmpty)
            #expect(try await figures(hub)["size"] == 1_201)
            let kept = try await hub.core.store.read { try $0.setting("valve/devices/stolen/35000007") }
            let counted = try JSON(parsing: try #require(kept), limits: JSONLimits(bytes: 1_000, depth: 4))
            #expect(counted["listed"] == 1_201 && counted["today"] == 1)
        }
    }

    @Test("no subject is a range or a wildcard")
    func wildcards() async throws {
        try await TrialHub.run { hub in
            for text in ["35000001*", "35000001??????", "35000001", "35000001000000-35000001999999", "*", "35000001000000/999999"] {
                let answer = try await hub.post(
                    "/v1/meldingen",
                    ["soort": "theft", "onderwerpen": [.string(text)], "gegevens": ["datum": "2026-03-01"]],
                    as: Cast.policeSystem)
                #expect(answer.status == 400, "\(text)")
            }
        }
    }
}
