// SPDX-License-Identifier: EUPL-1.2

import Ledger
import Testing

@testable import Exchange

@Suite("What an order under penalty forfeits")
struct AccrualTests {
    private let begins = OrderStory.begins

    @Test("nothing is forfeited in the term to avoid it, nor at its last moment; each period begun costs one amount")
    func periods() throws {
        let order = try OrderStory.ordered().first
        let expected: [(Span, Int64)] = [
            (.zero - .days(1), 0), (.zero, 0), (.milliseconds(1), 100), (.hours(24), 100), (.hours(24) + .milliseconds(1), 200),
            (.days(8), 800), (.days(9), 900),
        ]
        for (span, euros) in expected { #expect(order.forfeited(at: begins + span) == .euros(euros), "\(span)") }
        #expect(order.forfeits(at: begins + .days(2)).map(\.at) == [begins, begins + .days(1)])
    }

    @Test("the last amount is what is left of the ceiling, and then nothing more comes")
    func ceiling() throws {
        let order = try OrderStory.ordered().first
        #expect(order.forfeits(at: .latest).count == 10)
        #expect(order.forfeits(at: .latest).last?.amount == .euros(50))
        #expect(order.forfeited(at: .latest) == .euros(950))
        #expect(order.nextForfeit(after: begins + .days(9)) == .init(at: begins + .days(9), amount: .euros(50)))
        #expect(order.nextForfeit(after: begins + .days(10)) == nil)
        #expect(order.stage(at: begins + .days(10)) == .full && order.stage(at: begins + .days(1)) == .accruing)
        #expect(order.stage(at: begins) == .avoidable && order.nextForfeit(after: OrderStory.proposedAt)?.at == begins)
    }

    @Test("it stops when the version is in force everywhere, and what was forfeited stays")
    func fulfilled() throws {
        var story = try OrderStory.ordered()
        let moment = begins + .days(2) + .hours(1)
        try story.carryOut(at: moment)

        #expect(story.first.end == .fulfilled && story.first.endedAt == moment)
        for later in [moment, moment + .days(1), .latest] { #expect(story.first.forfeited(at: later) == .euros(300)) }
        #expect(story.measure.steps.isEmpty && story.first.nextForfeit(after: moment) == nil)
    }

    @Test("carried out at the last moment of the term it costs nothing, and the order is closed")
    func inTime() throws {
        var story = try OrderStory.ordered()
        try story.carryOut(at: begins)
        #expect(story.first.forfeited(at: .latest) == .zero && story.first.stage(at: begins) == .closed)
    }

    @Test("while a refusal of its version is open it forfeits nothing; judged not justified it goes on in the period it was in")
    func refusal() throws {
        var story = try OrderStory.ordered()
        let (refused, judged) = (begins + .hours(12), begins + .days(5))
        try story.act(MeasureStory.refuse(1), by: People.provider, at: refused)
        #expect(story.first.stage(at: judged) == .held && story.first.forfeited(at: judged) == .euros(100))
        try story.act(MeasureStory.unjustified, by: People.second, at: judged)

        #expect(story.first.forfeited(at: judged + .hours(12)) == .euros(100))
        #expect(story.first.forfeited(at: judged + .hours(12) + .milliseconds(1)) == .euros(200))
        #expect(story.measure.steps == ["reminder", "warning", "order"], "the ladder does not begin anew under an order")
        #expect(try story.tick(at: judged + .days(30)).isEmpty)
    }

    @Test("a refusal that was judged justified ends the forfeiting for good; one of another version changes nothing")
    func justified() throws {
        var story = try OrderStory.ordered()
        try story.act(MeasureStory.refuse(2), by: People.provider, at: begins + .hours(1))
        #expect(story.first.forfeited(at: begins + .days(2)) == .euros(200))
        try story.act(MeasureStory.justified, by: People.second, at: begins + .days(2))
        try story.act(MeasureStory.refuse(1), by: People.provider, at: begins + .days(2))
        try story.act(MeasureStory.justified, by: People.second, at: begins + .days(3))
        try story.act(MeasureStory.refuse(3), by: People.provider, at: begins + .days(4))
        #expect(story.first.forfeited(at: .latest) == .euros(200))
    }

    @Test("a suspension stops it until its moment, or until somebody ends it before")
    func suspension() throws {
        var story = try OrderStory.ordered()
        let (from, until) = (begins + .hours(1), begins + .days(10))
        try story.order(.suspend(1, until: until, reasons: "asked"), at: from)
        #expect(story.first.stage(at: from + .days(1)) == .suspended)
        #expect(story.first.forfeited(at: until) == .euros(100))
        #expect(story.first.nextForfeit(after: from)?.at == until + .hours(23))

        try story.order(.resume(1, reasons: "no longer"), at: begins + .days(3))
        #expect(story.first.nextForfeit(after: begins + .days(3))?.at == begins + .days(3) + .hours(23))
        #expect(story.refusal(of: .resume(1, reasons: "r"), at: begins + .days(4))?.code == .notNow)
    }

    @Test("a suspension and a refusal at the same time stop it once")
    func overlapping() throws {
        var story = try OrderStory.ordered()
        try story.order(.suspend(1, until: nil, reasons: "asked"), at: begins + .hours(1))
        try story.act(MeasureStory.refuse(1), by: People.provider, at: begins + .hours(2))
        try story.order(.resume(1, reasons: "over"), at: begins + .hours(3))
        #expect(story.first.forfeited(at: begins + .days(1)) == .euros(100))
        try story.act(MeasureStory.unjustified, by: People.second, at: begins + .days(1))
        // It ran one hour before both.
        #expect(story.first.nextForfeit(after: begins + .days(1))?.at == begins + .days(1) + .hours(23))
    }

    @Test("withdrawing stops it and leaves what was forfeited due; the end of the measure does so too")
    func stopped() throws {
        var withdrawn = try OrderStory.ordered()
        try withdrawn.order(.withdraw(1, reasons: "r"), at: begins + .hours(30))
        #expect(withdrawn.first.forfeited(at: .latest) == .euros(200) && withdrawn.first.stage(at: begins + .days(3)) == .due)
        #expect(withdrawn.measure.steps == ["reminder", "warning"], "another order can follow")

        var lifted = try OrderStory.ordered()
        try lifted.act(.lift(reasons: "over"), at: begins + .hours(30))
        #expect(lifted.first.end == .lifted && lifted.first.forfeited(at: .latest) == .euros(200))
    }

    @Test("an upheld objection takes the order away as if it had never been: nothing is due")
    func annulled() throws {
        var story = try OrderStory.ordered()
        try story.order(
            .object(1, collection: nil, grounds: "g", asksSuspension: false), by: People.providerPerson, at: begins + .days(1))
        try story.order(.decideObjection(1, objection: 1, isUpheld: true, reasons: "r"), by: People.second, at: begins + .days(2))
        #expect(story.first.stage(at: .latest) == .annulled && story.first.claim(at: begins + .days(3)) == nil)
        #expect(story.first.forfeited(at: begins + .days(9)) == .euros(200), "the record of what ran does not change")
        #expect(story.first.payable == .zero)
    }

    @Test("the log alone gives the same orders again, and so does the store")
    func replay() throws {
        var story = try OrderStory.ordered()
        try story.order(
            .object(1, collection: nil, grounds: "g", asksSuspension: true), by: People.providerPerson, at: begins + .days(1))
        try story.order(.suspend(1, until: nil, reasons: "s"), at: begins + .days(1))
        try story.order(.decideObjection(1, objection: 1, isUpheld: false, reasons: "r"), by: People.second, at: begins + .days(2))
        try story.carryOut(at: begins + .days(4))
        try story.order(.collect(1, isWaived: false, reasons: "c"), at: begins + .days(5))
        try story.order(.pay(1, collection: 1), at: begins + .days(6))

        #expect(try story.replayed() == story.measure.orders)
        #expect(try Measure(json: JSON(parsing: story.measure.json.canonical())) == story.measure)
        #expect(story.first.stage(at: begins + .days(6)) == .closed && story.first.paid == story.first.forfeited(at: .latest))
    }
}
