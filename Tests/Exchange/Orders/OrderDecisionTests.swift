// SPDX-License-Identifier: EUPL-1.2

import Testing

@testable import Exchange

@Suite("Deciding on an order under penalty")
struct OrderDecisionTests {
    private let moment = OrderStory.proposedAt
    private let double = OrderStory.penalty(confirmation: .secondPerson(within: .plain(.days(3))))

    @Test("the clock never orders: it takes the steps before, and then says that it is time to decide")
    func clock() throws {
        var story = OrderStory()
        #expect(try story.tick(at: moment + .days(30)).count == 2)
        #expect(story.measure.steps == ["reminder", "warning"] && story.measure.orders.isEmpty)
        #expect(try story.tick(at: moment + .days(31)).isEmpty)

        let tasks = story.decider.orderTasks(in: story.measure, outstanding: OrderStory.outstanding, at: moment + .milliseconds(1))
        #expect(tasks == [OrderTask(kind: .decide, order: nil, moment: moment)])
        #expect(story.decider.orderTasks(in: story.measure, outstanding: OrderStory.outstanding, at: moment).isEmpty)
    }

    @Test("an order is decided on by a named person, not of the addressee, with reasons")
    func who() throws {
        var story = OrderStory()
        try story.tick(at: moment)
        #expect(story.refusal(of: OrderStory.impose, by: People.system, at: moment)?.code == .personNeeded)
        #expect(story.refusal(of: OrderStory.impose, by: People.providerPerson, at: moment)?.code == .wrongParty)
        let bare = OrderCommand.impose(OrderStory.outstanding, reasons: "")
        #expect(story.refusal(of: bare, at: moment)?.faults.map(\.field) == ["redenen"])
        try story.order(OrderStory.impose, at: moment)
        #expect(story.first.begins == OrderStory.begins && story.first.imposedBy == People.first)
        #expect(story.first.objectionUntil == moment + .days(42) && story.measure.steps == ["reminder", "warning", "order"])
        #expect(story.refusal(of: OrderStory.impose, at: moment)?.code == .notNow, "there is one already")
    }

    @Test("before the steps that come before it, and when nothing is overdue, nothing can be ordered")
    func tooEarly() throws {
        var story = OrderStory()
        #expect(story.refusal(of: OrderStory.impose, at: OrderStory.due)?.code == .notNow)
        #expect(story.refusal(of: OrderStory.impose, at: OrderStory.due + .minutes(1))?.code == .notNow, "the reminder is next")
        #expect(story.refusal(of: .impose(nil, reasons: "r"), at: moment)?.code == .notNow)
        try story.tick(at: moment)
        try story.act(MeasureStory.refuse(1), by: People.provider, at: moment)
        #expect(story.refusal(of: OrderStory.impose, at: moment)?.code == .notNow)
    }

    @Test("a step that is an order is not taken as other steps are")
    func noStep() throws {
        var story = OrderStory()
        try story.tick(at: moment)
        let step = MeasureCommand.escalate(step: "order", OrderStory.outstanding, reasons: "r")
        #expect(throws: Refusal.self) { try story.act(step, at: moment) }
        #expect(story.measure.steps == ["reminder", "warning"])
    }

    @Test("where two persons are needed the second confirms, and only then it counts; the term to avoid it begins there")
    func second() throws {
        var story = OrderStory(double)
        try story.tick(at: moment)
        try story.order(OrderStory.impose, at: moment)
        let later = moment + .days(1)
        #expect(story.first.stage(at: later) == .proposed && story.measure.steps == ["reminder", "warning"])
        #expect(story.first.forfeited(at: .latest) == .zero)
        #expect(story.refusal(of: .confirm(1, OrderStory.outstanding), at: later)?.code == .samePerson)
        #expect(story.refusal(of: .confirm(2, OrderStory.outstanding), by: People.second, at: later)?.code == .unknown)

        try story.order(.confirm(1, OrderStory.outstanding), by: People.second, at: later)

        #expect(story.first.begins == later + .days(2) && story.first.proposedBy == People.first)
        #expect(story.first.events.last?.reasons == "It lasts.", "the entry of the order has its reasons")
        #expect(try story.replayed() == story.measure.orders)
    }

    @Test("a proposal lapses, can be rejected, and is moot when the version comes into force: another can follow")
    func noSecond() throws {
        var lapsed = OrderStory(double)
        try lapsed.tick(at: moment)
        try lapsed.order(OrderStory.impose, at: moment)
        let after = moment + .days(3) + .milliseconds(1)
        #expect(lapsed.first.stage(at: after) == .lapsed)
        #expect(lapsed.refusal(of: .confirm(1, OrderStory.outstanding), by: People.second, at: after)?.code == .notNow)
        try lapsed.order(OrderStory.impose, at: after)
        try lapsed.order(.reject(2, reasons: "no"), by: People.second, at: after)
        #expect(lapsed.measure.orders.map { $0.stage(at: after) } == [.lapsed, .rejected])
        #expect(lapsed.refusal(of: OrderStory.impose, at: after) == nil)

        var moot = OrderStory(double)
        try moot.tick(at: moment)
        try moot.order(OrderStory.impose, at: moment)
        try moot.carryOut(at: moment + .hours(1))
        #expect(moot.first.end == .fulfilled)
        #expect(moot.refusal(of: .confirm(1, nil), by: People.second, at: moment + .hours(2))?.code == .notNow)
    }

    @Test("a later change of the policy changes no order")
    func fixed() throws {
        let order = try OrderStory.ordered().first
        let other = MeasureDecider(rule: OrderStory.measureRule(OrderStory.penalty(amount: .euros(1), ceiling: .euros(2))))
        #expect(order.terms.amount == .euros(100))
        #expect(other.rule.ladder[2].penalty?.amount == .euros(1) && order.forfeited(at: .latest) == .euros(950))
    }

    @Test("a policy with a penalty that cannot work is found out, with the step")
    func contradictions() {
        func faults(_ rule: PenaltyRule) -> [String] {
            Trial.policy(measures: ["remove": OrderStory.measureRule(rule)]).contradictions
        }
        #expect(faults(OrderStory.penalty()).isEmpty)
        #expect(faults(OrderStory.penalty(ceiling: .euros(99))) == ["measure duty, step order: the ceiling is below one amount"])
        #expect(faults(OrderStory.penalty(amount: .zero)) == ["measure duty, step order: nothing is forfeited"])
        #expect(faults(OrderStory.penalty(period: .seconds(59))).first?.hasSuffix("a period is shorter than a minute") == true)
        #expect(faults(OrderStory.penalty(amount: Cents(1), ceiling: Cents(2_000))).first?.contains("more than 1000") == true)
        #expect(
            faults(OrderStory.penalty(confirmation: .secondPerson(within: .plain(.zero)))).first?.contains("second person") == true)
        #expect(faults(OrderStory.penalty(collectWithin: .plain(.days(42)))).first?.contains("no longer be collected") == true)
    }
}
