// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Testing

@Suite("Milestones of joining")
struct MilestoneTests {
    private let start = TrialRegistry.start

    private func day(_ text: String) throws -> CivilDate { try #require(CivilDate(text)) }

    private func joined() throws -> TrialRegistry {
        var trial = TrialRegistry()
        try trial.act(.register(People.telecom, name: "Voorbeeld Telecom", roles: [.provider]))
        return trial
    }

    @Test("the log of parties tells when a party was registered, got its mandate, its certificate and its edge: the first of each")
    func reached() throws {
        var trial = try joined()
        try trial.act(TrialRegistry.grant([.report], to: People.telecom), at: start + .days(1))
        try trial.act(TrialRegistry.grant([.comply], to: People.telecom), at: start + .days(2))
        try trial.act(TrialRegistry.grant([.comply], to: People.telecom), at: start + .days(3))
        let until = start + .days(90)
        for (print, when) in [("aa", 4), ("bb", 5)] {
            try trial.act(
                .admit(Credential(fingerprint: print, party: People.telecom, person: nil, until: until)), at: start + .days(when))
        }
        for (name, when) in [("ams-1", 6), ("rtm-1", 7)] {
            try trial.act(
                .registerEdge(name: name, verifierKey: "\(EdgeNode.keyName(party: People.telecom, edge: name))+0badc0de+AAAA"),
                by: People.provider, at: start + .days(when))
        }
        try trial.act(.retireEdge(name: "ams-1", reasons: "old"), by: People.provider, at: start + .days(8))

        let reached = trial.registry.onboarding[People.telecom]?.reached
        #expect(
            reached == [
                .registered: start, .mandated: start + .days(2), .certified: start + .days(4), .connected: start + .days(6),
            ])
    }

    @Test("a day is planned, changed and taken away; the same day again is no event")
    func planned() throws {
        var trial = try joined()
        let (first, second) = (try day("2026-02-01"), try day("2026-03-01"))

        let events = try trial.act(.plan(People.telecom, .connected, by: first))
        #expect(events == [.milestonePlanned(People.telecom, .connected, on: first, by: TrialRegistry.operating, at: start)])
        #expect(try trial.act(.plan(People.telecom, .connected, by: first)).isEmpty)
        try trial.act(.plan(People.telecom, .connected, by: second))
        #expect(trial.registry.onboarding[People.telecom]?.planned == [.connected: second])
        try trial.act(.plan(People.telecom, .connected, by: nil))
        #expect(trial.registry.onboarding[People.telecom]?.planned == [:])
        #expect(try trial.act(.plan(People.telecom, .connected, by: nil)).isEmpty)
    }

    @Test("nothing is planned for a party that is not there, nor for what is no milestone, nor for being registered")
    func refused() throws {
        let trial = try joined()
        let first = try day("2026-02-01")
        #expect(trial.refusal(of: .plan(People.mobile, .connected, by: first))?.code == .unknown)
        for milestone in [Milestone.registered, "first-coffee", ""] {
            let refusal = trial.refusal(of: .plan(People.telecom, milestone, by: first))
            #expect(refusal?.code == .invalid && refusal?.faults.map(\.field) == ["mijlpaal"])
        }
    }

    @Test("a milestone is late when its day is over without it, or it came after its day; days are Dutch")
    func late() throws {
        var onboarding = try joined()
        try onboarding.act(.plan(People.telecom, .connected, by: try day("2026-02-01")))
        let told = try #require(onboarding.registry.onboarding[People.telecom])
        let (lastMoment, midnight) = (Trial.at("2026-02-01T22:59:59Z"), Trial.at("2026-02-01T23:00:00Z"))

        #expect(!told.isLate(.connected, reached: nil, at: lastMoment))
        #expect(told.isLate(.connected, reached: nil, at: midnight))
        #expect(!told.isLate(.connected, reached: lastMoment, at: midnight + .days(9)))
        #expect(told.isLate(.connected, reached: midnight, at: midnight))
        #expect(!told.isLate(.certified, reached: nil, at: .latest), "nothing was planned")
    }

    @Test("planning is read back as it was entered, and a day that is none is malformed")
    func entries() throws {
        let events: [PartyEvent] = [
            .milestonePlanned(People.telecom, .delivered, on: try day("2026-12-01"), by: TrialRegistry.operating, at: start),
            .milestonePlanned(People.telecom, .delivered, on: nil, by: TrialRegistry.operating, at: start),
        ]
        for event in events {
            #expect(event.kind == "milestone")
            #expect(try PartyEvent(json: JSON(parsing: event.json.canonical())) == event)
        }
        var broken = try #require(events[0].json.object)
        broken["on"] = "2026-02-30"
        #expect(throws: MalformedRecord(member: "on", expected: "a day such as 2026-11-21")) {
            try PartyEvent(json: .object(broken))
        }
    }

    @Test("each fact has its milestone, and all milestones have names in both languages")
    func names() {
        #expect(MeasureFact.allCases.map { Milestone(first: $0) } == [.delivered, .accepted, .carriedOut])
        #expect(Milestone.known.map(\.milestone.rawValue).first == "registered" && Milestone.known.count == 7)
        #expect(Milestone.known.allSatisfy { $0.title.dutch != $0.title.english })
    }
}
