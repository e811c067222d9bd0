// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Testing

@Suite("Weighty decisions need a second person")
struct ProposalTests {
    private let start = CaseStory.start
    /// When the proposal made an hour after the start can last be confirmed.
    private let confirmBy = CaseStory.start + .hours(49)

    @Test("a proposal waits for a second person until its term ends, and nothing is in force yet")
    func proposes() throws {
        let story = try CaseStory.proposed()

        let decision = try #require(story.open.decisions.first)
        #expect(decision.stage == .proposed(confirmBy: confirmBy))
        #expect(decision.warrant == People.first)
        #expect(decision.reasons == "stolen")
        #expect(decision.confirmedBy == nil && decision.objectionUntil == nil && decision.takenAt == nil)
        #expect(story.open.phase == .proposed)
        #expect(story.open.inForce == nil)
        #expect(story.decider.nextDue(story.open) == confirmBy)
    }

    @Test("a second person's confirmation takes the decision, with both persons in it")
    func confirms() throws {
        let story = try CaseStory.blocked()

        let decision = try #require(story.open.decisionInForce)
        #expect(decision.warrant == People.first)
        #expect(decision.confirmedBy == People.second)
        #expect(decision.takenAt == start + .hours(2))
        #expect(decision.objectionUntil == start + .hours(2) + .days(42))
        #expect(decision.validUntil == start + .hours(2) + .days(100))
        #expect(story.open.decisions.count == 1)
        #expect(story.open.phase == .inForce)
        #expect(story.open.subjectsInForce == 1)
    }

    @Test("the person who proposed cannot confirm")
    func samePerson() throws {
        let refusal = try CaseStory.proposed().refusal(of: .confirm(1), by: People.first, at: start + .hours(2))

        #expect(refusal?.code == .samePerson)
        #expect(refusal?.faults.map(\.field) == ["persoon"])
    }

    @Test("the same person under another mandate and role is still the same person")
    func samePersonOtherHat() throws {
        let hat = Warrant(party: People.police, person: "p-1", role: .prosecutor, mandate: 9, purpose: "other", basis: "other")

        #expect(try CaseStory.proposed().code(of: .confirm(1), by: hat, at: start + .hours(2)) == .samePerson)
    }

    @Test("another party's person with the same staff number is another person")
    func namesake() throws {
        var story = try CaseStory.proposed()

        try story.act(.confirm(1), by: People.namesake, at: start + .hours(2))

        #expect(story.open.decisionInForce?.confirmedBy == People.namesake)
    }

    @Test("a system can neither propose nor confirm")
    func systems() throws {
        let proposing = try CaseStory.reported().refusal(of: CaseStory.block, by: People.system, at: start)
        let confirming = try CaseStory.proposed().refusal(of: .confirm(1), by: People.system, at: start + .hours(2))

        #expect(proposing?.code == .personNeeded)
        #expect(confirming?.code == .personNeeded)
        #expect(confirming?.faults.map(\.field) == ["persoon"])
    }

    @Test("who confirms must have a role that may take the decision")
    func confirmerRole() throws {
        let refusal = try CaseStory.proposed().refusal(of: .confirm(1), by: People.providerPerson, at: start + .hours(2))

        #expect(refusal?.code == .noMandate)
        #expect(refusal?.faults == [Fault("soort", "Not open to the role provider.")])
    }

    @Test("a proposal is confirmed in time up to and including the last millisecond of its term")
    func lastMoment() throws {
        let story = try CaseStory.proposed()

        #expect(story.refusal(of: .confirm(1), by: People.second, at: confirmBy - Trial.millisecond) == nil)
        #expect(story.refusal(of: .confirm(1), by: People.second, at: confirmBy) == nil)
        let late = story.refusal(of: .confirm(1), by: People.second, at: confirmBy + Trial.millisecond)
        #expect(late?.code == .afterTerm)
        #expect(late?.faults.map(\.field) == ["besluit"])
    }

    @Test("the clock lets a proposal lapse once its term is over, not before")
    func lapses() throws {
        var story = try CaseStory.proposed()
        #expect(try story.tick(at: confirmBy).isEmpty)

        let events = try story.act(.tick, by: People.clock, at: confirmBy + Trial.millisecond)

        #expect(events == [.lapsed(number: 1, at: confirmBy + Trial.millisecond)])
        #expect(story.open.phase == .reported)
        #expect(story.open.openProposal == nil)
        #expect(try story.tick(at: .latest).isEmpty)
    }

    @Test("a lapsed proposal cannot be confirmed or rejected any more, but can be made anew")
    func afterLapse() throws {
        var story = try CaseStory.proposed()
        try story.act(.tick, by: People.clock, at: confirmBy + .hours(1))
        let now = confirmBy + .hours(2)

        #expect(story.code(of: .confirm(1), by: People.second, at: now) == .afterTerm)
        #expect(story.code(of: .reject(1, reasons: "r"), by: People.second, at: now) == .afterTerm)
        try story.act(CaseStory.block, by: People.first, at: now)
        #expect(story.open.decisions.map(\.number) == [1, 2])
        #expect(story.open.phase == .proposed)
    }

