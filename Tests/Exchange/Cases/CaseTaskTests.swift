// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Testing

@Suite("What a case waits for")
struct CaseTaskTests {
    private let start = CaseStory.start

    /// The trial policy with a term to decide within.
    private static func story(decideWithin: Term? = .plain(.hours(10))) -> CaseStory {
        CaseStory(Trial.policy(decideWithin: decideWithin))
    }

    private func reported(decideWithin: Term? = .plain(.hours(10))) throws -> CaseStory {
        var story = CaseTaskTests.story(decideWithin: decideWithin)
        try story.act(CaseStory.claim("a"), by: People.citizen, at: start)
        return story
    }

    private func blocked() throws -> CaseStory {
        var story = try reported()
        try story.act(CaseStory.block, by: People.first, at: start + .hours(1))
        try story.act(.confirm(1), by: People.second, at: start + .hours(2))
        return story
    }

    private func tasks(_ story: CaseStory) -> [CaseTask: Instant?] { story.decider.tasks(in: story.open) }

    @Test("a report waits for a decision, within the policy's term of the first report")
    func decide() throws {
        var story = try reported()
        try story.act(CaseStory.claim("b"), by: People.citizen, at: start + .hours(5))

        #expect(tasks(story) == [.decide: start + .hours(10)])
    }

    @Test("where the policy has no term a report waits without one")
    func withoutTerm() throws {
        #expect(tasks(try reported(decideWithin: nil)) == [.decide: nil])
    }

    @Test("the clock does nothing when a decision is late")
    func clock() throws {
        let story = try reported()

        #expect(story.decider.nextDue(story.open) == nil)
        #expect(try story.tick(at: start + .days(99)).isEmpty)
    }

    @Test("a proposal waits for a second person and no longer for a decision")
    func confirm() throws {
        var story = try reported()
        try story.act(CaseStory.block, by: People.first, at: start + .hours(1))

        #expect(tasks(story) == [.confirm: start + .hours(49)])
    }

    @Test("a proposal that was rejected or lapsed gives the report back, with the term it had")
    func back() throws {
        var rejected = try reported()
        try rejected.act(CaseStory.block, by: People.first, at: start + .hours(1))
        var lapsed = rejected
        try rejected.act(.reject(1, reasons: "no"), by: People.second, at: start + .hours(2))
        try lapsed.act(.tick, by: People.clock, at: start + .days(9))

        for story in [rejected, lapsed] { #expect(tasks(story) == [.decide: start + .hours(10)]) }
    }

    @Test("a case in force waits for nothing, until another subject comes in, or word that it is back")
    func afterDecision() throws {
        let story = try blocked()
        #expect(tasks(story).isEmpty)
        let at = start + .days(3)

        var another = story
        try another.act(CaseStory.claim("b"), by: People.citizen, at: at)
        #expect(tasks(another) == [.decide: at + .hours(10)])

        var recovered = story
        try recovered.act(CaseStory.sequel, by: People.citizen, at: at)
        #expect(tasks(recovered) == [.decide: at + .hours(10)])

        var repeated = story
        let known: Set<Subject> = [Subject(kind: "thing", value: "a")]
        try repeated.act(CaseStory.claim("a", known: known), by: People.citizen, at: at)
        #expect(tasks(repeated).isEmpty)
    }

    @Test("a new decision answers what came in before it, and nothing that comes after")
    func decidedAgain() throws {
        var story = try blocked()
        try story.act(CaseStory.claim("b"), by: People.citizen, at: start + .days(1))
        try story.act(CaseStory.watch, by: People.third, at: start + .days(2))
        #expect(tasks(story).isEmpty)

        try story.act(CaseStory.claim("c"), by: People.citizen, at: start + .days(2))
        #expect(tasks(story) == [.decide: start + .days(2) + .hours(10)])
    }

    @Test("an objection waits for a decision, the earliest first, until it has one")
    func objection() throws {
        var story = try blocked()
        try story.act(CaseStory.objection, by: People.citizen, at: start + .days(1))
        try story.act(CaseStory.objection, by: People.citizen, at: start + .days(2))
        #expect(tasks(story) == [.objection: start + .days(31)])

        try story.act(.decideObjection(1, upheld: false, reasons: "no"), by: People.third, at: start + .days(3))
        #expect(tasks(story) == [.objection: start + .days(32)])
        try story.act(.decideObjection(2, upheld: false, reasons: "no"), by: People.third, at: start + .days(4))
        #expect(tasks(story).isEmpty)
    }

    @Test("a request for rectification waits for an answer until it has one, also in a closed case")
    func rectification() throws {
        var story = try blocked()
        try story.act(
            .rectify(.description, report: 1, wrong: "red", right: "blue"), by: People.citizen, at: start + .days(1))
        let answerBy = Term.months(1).end(from: start + .days(1))
        #expect(tasks(story) == [.rectification: answerBy])

        try story.act(CaseStory.release, by: People.third, at: start + .days(2))
        #expect(tasks(story) == [.rectification: answerBy])
        try story.act(.answerRectification(1, granted: true, reasons: "so it is"), by: People.first, at: start + .days(3))
        #expect(tasks(story).isEmpty)
    }

    @Test("an objection keeps waiting in a closed case; nothing else does, and nothing in an erased one")
    func closed() throws {
        var story = try blocked()
        try story.act(CaseStory.objection, by: People.citizen, at: start + .days(1))
        try story.act(CaseStory.sequel, by: People.citizen, at: start + .days(1))
        #expect(Set(tasks(story).keys) == [.decide, .objection])

        try story.act(CaseStory.release, by: People.third, at: start + .days(2))
        #expect(tasks(story) == [.objection: start + .days(31)])
        try story.act(.tick, by: People.clock, at: start + .days(999))
        #expect(tasks(story).isEmpty)
    }
}
