// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Testing

@Suite("The ladder: what follows when a measure is overdue")
struct LadderTests {
    private let start = MeasureStory.start
    /// When version 1, entered at the start, must be carried out.
    private let due = MeasureStory.start + .hours(1)

    @Test("a version falls due after the rule's term from its entry")
    func falling() {
        let outstanding = OutstandingVersion(version: 1, since: start + .minutes(10))

        #expect(MeasureStory.decider.due(outstanding, in: MeasureStory().measure) == start + .minutes(70))
    }

    @Test("a version older than the measure falls due from when the measure was laid")
    func olderVersion() {
        let outstanding = OutstandingVersion(version: 1, since: start - .days(10))

        #expect(MeasureStory.decider.due(outstanding, in: MeasureStory().measure) == due)
    }

    @Test("the first step is taken once its moment is past, not at it, and tells version, basis and due time")
    func firstStep() throws {
        var story = MeasureStory()
        let outstanding = OutstandingVersion(version: 1, since: start)
        let moment = due + .minutes(1)
        #expect(MeasureStory.decider.nextDue(story.measure, outstanding: outstanding) == moment)
        #expect(try story.act(.tick(outstanding), by: People.clock, at: moment).isEmpty)

        let events = try story.act(.tick(outstanding), by: People.clock, at: moment + Trial.millisecond)

        #expect(
            events == [
                .escalated(step: "reminder", basis: "basis of reminder", version: 1, due: due, at: moment + Trial.millisecond)
            ]
        )
        #expect(story.measure.steps == ["reminder"])
    }

    @Test("each step is taken once, in order")
    func onceInOrder() throws {
        var story = MeasureStory()

        #expect(try story.tick(1, since: start, at: due + .minutes(2)) == ["reminder"])
        #expect(try story.tick(1, since: start, at: due + .minutes(3)).isEmpty)
        #expect(try story.tick(1, since: start, at: due + .hours(2)).isEmpty)
        #expect(try story.tick(1, since: start, at: due + .hours(3)) == ["warning"])
        #expect(try story.tick(1, since: start, at: due + .days(6)) == ["penalty"])
        #expect(try story.tick(1, since: start, at: .latest).isEmpty)
        #expect(story.measure.steps == ["reminder", "warning", "penalty"])
        #expect(MeasureStory.decider.nextDue(story.measure, outstanding: OutstandingVersion(version: 1, since: start)) == nil)
    }

    @Test("a clock that was away takes all steps that are due, in order")
    func catchesUp() throws {
        var story = MeasureStory()

        #expect(try story.tick(1, since: start, at: due + .hours(3)) == ["reminder", "warning"])
    }

    @Test("where nothing is outstanding no step follows")
    func nothingOutstanding() throws {
        var story = MeasureStory()
        try story.carryOut(3)

        #expect(try story.act(.tick(nil), by: People.clock, at: .latest).isEmpty)
        #expect(try story.tick(3, since: start, at: .latest).isEmpty)
        #expect(MeasureStory.decider.nextDue(story.measure, outstanding: nil) == nil)
        #expect(MeasureStory.decider.nextDue(story.measure, outstanding: OutstandingVersion(version: 3, since: start)) == nil)
    }

    @Test("carrying out clears the ladder; the next version starts it anew")
    func cleared() throws {
        var story = MeasureStory()
        #expect(try story.tick(1, since: start, at: due + .hours(3)) == ["reminder", "warning"])

        try story.carryOut(1, at: due + .hours(4))
        #expect(story.measure.steps.isEmpty)

        let since = due + .hours(5)
        #expect(try story.tick(2, since: since, at: since + .hours(1)).isEmpty)
        #expect(try story.tick(2, since: since, at: since + .hours(1) + .minutes(2)) == ["reminder"])
    }

    @Test("delivery and acceptance do not clear the ladder", arguments: [MeasureFact.delivered, .accepted])
    func notCleared(fact: MeasureFact) throws {
        var story = MeasureStory()
        _ = try story.tick(1, since: start, at: due + .minutes(2))

        try story.act(MeasureStory.state(.delivered, 1), at: due + .minutes(3))
        if fact == .accepted { try story.act(MeasureStory.state(.accepted, 1), at: due + .minutes(3)) }

        #expect(story.measure.steps == ["reminder"])
        #expect(try story.tick(1, since: start, at: due + .hours(3)) == ["warning"])
    }

    @Test("an open refusal stops the ladder")
    func openRefusal() throws {
        var story = MeasureStory()
        _ = try story.tick(1, since: start, at: due + .minutes(2))

        try story.act(MeasureStory.refuse(1), at: due + .minutes(3))

        #expect(try story.tick(1, since: start, at: .latest).isEmpty)
        #expect(MeasureStory.decider.nextDue(story.measure, outstanding: OutstandingVersion(version: 1, since: start)) == nil)
        #expect(story.measure.steps == ["reminder"])
    }

    @Test("a justified refusal keeps the ladder stopped")
    func justifiedRefusal() throws {
        var story = MeasureStory()
        try story.act(MeasureStory.refuse(1))

        try story.act(MeasureStory.justified, by: People.first, at: start + .hours(1))

        #expect(try story.tick(1, since: start, at: .latest).isEmpty)
    }

    @Test("an unjustified refusal starts the ladder anew from the judgement")
    func unjustifiedRefusal() throws {
        var story = MeasureStory()
        #expect(try story.tick(1, since: start, at: due + .hours(3)) == ["reminder", "warning"])
        try story.act(MeasureStory.refuse(1), at: start + .days(1))
        let judged = start + .days(2)

        try story.act(MeasureStory.unjustified, by: People.first, at: judged)

        #expect(story.measure.steps.isEmpty)
        let outstanding = OutstandingVersion(version: 1, since: start)
        #expect(MeasureStory.decider.due(outstanding, in: story.measure) == judged + .hours(1))
        #expect(try story.tick(1, since: start, at: judged + .minutes(61)).isEmpty)
        #expect(try story.tick(1, since: start, at: judged + .minutes(61) + Trial.millisecond) == ["reminder"])
    }

    @Test("after an unjustified refusal a version that was entered later still has its own full term")
    func laterVersion() throws {
        var story = MeasureStory()
        try story.act(MeasureStory.refuse(1))
        try story.act(MeasureStory.unjustified, by: People.first, at: start + .hours(1))
        let since = start + .hours(9)

        #expect(MeasureStory.decider.due(OutstandingVersion(version: 2, since: since), in: story.measure) == since + .hours(1))
    }

    @Test("until its next moment a measure has no step due, and a millisecond later it has", arguments: 0..<200)
    func nextDueIsExact(seed: Int) throws {
        var chance = ClockFixture.FixedChance(state: UInt64(5_000 + seed))
        var story = MeasureStory()
        var now = start
        for _ in 0..<40 {
            now += [.zero, .minutes(1), .hours(1), .days(3)].randomElement(using: &chance) ?? .zero
            let version = Int.random(in: 1...10, using: &chance)
            let outstanding = OutstandingVersion(version: version, since: now - .hours(Int.random(in: 0...30, using: &chance)))
            let commands: [(MeasureCommand, Warrant)] = [
                (MeasureStory.state(.delivered, version), People.provider),
                (MeasureStory.state(.accepted, version), People.provider),
                (MeasureStory.state(.carriedOut, version), People.provider), (MeasureStory.refuse(version), People.provider),
                (MeasureStory.justified, People.first), (MeasureStory.unjustified, People.first),
                (.tick(outstanding), People.clock),
                (.tick(outstanding), People.clock),
            ]
            guard let (command, warrant) = commands.randomElement(using: &chance) else { continue }
            _ = try? story.act(command, by: warrant, at: now)
            func steps(at moment: Instant) throws -> [MeasureEvent] {
                try MeasureStory.decider.decide(.tick(outstanding), in: story.measure, by: People.clock, at: moment)
            }
            if let next = MeasureStory.decider.nextDue(story.measure, outstanding: outstanding) {
                #expect(try steps(at: next).isEmpty)
                #expect(try !steps(at: next + Trial.millisecond).isEmpty)
            } else {
                #expect(try steps(at: .latest).isEmpty)
            }
            #expect(Array(["reminder", "warning", "penalty"].prefix(story.measure.steps.count)) == story.measure.steps)
        }
    }
}
