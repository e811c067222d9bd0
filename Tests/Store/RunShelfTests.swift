// SPDX-License-Identifier: EUPL-1.2

import Store
import Testing

@Suite("Moving subjects from run to run")
struct RunShelfTests {
    @Test("whatever is added and forgotten, every row is in one run that is known, and large runs stay in order")
    func everyRowOnce() throws {
        let shelf = MemoryShelf()
        var generator = SeededNumbers(seed: 7)
        var expected: Set<String> = []

        for _ in 0..<3_000 {
            let added = (0..<Int.random(in: 0...6, using: &generator)).map { _ in
                String(UInt32.random(in: 0...UInt32.max, using: &generator))
            }.filter { expected.insert($0).inserted }
            shelf.add(added)
            if Int.random(in: 0..<5, using: &generator) == 0, let gone = expected.randomElement(using: &generator) {
                expected.remove(gone)
                shelf.forget(gone)
            }
            try shelf.settle(added: added.count)

            let found = shelf.known.flatMap { shelf.rows[$0.number] ?? [] }
            guard found.count == expected.count, Set(found) == expected else {
                Issue.record("\(found.count) rows are found of \(expected.count)")
                return
            }
        }

        #expect(shelf.known.count <= 18)
        #expect(shelf.rows.allSatisfy { rows in rows.value.isEmpty || shelf.known.contains { $0.number == rows.key } })
    }

    @Test("what very many rows at once leave to be done is done bit by bit")
    func backlog() throws {
        let shelf = MemoryShelf()
        for part in 0..<40 {
            shelf.add((0..<500).map { "\(part) \($0)" })
            try shelf.settle(added: 500)
        }
        let before = shelf.known.count
        #expect(before > 12)

        for _ in 0..<1_000 { try shelf.advance(budget: 64) }

        #expect(shelf.known.count <= 12)
        #expect(shelf.known.allSatisfy { $0.target == nil })
        #expect(shelf.rows.values.reduce(0) { $0 + $1.count } == 20_000)
    }

    @Test("a store in which no run is open is told to be damaged")
    func noneOpen() {
        let shelf = MemoryShelf()
        shelf.known = []

        let error = #expect(throws: StoreError.self) { try shelf.settle(added: 1) }

        #expect(error?.code == .corrupt)
    }

    @Test("when nothing was added nothing is asked")
    func nothing() throws {
        let shelf = MemoryShelf()
        shelf.known = []

        try shelf.settle(added: 0)
    }
}

/// Rows in memory.
private final class MemoryShelf: RunShelf {
    let plan = RunPlan(capacity: 16, fanout: 4, stride: 4, pace: 8, most: 64)
    var known = [SubjectRun(number: 1, rows: 0, isOpen: true)]
    var rows: [Int64: Set<String>] = [:]

    func add(_ values: [String]) {
        guard let open = known.first(where: \.isOpen) else { return }
        rows[open.number, default: []].formUnion(values)
    }

    func forget(_ value: String) { for run in known { rows[run.number]?.remove(value) } }

    func runs() -> [SubjectRun] { known }

    func put(_ run: SubjectRun) throws {
        try removeRun(run.number, mustBeEmpty: false)
        known.append(run)
    }

    func removeRun(_ number: Int64) throws { try removeRun(number, mustBeEmpty: true) }

    private func removeRun(_ number: Int64, mustBeEmpty: Bool) throws {
        if mustBeEmpty { try #require(rows[number]?.isEmpty ?? true) }
        known.removeAll { $0.number == number }
    }

    func moveRows(of runs: [Int64], into target: Int64, each: Int) -> (count: Int, isLast: Bool) {
        let sorted = runs.map { (rows[$0] ?? []).sorted() }
        let last = sorted.compactMap { $0.count >= each ? $0[each - 1] : nil }.min()
        var count = 0
        for run in runs {
            let some = (rows[run] ?? []).filter { value in last.map { value <= $0 } ?? true }
            rows[run]?.subtract(some)
            rows[target, default: []].formUnion(some)
            count += some.count
        }
        return (count, last == nil)
    }
}

private struct SeededNumbers: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state ^ state >> 29
    }
}
