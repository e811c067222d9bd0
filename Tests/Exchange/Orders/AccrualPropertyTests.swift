// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Testing

@Suite("What an order forfeits, whatever happens")
struct AccrualPropertyTests {
    private typealias Chance = ClockFixture.FixedChance

    private static func rule(_ chance: inout Chance) -> PenaltyRule {
        let amount = Cents(Int64.random(in: 1...10_000, using: &chance))
        return OrderStory.penalty(
            amount: amount, period: .minutes(Int.random(in: 1...3_000, using: &chance)),
            ceiling: Cents(amount.count * Int64.random(in: 1...40, using: &chance) + Int64.random(in: 0...99, using: &chance)))
    }

    /// Anything that can be asked of a measure under an order. What is refused leaves no trace.
    private static func command(_ chance: inout Chance, at now: Instant) -> (MeasureCommand, Warrant) {
        let hours = Int.random(in: 1...90, using: &chance)
        switch Int.random(in: 0..<12, using: &chance) {
        case 0: return (MeasureStory.refuse(1), People.provider)
        case 1: return (MeasureStory.unjustified, People.second)
        case 2: return (.order(.suspend(1, until: now + .hours(hours), reasons: "r")), People.first)
        case 3: return (.order(.suspend(1, until: nil, reasons: "r")), People.first)
        case 4, 5: return (.order(.resume(1, reasons: "r")), People.second)
        case 6:
            return (.order(.object(1, collection: nil, grounds: "g", asksSuspension: hours > 40)), People.providerPerson)
        case 7: return (.order(.decideObjection(1, objection: 1, isUpheld: hours > 80, reasons: "r")), People.second)
        case 8: return (.order(.collect(1, isWaived: hours > 60, reasons: "r")), People.first)
        case 9: return (.order(.pay(1, collection: 1)), People.first)
        case 10 where hours > 75: return (.order(.withdraw(1, reasons: "r")), People.first)
        default: return (.tick(OrderStory.outstanding), People.clock)
        }
    }

    @Test(
        "it never passes the ceiling and never falls; a replay gives the same, and so does a clock that came by more often",
        arguments: 1...60)
    func holds(seed: UInt64) throws {
        var chance = Chance(state: seed &* 7_919)
        var story = try OrderStory.ordered(AccrualPropertyTests.rule(&chance))
        var often = story
        var now = OrderStory.proposedAt
        var before = Cents.zero
        for _ in 0..<40 {
            let next = now + .minutes(Int.random(in: 0...4_000, using: &chance))
            while now < next {
                now = min(next, now + .minutes(700))
                try often.tick(at: now)
            }
            let (command, warrant) = AccrualPropertyTests.command(&chance, at: now)
            _ = try? story.act(command, by: warrant, at: now)
            _ = try? often.act(command, by: warrant, at: now)

            let order = story.first
            let forfeited = order.forfeited(at: now)
            #expect(before <= forfeited && forfeited <= order.terms.ceiling)
            #expect(forfeited == often.first.forfeited(at: now))
            let claimed = order.collections.filter { !$0.isAnnulled }.reduce(Cents.zero) { $0 + $1.claim.amount }
            if order.end != .annulled {
                #expect(claimed + (order.claim(at: now)?.amount ?? .zero) == forfeited, "each amount is decided on once")
            }
            before = forfeited
        }
        #expect(try story.replayed() == story.measure.orders)
        #expect(try story.replayed().first?.forfeited(at: now) == before)
    }

    @Test("the amount is that of counting the milliseconds that it ran, one by one", arguments: 1...20)
    func counted(seed: UInt64) throws {
        var chance = Chance(state: seed &* 104_729)
        var story = try OrderStory.ordered(
            OrderStory.penalty(amount: Cents(7), period: .minutes(Int.random(in: 1...90, using: &chance)), ceiling: Cents(5_000)))
        var (ran, now) = (Int64(0), OrderStory.begins)
        var isSuspended = false
        for _ in 0..<30 {
            let span = Span.milliseconds(Int.random(in: 0...9_000_000, using: &chance))
            if !isSuspended { ran += span.milliseconds }
            now += span
            let period = story.first.terms.period.milliseconds
            #expect(story.first.forfeited(at: now) == min(Cents(5_000), Cents(7 * ((ran + period - 1) / period))))
            try story.order(isSuspended ? .resume(1, reasons: "r") : .suspend(1, until: nil, reasons: "r"), at: now)
            isSuspended.toggle()
        }
    }
}
