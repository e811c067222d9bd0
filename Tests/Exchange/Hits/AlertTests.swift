// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Testing

@Suite("Hits of what is watched")
struct AlertTests {
    private static let rule = HitRule(alerts: ["tracking"], lookWithin: .plain(.hours(4)))

    private static func story(_ decision: CaseCommand) throws -> CaseStory {
        var story = CaseStory(Trial.policy(hits: rule))
        try story.act(CaseStory.claim("a"), by: People.citizen, at: CaseStory.start)
        try story.act(decision, by: People.first, at: CaseStory.start)
        if story.open.inForce == nil { try story.act(.confirm(1), by: People.second, at: CaseStory.start) }
        return story
    }

    private static func seen(_ days: Int) -> (CaseCommand, Instant) {
        let now = CaseStory.start + .days(days)
        return (.see(CaseStory.sighting(at: now)), now)
    }

    @Test("a hit asks for somebody to look within the term, until he did; the next one asks again")
    func asked() throws {
        var story = try Self.story(CaseStory.watch)
        #expect(story.decider.alert(in: story.open) == nil && story.decider.tasks(in: story.open).isEmpty)

        for day in [1, 2] {
            let (command, now) = Self.seen(day)
            try story.act(command, by: People.provider, at: now)
            #expect(story.decider.alert(in: story.open) == now)
            #expect(story.decider.tasks(in: story.open) == [.decide: now + .hours(4)])
            let done = try story.act(.takeUp(reasons: "Visited."), by: People.first, at: now + .hours(1))
            #expect(done == [.hitsTakenUp(upTo: day, reasons: "Visited.", by: People.first, at: now + .hours(1))])
            #expect(try CaseEvent(json: done[0].json) == done[0])
            #expect(story.decider.alert(in: story.open) == nil && story.decider.tasks(in: story.open).isEmpty)
        }
    }

    @Test("a hit of what is refused everywhere asks nobody")
    func quiet() throws {
        var story = try Self.story(CaseStory.block)
        let (command, now) = Self.seen(1)
        try story.act(command, by: People.provider, at: now)

        #expect(story.decider.alert(in: story.open) == nil && story.decider.tasks(in: story.open).isEmpty)
    }

    @Test("whoever decides anew has looked; what is open longest sets the term")
    func decided() throws {
        var story = try Self.story(CaseStory.watch)
        for day in [1, 2] {
            let (command, now) = Self.seen(day)
            try story.act(command, by: People.provider, at: now)
        }
        #expect(story.decider.alert(in: story.open) == CaseStory.start + .days(1))

        try story.act(CaseStory.block, by: People.first, at: CaseStory.start + .days(2))
        #expect(story.decider.tasks(in: story.open).keys.sorted { $0.rawValue < $1.rawValue } == [.confirm])
        try story.act(.confirm(2), by: People.second, at: CaseStory.start + .days(2))
        #expect(story.open.hitsTakenUp == 2 && story.decider.alert(in: story.open) == nil)
    }

    @Test("only a named person of who decides notes it, with reasons, and only when there is something")
    func who() throws {
        var story = try Self.story(CaseStory.watch)
        let (command, now) = Self.seen(1)
        #expect(story.code(of: .takeUp(reasons: "x"), by: People.first, at: now) == .notNow)
        try story.act(command, by: People.provider, at: now)

        #expect(story.code(of: .takeUp(reasons: " "), by: People.first, at: now) == .invalid)
        #expect(story.code(of: .takeUp(reasons: "x"), by: People.provider, at: now) == .noMandate)
        #expect(story.code(of: .takeUp(reasons: "x"), by: People.system, at: now) == .personNeeded)
    }
}
