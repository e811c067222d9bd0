// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Testing

@Suite("A step of the ladder taken by hand")
struct EscalationTests {
    private let start = MeasureStory.start
    private let due = MeasureStory.start + .hours(1)
    private let outstanding = OutstandingVersion(version: 1, since: MeasureStory.start)

    private func take(_ step: String, _ reasons: String = "It lasts.", of version: OutstandingVersion?) -> MeasureCommand {
        .escalate(step: step, version, reasons: reasons)
    }

    @Test("whoever supervises takes the next step before the clock would, with reasons, basis and due time on the record")
    func taken() throws {
        var story = MeasureStory()
        let moment = due + Trial.millisecond

        let events = try story.act(take("reminder", of: outstanding), by: People.first, at: moment)

        #expect(
            events == [
                .escalated(
                    step: "reminder", basis: "basis of reminder", version: 1, due: due, at: moment, by: People.first,
                    reasons: "It lasts.")
            ])
        #expect(story.measure.steps == ["reminder"])
    }

    @Test("the clock does not take a step again that was taken by hand, and goes on with the next at its own moment")
    func clockGoesOn() throws {
        var story = MeasureStory()
        try story.act(take("reminder", of: outstanding), by: People.first, at: due + Trial.millisecond)
        try story.act(take("warning", of: outstanding), by: People.first, at: due + .minutes(1))

        #expect(try story.tick(1, since: start, at: due + .days(4)).isEmpty)
        #expect(MeasureStory.decider.nextDue(story.measure, outstanding: outstanding) == due + .days(5))
        #expect(try story.tick(1, since: start, at: due + .days(6)) == ["penalty"])
        #expect(story.measure.steps == ["reminder", "warning", "penalty"])
    }

    @Test("nothing can be taken before the version is overdue, nor at its last moment")
    func notOverdue() {
        let story = MeasureStory()
        for moment in [start, due] {
            let refusal = story.refusal(of: take("reminder", of: outstanding), by: People.first, at: moment)
            #expect(refusal?.code == .notNow && refusal?.faults.map(\.field) == ["maatregel"])
            #expect(MeasureStory.decider.nextStep(story.measure, outstanding: outstanding, at: moment) == nil)
        }
        #expect(story.refusal(of: take("reminder", of: nil), by: People.first, at: .latest)?.code == .notNow)
    }

    @Test("a step cannot be skipped, nor taken twice, and a step that is not on the ladder is refused")
    func inOrder() throws {
        var story = MeasureStory()
        let moment = due + .days(1)
        let skipped = story.refusal(of: take("penalty", of: outstanding), by: People.first, at: moment)
        let unknown = story.refusal(of: take("prison", of: outstanding), by: People.first, at: moment)
        try story.act(take("reminder", of: outstanding), by: People.first, at: moment)
        let again = story.refusal(of: take("reminder", of: outstanding), by: People.first, at: moment)

        #expect(skipped?.code == .notNow && skipped?.faults.map(\.field) == ["stap"])
        #expect(unknown?.code == .invalid && unknown?.faults.first?.reason == "Choose one of: reminder, warning, penalty.")
        #expect(again?.code == .notNow)
        #expect(again?.faults.first?.reason == "Steps are taken once and in their order; the next one is warning.")
    }

    @Test("when all steps were taken there is none left")
    func exhausted() throws {
        var story = MeasureStory()
        let moment = due + .days(10)
        for step in ["reminder", "warning", "penalty"] {
            try story.act(take(step, of: outstanding), by: People.first, at: moment)
        }
        #expect(story.refusal(of: take("penalty", of: outstanding), by: People.first, at: moment)?.code == .notNow)
        #expect(MeasureStory.decider.nextStep(story.measure, outstanding: outstanding, at: moment) == nil)
    }

    @Test("the addressee cannot take a step against itself, and reasons are needed")
    func refused() {
        let story = MeasureStory()
        let moment = due + .days(1)
        #expect(story.refusal(of: take("reminder", of: outstanding), at: moment)?.code == .wrongParty)
        for reasons in ["", String(repeating: "r", count: CaseDecider.mostReasonBytes + 1)] {
            let refusal = story.refusal(of: take("reminder", reasons, of: outstanding), by: People.first, at: moment)
            #expect(refusal?.faults.map(\.field) == ["redenen"])
        }
    }

    @Test("an open refusal of the version, and lifting, stop steps by hand too")
    func stopped() throws {
        var refusing = MeasureStory()
        try refusing.act(MeasureStory.refuse(1), at: due)
        #expect(refusing.refusal(of: take("reminder", of: outstanding), by: People.first, at: .latest)?.code == .notNow)

        var lifted = MeasureStory()
        try lifted.act(.lift(reasons: "over"), by: People.first)
        #expect(lifted.refusal(of: take("reminder", of: outstanding), by: People.first, at: .latest)?.code == .notNow)
    }

    @Test("carrying out clears steps by hand as it does those of the clock")
    func cleared() throws {
        var story = MeasureStory()
        try story.act(take("reminder", of: outstanding), by: People.first, at: due + .minutes(1))
        try story.carryOut(1, at: due + .minutes(2))
        #expect(story.measure.steps.isEmpty)
    }

    @Test("the entry says by whom and why; an entry by the clock is what it always was")
    func entry() {
        let byHand = MeasureEvent.escalated(
            step: "warning", basis: "b", version: 4, due: due, at: due, by: People.first, reasons: "r")
        let byClock = MeasureEvent.escalated(step: "warning", basis: "b", version: 4, due: due, at: due)

        #expect(byHand.kind == "escalation" && byClock.kind == "escalation")
        #expect(byHand.json(of: MeasureStory.id)["warrant"] == People.first.json)
        #expect(byHand.json(of: MeasureStory.id)["reasons"] == "r")
        #expect(
            byClock.json(of: MeasureStory.id).object?.keys.sorted() == [
                "at", "basis", "due", "event", "measure", "step", "version",
            ])
    }
}
