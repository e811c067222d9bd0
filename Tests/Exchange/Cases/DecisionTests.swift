// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Testing

@Suite("Decisions and what they bring about")
struct DecisionTests {
    private let start = CaseStory.start

    private func effects(_ story: CaseStory, _ command: CaseCommand, by warrant: Warrant) throws -> [CaseEffect] {
        var after = story
        let now = start + .hours(5)
        return try after.act(command, by: warrant, at: now).flatMap { story.decider.effects(of: $0, in: story.state) }
    }

    @Test("where one person is enough, the decision is taken at once, but by a person and not by a system")
    func single() throws {
        var story = try CaseStory.reported()
        #expect(story.refusal(of: CaseStory.watch, by: People.system, at: start + .hours(1))?.code == .personNeeded)

        try story.act(CaseStory.watch, by: People.first, at: start + .hours(1))

        #expect(story.open.decisionInForce?.takenAt == start + .hours(1))
        #expect(story.open.decisionInForce?.confirmedBy == nil)
        #expect(story.open.decisionInForce?.validUntil == nil)
        #expect(story.open.phase == .inForce)
    }

    @Test("a decision of a kind the register does not know is refused, and the refusal names the kinds")
    func unknownKind() throws {
        let command = CaseCommand.decide("explode", reasons: "r", addressees: [])

        let refusal = try CaseStory.reported().refusal(of: command, by: People.first, at: start)

        #expect(refusal?.faults == [Fault("soort", "Choose one of: block, dismiss, order, release, watch.")])
    }

    @Test("only the roles the policy names may take a decision")
    func roles() throws {
        let story = try CaseStory.reported()

        let refusal = story.refusal(of: CaseStory.watch, by: People.magistrate, at: start)

        #expect(refusal?.code == .noMandate)
        #expect(refusal?.reason == "This decision is for: police.")
        #expect(story.refusal(of: CaseStory.watch, by: People.first, at: start) == nil)
        #expect(story.code(of: CaseStory.dismiss, by: People.citizen, at: start) == .noMandate)
    }

    @Test(
        "a decision gives reasons, in at most 8,000 bytes",
        arguments: [
            ("", false), ("  \t\n ", false), ("r", true), (String(repeating: "r", count: 8_000), true),
            (String(repeating: "é", count: 4_001), false),
        ]
    )
    func reasons(text: String, fits: Bool) throws {
        let command = CaseCommand.decide("watch", reasons: text, addressees: [])

        let refusal = try CaseStory.reported().refusal(of: command, by: People.first, at: start)

        #expect(refusal?.faults.map(\.field) == (fits ? nil : ["redenen"]))
    }

    @Test("a decision to list holds the case's subjects on the list, once it is taken")
    func holds() throws {
        let proposed = try CaseStory.proposed()

        #expect(try effects(CaseStory.reported(), CaseStory.block, by: People.first).isEmpty)
        #expect(try effects(proposed, .confirm(1), by: People.second) == [.hold("held", "prohibited")])
        #expect(try effects(CaseStory.reported(), CaseStory.watch, by: People.first) == [.hold("held", "tracking")])
    }

    @Test("the same block cannot be laid twice on the same subjects")
    func blockTwice() throws {
        let refusal = try CaseStory.blocked().refusal(of: CaseStory.block, by: People.first, at: start + .hours(3))

        #expect(refusal?.code == .notNow)
        #expect(refusal?.faults.map(\.field) == ["soort"])
    }

    @Test("after a report of new subjects the block can be laid again, and covers them")
    func newSubjects() throws {
        var story = try CaseStory.blocked()
        try story.act(CaseStory.claim("b"), by: People.provider, at: start + .hours(3))
        #expect(story.open.subjectCount == 2 && story.open.subjectsInForce == 1)

        try story.act(CaseStory.block, by: People.first, at: start + .hours(4))
        try story.act(.confirm(2), by: People.second, at: start + .hours(5))

        #expect(story.open.inForce == 2)
        #expect(story.open.subjectsInForce == 2)
        #expect(story.code(of: CaseStory.block, by: People.first, at: start + .hours(6)) == .notNow)
    }

