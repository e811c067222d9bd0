// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Testing

@Suite("What the clock does in a case")
struct CaseClockTests {
    private let start = CaseStory.start

    @Test("an undecided objection is overdue the millisecond after its term, and is said to be so once")
    func overdue() throws {
        var story = try CaseStory.objected()
        let decideBy = start + .days(31)
        #expect(story.decider.nextDue(story.open) == decideBy)
        #expect(try story.tick(at: decideBy).isEmpty)

        let events = try story.act(.tick, by: People.clock, at: decideBy + Trial.millisecond)

        #expect(events == [.objectionOverdue(number: 1, at: decideBy + Trial.millisecond)])
        #expect(story.open.objections.first?.isOverdue == true)
        #expect(try story.tick(at: decideBy + .days(1)).isEmpty)
    }

    @Test("an overdue objection can still be decided on")
    func overdueDecided() throws {
        var story = try CaseStory.objected()
        try story.act(.tick, by: People.clock, at: start + .days(40))

        try story.act(.decideObjection(1, upheld: true, reasons: "late but right"), by: People.third, at: start + .days(41))

        #expect(story.open.phase == .closed)
    }

    @Test("an objection that was decided on in time is never overdue")
    func decidedInTime() throws {
        var story = try CaseStory.objected()
        try story.act(.decideObjection(1, upheld: false, reasons: "no"), by: People.third, at: start + .days(31))

        #expect(try story.tick(at: start + .days(99)).isEmpty)
    }

    @Test("a decision's force ends by its own term: what it held is let go and the case closes")
    func forceEnds() throws {
        var story = try CaseStory.blocked()
        let end = start + .hours(2) + .days(100)
        let now = end + Trial.millisecond
        #expect(story.decider.nextDue(story.open) == end)
        #expect(try story.tick(at: end).isEmpty)
        let before = story.state

        let events = try story.act(.tick, by: People.clock, at: now)

        #expect(events == [.ended(number: 1, at: now), .closed(by: nil, at: now, eraseAt: now + .days(730))])
        #expect(events.flatMap { story.decider.effects(of: $0, in: before) } == [.release])
        #expect(story.open.phase == .closed)
        #expect(story.open.closedBy == nil)
        #expect(story.open.inForce == nil)
    }

    @Test("a decision without a term of its own stays in force")
    func noTerm() throws {
        var story = try CaseStory.reported()
        try story.act(CaseStory.watch, by: People.first, at: start)

        #expect(story.decider.nextDue(story.open) == nil)
        #expect(try story.tick(at: .latest).isEmpty)
    }

    @Test("the retention term of a closed case ends after its last millisecond, and then nothing is due any more")
    func retention() throws {
        var story = try CaseStory.closed()
        let due = start + .hours(3) + .days(365)
        let now = due + .hours(7)
        #expect(story.decider.nextDue(story.open) == due)
        #expect(try story.tick(at: due).isEmpty)

        let events = try story.act(.tick, by: People.clock, at: now)

        #expect(events == [.retentionEnded(at: now, due: due)])
        #expect(events.flatMap { story.decider.effects(of: $0, in: story.state) }.isEmpty)
        #expect(story.open.phase == .erased)
        #expect(story.decider.nextDue(story.open) == nil)
        #expect(try story.tick(at: .latest).isEmpty)
    }

    @Test(
        "how long a closed case is kept depends on the decision that closed it",
        arguments: [("dismiss", 90), ("release", 365), ("block", 730), (nil, 730)] as [(DecisionKind?, Int)]
    )
    func retentionTerms(kind: DecisionKind?, days: Int) {
        #expect(Trial.policy.retention.erasure(closedBy: kind, at: start) == start + .days(days))
    }

    @Test("the clock does all that is due at once, in the order lapse, overdue, end of force")
    func allAtOnce() throws {
        var story = try CaseStory.objected()
        try story.act(CaseStory.claim("b"), by: People.citizen, at: start + .days(2))
        try story.act(CaseStory.block, by: People.first, at: start + .days(2))

        let events = try story.act(.tick, by: People.clock, at: start + .days(200))

        #expect(events.map(\.kind) == ["lapse", "objection-overdue", "end-of-force", "closing"])
        #expect(try story.tick(at: start + .days(200)).isEmpty)
    }

    @Test("the next moment that matters is the earliest of all")
    func earliest() throws {
        var story = try CaseStory.objected()
        try story.act(CaseStory.claim("b"), by: People.citizen, at: start + .days(2))
        try story.act(CaseStory.block, by: People.first, at: start + .days(2))
        #expect(story.decider.nextDue(story.open) == start + .days(4))

        try story.act(.tick, by: People.clock, at: start + .days(5))
        #expect(story.decider.nextDue(story.open) == start + .days(31))

        try story.act(.tick, by: People.clock, at: start + .days(32))
        #expect(story.decider.nextDue(story.open) == start + .hours(2) + .days(100))
    }

    @Test("until its next moment a case has nothing due, and a millisecond later it has", arguments: 0..<200)
    func nextDueIsExact(seed: Int) throws {
        var random = RandomCase(seed: UInt64(seed))
        for _ in 0..<40 {
            guard random.step(), let state = random.story.state else { continue }
            if let due = random.story.decider.nextDue(state) {
                #expect(try random.story.tick(at: due).isEmpty, "at \(due), after \(random.story.events.map(\.kind))")
                #expect(
                    try !random.story.tick(at: due + Trial.millisecond).isEmpty,
                    "after \(due), after \(random.story.events.map(\.kind))")
            } else {
                #expect(try random.story.tick(at: .latest).isEmpty)
            }
        }
    }

    @Test("after the clock did what is due, nothing is due at that moment", arguments: 0..<100)
    func tickIsComplete(seed: Int) throws {
        var random = RandomCase(seed: UInt64(1_000 + seed))
        for _ in 0..<40 {
            guard random.step(), random.story.state != nil else { continue }
            var story = random.story
            let now = random.now + .days(31)
            try story.act(.tick, by: People.clock, at: now)
            #expect(try story.tick(at: now).isEmpty)
            #expect(story.decider.nextDue(story.open).map { $0 >= now } ?? true)
        }
    }
}
