// SPDX-License-Identifier: EUPL-1.2

import Ledger
import Testing

@testable import Exchange

@Suite("Objecting to an order, and collecting what was forfeited")
struct CollectionTests {
    private let begins = OrderStory.begins
    private let collect = OrderCommand.collect(1, isWaived: false, reasons: "It was forfeited.")
    private func object(_ collection: Int? = nil) -> OrderCommand {
        .object(1, collection: collection, grounds: "It was impossible.", asksSuspension: false)
    }

    @Test("the addressee objects within the term, as a named person, once")
    func objection() throws {
        var story = try OrderStory.ordered()
        let last = OrderStory.proposedAt + .days(42)
        #expect(story.refusal(of: object(), by: People.first, at: last)?.code == .wrongParty)
        #expect(story.refusal(of: object(), by: People.provider, at: last)?.code == .personNeeded)
        #expect(story.refusal(of: object(), by: People.providerPerson, at: last + .milliseconds(1))?.code == .afterTerm)
        try story.order(object(), by: People.providerPerson, at: last)
        #expect(story.refusal(of: object(), by: People.providerPerson, at: last)?.code == .duplicate)
        #expect(story.first.objections.first?.decideBy == last + .days(30))
        #expect(story.first.stage(at: last) == .full, "an objection suspends nothing by itself")
    }

    @Test("nobody who took part in the decision decides on the objection, nor the party itself; dismissed, a suspension ends")
    func decided() throws {
        var story = OrderStory(OrderStory.penalty(confirmation: .secondPerson(within: .plain(.days(3)))))
        try story.tick(at: OrderStory.proposedAt)
        try story.order(OrderStory.impose, at: OrderStory.proposedAt)
        try story.order(.confirm(1, OrderStory.outstanding), by: People.second, at: OrderStory.proposedAt)
        try story.order(object(), by: People.providerPerson, at: begins)
        try story.order(.suspend(1, until: nil, reasons: "asked"), at: begins)
        let dismiss = OrderCommand.decideObjection(1, objection: 1, isUpheld: false, reasons: "r")
        for (warrant, code) in [
            (People.first, RefusalCode.samePerson), (People.second, .samePerson), (People.providerPerson, .wrongParty),
            (People.system, .personNeeded),
        ] {
            #expect(story.refusal(of: dismiss, by: warrant, at: begins + .days(5))?.code == code)
        }
        #expect(try story.order(dismiss, by: People.third, at: begins + .days(5)).count == 2)
        #expect(story.first.forfeited(at: begins + .days(5)) == .zero)
        #expect(story.first.forfeited(at: begins + .days(6)) == .euros(100))
        #expect(story.refusal(of: dismiss, by: People.third, at: begins + .days(6))?.code == .notNow)
    }

    @Test("collecting covers what was forfeited until then; later amounts need another decision; paid, it is closed")
    func collected() throws {
        var story = try OrderStory.ordered()
        #expect(story.refusal(of: collect, at: begins)?.code == .notNow)
        try story.order(collect, at: begins + .days(2))
        #expect(story.first.collections.first?.claim == .init(amount: .euros(200), from: begins, upTo: begins + .days(1)))
        #expect(story.first.collections.first?.payBy == begins + .days(44))
        #expect(story.refusal(of: collect, at: begins + .days(2))?.code == .notNow)

        try story.carryOut(at: begins + .days(3))
        #expect(story.first.claim(at: begins + .days(3))?.amount == .euros(100) && story.first.payable == .euros(200))
        try story.order(.collect(1, isWaived: true, reasons: "little"), at: begins + .days(4))
        #expect(story.first.stage(at: begins + .days(4)) == .due)
        #expect(story.refusal(of: .pay(1, collection: 2), at: begins + .days(4))?.code == .notNow, "it was waived")
        try story.order(.pay(1, collection: 1), at: begins + .days(5))

        #expect(story.first.stage(at: begins + .days(5)) == .closed && story.first.paid == .euros(200))
        #expect(story.refusal(of: .pay(1, collection: 1), at: begins + .days(5))?.code == .notNow)
        #expect(story.refusal(of: .pay(1, collection: 3), at: begins + .days(5))?.code == .unknown)
    }

    @Test("after a year an amount can no longer be collected, each from its own day")
    func barred() throws {
        var story = try OrderStory.ordered()
        try story.carryOut(at: begins + .days(3))
        let year = Span.days(365)
        #expect(story.first.claim(at: begins + year)?.amount == .euros(300))
        #expect(story.first.claim(at: begins + year + .milliseconds(1))?.amount == .euros(200))
        #expect(story.first.claimEnds(at: begins + year + .milliseconds(1)) == begins + .days(1) + year)
        #expect(story.first.claim(at: begins + .days(3) + year) == nil)
        #expect(story.first.stage(at: begins + .days(3) + year) == .closed)
        #expect(story.refusal(of: collect, at: begins + .days(3) + year)?.code == .notNow)
    }

    @Test("an upheld objection to collecting takes that decision away, and it can be taken anew")
    func collectionAnnulled() throws {
        var story = try OrderStory.ordered()
        try story.carryOut(at: begins + .days(3))
        try story.order(collect, at: begins + .days(4))
        #expect(story.refusal(of: object(2), by: People.providerPerson, at: begins + .days(5))?.code == .unknown)
        try story.order(object(1), by: People.providerPerson, at: begins + .days(5))
        let uphold = OrderCommand.decideObjection(1, objection: 1, isUpheld: true, reasons: "r")
        #expect(story.refusal(of: uphold, by: People.first, at: begins + .days(6))?.code == .samePerson)
        try story.order(uphold, by: People.second, at: begins + .days(6))
        #expect(story.first.payable == .zero && story.first.claim(at: begins + .days(6))?.amount == .euros(300))
        #expect(story.first.end == .fulfilled)
        try story.order(collect, at: begins + .days(7))
        #expect(story.first.payable == .euros(300))
        #expect(try story.replayed() == story.measure.orders)
    }

    @Test("what waits for the supervisor: an objection until its answer, an amount until it can no longer be collected")
    func tasks() throws {
        var story = try OrderStory.ordered()
        try story.order(object(), by: People.providerPerson, at: begins)
        try story.carryOut(at: begins + .days(2))
        let tasks = story.decider.orderTasks(in: story.measure, outstanding: nil, at: begins + .days(3))
        #expect(
            tasks == [
                OrderTask(kind: .objection, order: 1, moment: begins + .days(30)),
                OrderTask(kind: .collect, order: 1, moment: begins + .days(365)),
            ])
    }

    @Test("after the measure was lifted, and laid again, what was forfeited is still collected")
    func lifted() throws {
        var story = try OrderStory.ordered()
        try story.act(.lift(reasons: "over"), at: begins + .days(1))
        var again = Measure(
            id: story.measure.id, register: Trial.register, addressee: People.telecom, target: .list(Trial.list), basis: "b",
            imposedAt: begins + .days(2))
        again.takeOver(ordersOf: story.measure)
        #expect(again.orders == story.measure.orders && again.steps.isEmpty)
        try story.order(collect, at: begins + .days(2))
        #expect(story.first.payable == .euros(100))
    }

    @Test("without the words the figures stay")
    func withoutWords() throws {
        var story = try OrderStory.ordered()
        try story.order(object(), by: People.providerPerson, at: begins)
        let bare = story.measure.withoutWords
        #expect(!String(decoding: bare.json.canonical(), as: UTF8.self).contains("impossible"))
        #expect(bare.orders.first?.forfeited(at: .latest) == .euros(950) && bare.orders.first?.objections.first?.grounds == nil)
    }
}
