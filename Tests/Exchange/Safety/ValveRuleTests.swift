// SPDX-License-Identifier: EUPL-1.2

import Ledger
import Testing

@testable import Exchange

@Suite("The valve of a list")
struct ValveRuleTests {
    private static let start = CaseStory.start
    private static let rule = ValveRule(
        mostPerDecision: 10, mostPerPartyAndDay: 25, growthPercent: 25, growthFrom: 20, keptPercent: 75, shrinkFrom: 5,
        group: .init(title: Bilingual("soort", "type"), mostPerDecision: 4, mostPerDay: 6, mostListed: 20))

    private func listing(_ count: Int, by party: PartyID? = People.police, groups: [String: Int] = [:]) -> ValveChange {
        ValveChange(party: party, listed: count, released: 0, groups: groups)
    }

    private func release(_ count: Int) -> ValveChange { ValveChange(party: nil, listed: 0, released: count, groups: [:]) }

    /// The figures of a list of a hundred, after some changes today.
    private func figures(size: Int = 100, after changes: ValveChange...) -> ValveFigures {
        var figures = ValveFigures(size: size, at: Self.start)
        for change in changes { figures.count(change) }
        return figures
    }

    private func causes(
        _ change: ValveChange, on figures: ValveFigures, groups: [String: GroupFigures] = [:]
    ) -> [WaitCause] { Self.rule.causes(of: change, on: figures, groups: groups) }

    @Test("a decision at the limit goes out, one above it waits")
    func decision() {
        #expect(causes(listing(10), on: figures()) == [])
        #expect(causes(listing(11), on: figures()) == [.decision])
    }

    @Test("the decisions of one party in a day are counted together, and not with those of another")
    func party() {
        let today = figures(size: 10_000, after: listing(10), listing(10))
        #expect(causes(listing(5), on: today) == [])
        #expect(causes(listing(6), on: today) == [.party])
        #expect(causes(listing(6, by: People.prosecutor), on: today) == [])
        #expect(causes(listing(6, by: nil), on: today) == [])
    }

    @Test("a list may grow by a quarter in a day, and by twenty whatever its length")
    func growth() {
        #expect(causes(listing(10, by: nil), on: figures(size: 0, after: listing(10, by: nil))) == [])
        #expect(causes(listing(1, by: nil), on: figures(size: 0, after: listing(10, by: nil), listing(10, by: nil))) == [.growth])
        let hundred = figures(after: listing(10, by: nil), listing(10, by: nil))
        #expect(causes(listing(5, by: nil), on: hundred) == [])
        #expect(causes(listing(6, by: nil), on: hundred) == [.growth])
    }

    @Test("what was cleared leaves the room of the day as it was, for party, growth and type, and the list is as long as it is")
    func cleared() {
        var first = figures(size: 0)
        first.count(listing(90), isCleared: true)
        #expect(first.size == 90 && first.start == 90)
        #expect(causes(listing(10), on: first) == [])
        first.count(listing(10))
        first.count(listing(10))
        #expect(causes(listing(3), on: first) == [.growth])
        #expect(causes(listing(6), on: first) == [.party, .growth])
        var type = GroupFigures(listed: 0, at: Self.start)
        type.count(listed: 6, released: 0, isCleared: true)
        #expect(type.listed == 6 && type.today == 0)
        #expect(causes(listing(4, groups: ["a": 4]), on: figures(), groups: ["a": type]) == [])
    }

    @Test("three quarters of a list must be left, save for a few; what came today counts as what there was")
    func shrink() {
        #expect(causes(release(25), on: figures()) == [])
        #expect(causes(release(26), on: figures()) == [.shrink])
        #expect(causes(release(6), on: figures(after: release(20))) == [.shrink])
        #expect(causes(release(5), on: figures(size: 5)) == [], "so few always")
        #expect(causes(release(6), on: figures(size: 6)) == [.shrink])
        #expect(causes(release(2), on: figures(size: 0, after: listing(8))) == [])
    }

    @Test("of one group only so many by a decision, in a day and in all: never a whole group by single decisions")
    func group() {
        func group(_ listed: Int, today: Int = 0) -> GroupFigures {
            var figures = GroupFigures(listed: listed - today, at: Self.start)
            figures.count(listed: today, released: 0)
            return figures
        }
        let wide = figures(size: 100_000)
        #expect(causes(listing(4, groups: ["a": 4]), on: wide, groups: ["a": group(0)]) == [])
        #expect(causes(listing(5, groups: ["a": 5]), on: wide, groups: ["a": group(0)]) == [.groupOfDecision])
        #expect(causes(listing(5, groups: ["a": 3, "b": 2]), on: wide) == [])
        #expect(causes(listing(3, groups: ["a": 3]), on: wide, groups: ["a": group(4, today: 4)]) == [.groupOfDay])
        #expect(causes(listing(1, groups: ["a": 1]), on: wide, groups: ["a": group(19)]) == [])
        #expect(causes(listing(1, groups: ["a": 1]), on: wide, groups: ["a": group(20)]) == [.groupListed])
        var released = group(20)
        released.count(listed: 0, released: 1)
        #expect(causes(listing(1, groups: ["a": 1]), on: wide, groups: ["a": released]) == [])
    }

    @Test("nothing that comes or goes waits for nothing")
    func nothing() {
        let full = figures(after: listing(10), listing(10), listing(10), release(90))
        #expect(causes(ValveChange(party: People.police, listed: 0, released: 0, groups: [:]), on: full) == [])
    }

    @Test("a new day by Dutch clocks begins new counts from the size that there is; a clock that goes back begins none")
    func days() {
        var figures = figures(after: listing(10), release(3))
        figures.turn(at: Self.start + .hours(1))
        #expect(figures.listed == 10 && figures.released == 3 && figures.parties == [People.police: 10])
        figures.turn(at: Self.start - .days(3))
        #expect(figures.listed == 10)
        figures.turn(at: Self.start + .days(1))
        #expect(figures.listed == 0 && figures.released == 0 && figures.parties.isEmpty)
        #expect(figures.size == 107 && figures.start == 107)
        var group = GroupFigures(listed: 3, at: Self.start)
        group.count(listed: 2, released: 0)
        group.turn(at: Self.start + .days(1))
        #expect(group.listed == 5 && group.today == 0)
    }

    @Test("what is kept is read back, and what is malformed is refused")
    func kept() throws {
        let figures = figures(after: listing(10), listing(3, by: People.prosecutor), release(4))
        #expect(try ValveFigures(json: figures.json) == figures)
        var group = GroupFigures(listed: 3, at: Self.start)
        group.count(listed: 2, released: 1)
        #expect(try GroupFigures(json: group.json) == group)
        #expect(throws: MalformedRecord.self) { try GroupFigures(json: ["day": "x", "listed": 1, "today": 1]) }
        #expect(throws: MalformedRecord.self) {
            try ValveFigures(
                json: ["day": "2026-03-02", "size": 1, "start": 1, "listed": 0, "released": 0, "parties": ["x": 1]])
        }
    }

    @Test("limits that let nothing through, or share more than all, are contradictions of a policy")
    func contradictions() {
        #expect(Self.rule.contradictions.isEmpty)
        let bad = ValveRule(
            mostPerDecision: 0, mostPerPartyAndDay: 1, growthPercent: 1, growthFrom: 1, keptPercent: 101, shrinkFrom: 1,
            group: .init(title: Bilingual("s", "t"), mostPerDecision: 0, mostPerDay: 1, mostListed: 1))
        #expect(bad.contradictions.count == 2)
    }
}
