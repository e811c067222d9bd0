// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Testing

@Suite("Hits in a case")
struct CaseHitTests {
    private let seen = CaseStory.start + .hours(3)

    private func see(_ value: String = "a", at moment: Instant, area: String? = nil) -> CaseCommand {
        .see(CaseStory.sighting(value, at: moment, area: area))
    }

    @Test("a hit tells what was seen, when, where, by which edge of which party, and changes nothing else in the case")
    func entered() throws {
        var story = try CaseStory.blocked()
        let before = story.open

        try story.act(see(at: seen, area: "204-08-1A2B"), by: People.provider, at: seen + .minutes(2))

        let hit = try #require(story.open.hits.first)
        #expect(hit.sighting == CaseStory.sighting(at: seen, area: "204-08-1A2B"))
        #expect(hit.party == People.telecom && hit.at == seen + .minutes(2))
        #expect(story.open.phase == before.phase && story.open.inForce == before.inForce)
        #expect(story.decider.effects(of: try #require(story.events.last), in: before).isEmpty)
        #expect(story.decider.nextDue(story.open) == story.decider.nextDue(before))
    }

    @Test("what is entered of a hit names no case and no status, and the device in one member only")
    func payload() throws {
        var story = try CaseStory.blocked()
        let event = try #require(try story.act(see("secret-thing", at: seen), by: People.provider, at: seen).first)

        #expect(event.kind == "hit")
        #expect(event.json.object?.keys.sorted() == ["at", "edge", "event", "seen", "subject", "subjectKind", "warrant"])
        var object = try #require(event.json.object)
        object["subject"] = nil
        #expect(!JSON.object(object).canonicalText.contains("secret-thing"))
    }

    @Test(
        "one party's hits on one subject within the period are one, in either direction, and after it another",
        arguments: [
            (Span.zero, false), (.milliseconds(1), false), (.hours(24) - .milliseconds(1), false), (.hours(24), true),
            (-(.hours(2)), false), (.days(3), true),
        ])
    func period(apart: Span, isEntered: Bool) throws {
        var story = try CaseStory.blocked()
        try story.act(see(at: seen), by: People.provider, at: seen)
        let now = seen + .days(4)

        let code = story.code(of: see(at: seen + apart), by: People.provider, at: now)

        #expect(code == (isEntered ? nil : .duplicate))
    }

    @Test("another subject and another party are other hits")
    func others() throws {
        var story = try CaseStory.blocked()
        try story.act(see(at: seen), by: People.provider, at: seen)

        #expect(story.code(of: see("b", at: seen), by: People.provider, at: seen) == nil)
        #expect(story.code(of: see(at: seen), by: People.otherProvider, at: seen) == nil)
        #expect(story.code(of: see(at: seen), by: People.providerPerson, at: seen) == .duplicate)
    }

    @Test("what was seen later than now, too long ago or before the case was opened is refused")
    func moments() throws {
        let story = try CaseStory.blocked()
        let now = CaseStory.start + .days(40)

        #expect(story.code(of: see(at: now + .minutes(5)), by: People.provider, at: now) == nil)
        #expect(story.code(of: see(at: now + .minutes(5) + Trial.millisecond), by: People.provider, at: now) == .invalid)
        #expect(story.code(of: see(at: now - .days(30)), by: People.provider, at: now) == nil)
        #expect(story.code(of: see(at: now - .days(30) - Trial.millisecond), by: People.provider, at: now) == .afterTerm)
        let opened = CaseStory.start
        let soon = opened + .hours(3)
        #expect(story.code(of: see(at: opened - .minutes(5)), by: People.provider, at: soon) == nil)
        #expect(story.code(of: see(at: opened - .minutes(5) - Trial.millisecond), by: People.provider, at: soon) == .unknown)
    }

    @Test("a case takes so many hits and no more; a register without a rule takes none")
    func bounds() throws {
        var story = CaseStory(Trial.policy(hits: HitRule(mostPerCase: 3)))
        try story.act(CaseStory.claim("a"), by: People.citizen, at: CaseStory.start)
        try story.act(CaseStory.watch, by: People.first, at: CaseStory.start)
        for thing in ["a", "b", "c"] { try story.act(see(thing, at: seen), by: People.provider, at: seen) }

        #expect(story.code(of: see("d", at: seen), by: People.provider, at: seen) == .tooMany)
        #expect(story.code(of: see("a", at: seen), by: People.provider, at: seen) == .duplicate)
        let without = CaseDecider(policy: Trial.policy(hits: nil))
        #expect(throws: Refusal.self) {
            try without.decide(see(at: seen), in: story.state, id: CaseStory.id, by: People.provider, at: seen)
        }
    }
}