    @Test("a new decision first lapses a proposal whose term is over, so that never two are open")
    func lapsesBeforeTheClock() throws {
        var story = try CaseStory.proposed()
        let now = confirmBy + Trial.millisecond

        let events = try story.act(CaseStory.block, by: People.second, at: now)

        #expect(events.map(\.kind) == ["lapse", "proposal"])
        #expect(story.open.decisions.map(\.stage) == [.lapsed(at: now), .proposed(confirmBy: now + .hours(48))])
        try story.act(.confirm(2), by: People.first, at: now + .hours(1))
        #expect(story.open.phase == .inForce)
        #expect(story.open.inForce == 2)
    }

    @Test("while a proposal waits, nothing else can be decided or proposed")
    func oneOpenProposal() throws {
        let story = try CaseStory.proposed()

        for command in [CaseStory.block, CaseStory.watch, CaseStory.release, CaseStory.dismiss] {
            let refusal = story.refusal(of: command, by: People.second, at: confirmBy)
            #expect(refusal?.code == .notNow)
            #expect(refusal?.faults.map(\.field) == ["besluit"])
        }
        #expect(story.code(of: CaseStory.order, by: People.magistrate, at: confirmBy) == .notNow)
    }

    @Test("a rejected proposal is over, with reasons, and can be made anew")
    func rejects() throws {
        var story = try CaseStory.proposed()
        #expect(
            story.refusal(of: .reject(1, reasons: " \n"), by: People.second, at: start + .hours(2))?.faults.map(\.field) == [
                "redenen"
            ])

        let events = try story.act(.reject(1, reasons: "no proof"), by: People.second, at: start + .hours(2))

        #expect(events == [.rejected(number: 1, reasons: "no proof", by: People.second, at: start + .hours(2))])
        #expect(story.open.decisions.first?.stage == .rejected(at: start + .hours(2)))
        #expect(story.open.phase == .reported)
        #expect(story.code(of: .confirm(1), by: People.third, at: start + .hours(3)) == .notNow)
        #expect(story.code(of: .reject(1, reasons: "r"), by: People.third, at: start + .hours(3)) == .notNow)
        #expect(story.refusal(of: CaseStory.block, by: People.first, at: start + .hours(3)) == nil)
    }

    @Test("who proposed may withdraw")
    func withdraws() throws {
        #expect(
            try CaseStory.proposed().refusal(of: .reject(1, reasons: "a mistake"), by: People.first, at: start + .hours(2)) == nil)
    }

    @Test("a decision that was taken cannot be confirmed or rejected again")
    func takenAlready() throws {
        let story = try CaseStory.blocked()

        #expect(story.code(of: .confirm(1), by: People.third, at: start + .hours(3)) == .notNow)
        #expect(story.code(of: .reject(1, reasons: "r"), by: People.third, at: start + .hours(3)) == .notNow)
    }

    @Test("a decision that the case does not have cannot be confirmed or rejected", arguments: [Int.min + 1, -1, 0, 2, .max])
    func noSuchDecision(number: Int) throws {
        let story = try CaseStory.proposed()

        #expect(story.code(of: .confirm(number), by: People.second, at: start + .hours(2)) == .unknown)
        #expect(story.code(of: .reject(number, reasons: "r"), by: People.second, at: start + .hours(2)) == .unknown)
    }

    @Test("a proposal that waits when its case closes can no longer be confirmed or rejected")
    func closedMeanwhile() throws {
        var story = try CaseStory.objected()
        let now = start + .days(1)
        try story.act(CaseStory.claim("b"), by: People.citizen, at: now)
        try story.act(CaseStory.block, by: People.first, at: now)
        try story.act(.decideObjection(1, upheld: true, reasons: "his"), by: People.magistrate, at: now)
        #expect(story.open.phase == .closed)

        for command in [CaseCommand.confirm(2), .reject(2, reasons: "r")] {
            let refusal = story.refusal(of: command, by: People.second, at: now + .hours(1))
            #expect(refusal?.code == .notNow)
            #expect(refusal?.faults.map(\.field) == ["zaak"])
        }
    }

    @Test("a kind of decision that the policy no longer has cannot be confirmed")
    func kindIsGone() throws {
        let story = try CaseStory.proposed()
        let without = CaseDecider(policy: Trial.policy(decisions: Trial.decisions.filter { $0.key != "block" }))

        #expect(throws: Refusal.field("soort", "The policy no longer has this kind.", code: .notNow)) {
            try without.decide(.confirm(1), in: story.open, id: CaseStory.id, by: People.second, at: start + .hours(2))
        }
    }
}
