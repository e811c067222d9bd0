// SPDX-License-Identifier: EUPL-1.2

import Ledger
import Testing

@testable import Exchange

@Suite("What a case brings about and does not go out yet")
struct WaitingChangeTests {
    private static let now = CaseStory.start + .hours(2)

    /// A case after the events of a story and some more.
    private func evolve(_ story: CaseStory, _ events: [CaseEvent]) -> Case {
        events.reduce(story.open) { Case.evolve($0, $1, in: Trial.register) ?? $0 }
    }

    @Test("a listing that waits is in the case with decision, number of subjects and cause, and the decision is in force")
    func listing() throws {
        let story = try CaseStory.blocked()
        let event = try #require(
            story.open.waits(.hold(Trial.list, "prohibited"), subjects: 1, causes: [.emergencyStop], at: Self.now))
        let state = evolve(story, [event])

        let change = try #require(state.waitingChanges.first)
        #expect(change.number == 1 && change.decision == 1 && change.subjects == 1 && change.causes == [.emergencyStop])
        #expect(change.what == .list(Trial.list, "prohibited") && state.inForce == 1)
        #expect(event.kind == "wait" && event.at == Self.now)
        #expect(story.decider.effects(of: event, in: story.open).isEmpty)
        #expect(try CaseEvent(json: event.json) == event)
    }

    @Test("when it goes out it brings about what the decision did, once")
    func goesOut() throws {
        let story = try CaseStory.blocked()
        let wait = try #require(story.open.waits(.hold(Trial.list, "prohibited"), subjects: 1, causes: ["x"], at: Self.now))
        let waiting = evolve(story, [wait])
        let out = CaseEvent.wentOut(number: 1, at: Self.now + .hours(1))

        #expect(story.decider.effects(of: out, in: waiting) == [.hold(Trial.list, "prohibited")])
        let after = evolve(story, [wait, out])
        #expect(after.waitingChanges.isEmpty && after.changes[0].outcome == .wentOut(at: Self.now + .hours(1)))
        #expect(story.decider.effects(of: out, in: after).isEmpty, "a second time it brings about nothing")
        #expect(try CaseEvent(json: out.json) == out)
    }

    @Test("the end of the case overtakes a listing that waits, and a release that waits stays")
    func overtaken() throws {
        var story = try CaseStory.blocked()
        let wait = try #require(story.open.waits(.hold(Trial.list, "prohibited"), subjects: 1, causes: ["x"], at: Self.now))
        let before = evolve(story, [wait])
        let events = try story.act(CaseStory.release, by: People.third, at: Self.now + .hours(1))
        let closing = events.reduce(before) { Case.evolve($0, $1, in: Trial.register) ?? $0 }
        #expect(closing.waitingChanges.isEmpty && closing.changes[0].outcome == .overtaken(at: Self.now + .hours(1)))

        let release = try #require(before.waits(.release, subjects: 1, causes: ["x"], at: Self.now))
        let kept = ([release] + events).reduce(before) { Case.evolve($0, $1, in: Trial.register) ?? $0 }
        #expect(kept.waitingChanges.map(\.what) == [.release] && kept.closedAt != nil)
        let out = CaseEvent.wentOut(number: 2, at: Self.now + .hours(2))
        #expect(story.decider.effects(of: out, in: kept) == [.release])
    }

    @Test("a case is not erased while a release of it waits")
    func kept() throws {
        var story = try CaseStory.blocked()
        let release = try #require(story.open.waits(.release, subjects: 1, causes: ["x"], at: Self.now))
        try story.act(CaseStory.release, by: People.third, at: Self.now + .hours(1))
        let closed = evolve(story, [release])
        let late = Self.now + .days(400)

        #expect(story.decider.tick(closed, at: late).isEmpty && story.decider.nextDue(closed) == nil)
        let after = evolve(story, [release, .wentOut(number: 1, at: Self.now + .hours(2))])
        #expect(story.decider.tick(after, at: late).map(\.kind) == ["end-of-retention"])
        #expect(story.decider.nextDue(after) == after.eraseAt)
    }

    @Test("new causes take the place of the former ones, and what names no change changes nothing")
    func causes() throws {
        let story = try CaseStory.blocked()
        let change = WaitingChange(number: 1, decision: 1, what: .release, subjects: 2, causes: ["a"], at: Self.now)
        let other = WaitingChange(number: 1, decision: 1, what: .release, subjects: 2, causes: ["b"], at: Self.now + .hours(1))
        let state = evolve(story, [.waits(change), .waits(other), .wentOut(number: 9, at: Self.now)])

        #expect(state.changes.count == 1 && state.changes[0].causes == ["b"] && state.changes[0].at == Self.now)
        let far = WaitingChange(number: 7, decision: 1, what: .release, subjects: 2, causes: ["b"], at: Self.now)
        #expect(evolve(story, [.waits(far)]).changes.isEmpty)
    }

    @Test("a measure on named parties does not wait")
    func measures() throws {
        let story = try CaseStory.blocked()
        #expect(story.open.waits(.impose("remove", on: [People.telecom]), subjects: 1, causes: ["x"], at: Self.now) == nil)
    }
}