    @Test("a report that adds no new subject does not open the way to a second block")
    func knownSubjects() throws {
        var story = try CaseStory.blocked()
        try story.act(CaseStory.claim("a", known: Set(CaseStory.subjects("a"))), by: People.provider, at: start + .hours(3))

        #expect(story.code(of: CaseStory.block, by: People.first, at: start + .hours(4)) == .notNow)
    }

    @Test("a decision with another status on the list replaces the one in force")
    func otherStatus() throws {
        var story = try CaseStory.blocked()

        try story.act(CaseStory.watch, by: People.first, at: start + .hours(3))

        #expect(story.open.inForce == 2)
        #expect(story.open.decisionInForce?.validUntil == nil)
        #expect(story.refusal(of: CaseStory.block, by: People.first, at: start + .hours(4)) == nil)
    }

    @Test("a release ends what is in force and closes the case")
    func releases() throws {
        let story = try CaseStory.closed()
        let now = start + .hours(3)

        #expect(story.events.suffix(2).map(\.kind) == ["decision", "closing"])
        #expect(story.open.phase == .closed)
        #expect(story.open.inForce == nil && story.open.decisionInForce == nil)
        #expect(story.open.closedAt == now)
        #expect(story.open.closedBy == "release")
        #expect(story.open.eraseAt == now + .days(365))
        #expect(try effects(CaseStory.blocked(), CaseStory.release, by: People.third) == [.release])
    }

    @Test("where nothing is in force, nothing can be released")
    func nothingToRelease() throws {
        let refusal = try CaseStory.reported().refusal(of: CaseStory.release, by: People.first, at: start)

        #expect(refusal?.code == .notNow)
        #expect(refusal?.faults == [Fault("soort", "Nothing is in force in this case.")])
    }

    @Test("a dismissal closes a case in which nothing is in force, for a shorter time")
    func dismisses() throws {
        var story = try CaseStory.reported()

        try story.act(CaseStory.dismiss, by: People.first, at: start + .hours(1))

        #expect(story.open.phase == .closed)
        #expect(story.open.closedBy == "dismiss")
        #expect(story.open.eraseAt == start + .hours(1) + .days(90))
        #expect(try effects(CaseStory.reported(), CaseStory.dismiss, by: People.first).isEmpty)
    }

    @Test("a case in which a decision is in force cannot be dismissed")
    func dismissInForce() throws {
        let refusal = try CaseStory.blocked().refusal(of: CaseStory.dismiss, by: People.first, at: start + .hours(3))

        #expect(refusal?.code == .notNow)
        #expect(refusal?.faults == [Fault("soort", "Decision 1 is in force: release it instead.")])
    }

    @Test("an order names the parties it is laid on, each once")
    func orders() throws {
        let story = try CaseStory.reported()
        func order(_ parties: [PartyID]) -> CaseCommand { .decide("order", reasons: "r", addressees: parties) }

        #expect(story.refusal(of: order([]), by: People.magistrate, at: start)?.faults.map(\.field) == ["geadresseerden"])
        #expect(
            story.refusal(of: order([People.telecom, People.telecom]), by: People.magistrate, at: start)?.faults.map(\.field)
                == ["geadresseerden"]
        )
        let both = [People.telecom, People.mobile]
        #expect(try effects(story, order(both), by: People.magistrate) == [.impose("remove", on: both)])
    }

    @Test("a decision that addresses no single party names none", arguments: ["block", "watch", "dismiss"] as [DecisionKind])
    func noAddressees(kind: DecisionKind) throws {
        let command = CaseCommand.decide(kind, reasons: "r", addressees: [People.telecom])

        let refusal = try CaseStory.reported().refusal(of: command, by: People.first, at: start)

        #expect(refusal?.faults.map(\.field) == ["geadresseerden"])
    }

    @Test("in a closed case nothing can be decided")
    func closedCase() throws {
        let story = try CaseStory.closed()

        for command in [CaseStory.block, CaseStory.watch, CaseStory.release, CaseStory.dismiss] {
            #expect(
                story.refusal(of: command, by: People.first, at: start + .hours(4))?.faults == [
                    Fault("zaak", "The case is closed.")
                ])
        }
    }
}
