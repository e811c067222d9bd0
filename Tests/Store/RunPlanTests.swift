// SPDX-License-Identifier: EUPL-1.2

import Store
import Testing

@Suite("The plan of the runs of subjects")
struct RunPlanTests {
    private let plan = RunPlan(capacity: 100, fanout: 4, stride: 10, pace: 8, most: 400)

    private func closed(_ number: Int64, _ rows: Int, target: Int64? = nil) -> SubjectRun {
        SubjectRun(number: number, rows: rows, target: target)
    }

    private func open(_ number: Int64, _ rows: Int) -> SubjectRun { SubjectRun(number: number, rows: rows, isOpen: true) }

    @Test("an open run that is not full is left alone")
    func notFull() {
        #expect(plan.step(for: [open(1, 99)], budget: 1_000) == nil)
    }

    @Test("a full open run is closed, and the next has a number that was never used")
    func full() {
        #expect(plan.step(for: [open(3, 100), closed(7, 400)], budget: 0) == .close(3, opening: 8))
        #expect(plan.step(for: [open(3, 5_000)], budget: 0) == .close(3, opening: 4))
    }

    @Test("four closed runs of like size are merged, the oldest of the smallest size first; three are not")
    func begins() {
        let three = [closed(1, 100), closed(2, 130), closed(4, 399)]

        #expect(plan.step(for: three + [open(9, 0)], budget: 1_000) == nil)
        #expect(plan.step(for: three + [closed(3, 400), open(9, 0)], budget: 1_000) == nil)
        #expect(plan.step(for: three + [closed(3, 0), open(9, 0)], budget: 0) == .begin([1, 2, 3, 4], into: 10))
        let large = (11...14).map { closed($0, 400) }
        #expect(plan.step(for: large + [open(20, 0)], budget: 0) == .begin([11, 12, 13, 14], into: 21))
        #expect(
            plan.step(for: large + three + [closed(5, 100), closed(6, 100), open(20, 0)], budget: 0)
                == .begin([1, 2, 4, 5], into: 21))
    }

    @Test("runs that are being moved, and the one into which they are, take part in no other merge")
    func underWay() {
        let moving = [closed(1, 100, target: 5), closed(2, 100, target: 5), closed(5, 40), open(6, 0)]

        #expect(plan.step(for: moving + [closed(3, 100), closed(4, 100)], budget: 0) == nil)
    }

    @Test("the smaller of two merges goes first, within the budget divided among its runs")
    func moves() {
        let runs = [
            closed(1, 400, target: 20), closed(2, 400, target: 20), closed(20, 300), closed(11, 100, target: 21),
            closed(12, 100, target: 21), closed(21, 0), open(30, 0),
        ]

        #expect(plan.step(for: runs, budget: 81) == .move([11, 12], into: 21, each: 40))
        #expect(plan.step(for: runs, budget: 2) == .move([11, 12], into: 21, each: 1))
        #expect(plan.step(for: runs, budget: 1) == nil)
    }

    @Test(
        "few additions add up to a budget, and many are bounded",
        arguments: [(0, 9, 0), (0, 10, 80), (9, 1, 80), (5, 4, 0), (95, 20, 160), (0, 1_000, 400), (7, 0, 0)])
    func budget(before: Int, added: Int, budget: Int) {
        #expect(plan.budget(before: before, added: added) == budget)
    }

    @Test(
        "at five million rows each was moved a few times, a lookup asks few runs, and nobody waits for more than a piece",
        arguments: [(RunPlan.small, 17, 3.8, 1.8), (.large, 5, 0.01, 0.01)])
    func engines(plan: RunPlan, mostRuns: Int, moves: Double, movesBefore: Double) throws {
        let shelf = CountingShelf(plan)
        var most = 0
        var longest = 0

        for batch in 0..<19_600 {
            let before = shelf.moved
            shelf.count[shelf.open, default: 0] += 256
            try shelf.settle(added: 256)
            most = max(most, shelf.known.count)
            longest = max(longest, shelf.moved - before)
            if batch == 1_953 { #expect(Double(shelf.moved) < movesBefore * 500_000) }
        }

        #expect(shelf.count.values.reduce(0, +) == 19_600 * 256)
        #expect(most <= mostRuns)
        #expect(longest <= 2_048)
        #expect(Double(shelf.moved) < moves * 19_600 * 256)
    }
}

/// Counts rows only.
private final class CountingShelf: RunShelf {
    var known = [SubjectRun(number: 1, rows: 0, isOpen: true)]
    var count: [Int64: Int] = [:]
    var moved = 0
    let plan: RunPlan

    init(_ plan: RunPlan) { self.plan = plan }

    var open: Int64 { known.first { $0.isOpen }?.number ?? 0 }

    func runs() -> [SubjectRun] { known }

    func put(_ run: SubjectRun) {
        removeRun(run.number)
        known.append(run)
    }

    func removeRun(_ number: Int64) { known.removeAll { $0.number == number } }

    func moveRows(of runs: [Int64], into target: Int64, each: Int) -> (count: Int, isLast: Bool) {
        var sum = 0
        for run in runs {
            let some = min(each, count[run] ?? 0)
            count[run, default: 0] -= some
            sum += some
        }
        count[target, default: 0] += sum
        moved += sum
        return (sum, runs.allSatisfy { count[$0] == 0 })
    }
}
