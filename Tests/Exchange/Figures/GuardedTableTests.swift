// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Testing
import Trials

@Suite("Small numbers are kept back")
struct GuardedTableTests {
    @Test("large numbers are told, with their sums")
    func told() {
        let table = GuardedTable([[5, 7], [100, 6]], fewest: 5)

        #expect(table.cells == [[.told(5), .told(7)], [.told(100), .told(6)]])
        #expect(table.sums == [.told(12), .told(106)])
        #expect(table.cells[1][0].amount == 100)
    }

    @Test("a small number is kept back, and so are three others: with its column or row alone it could be worked out")
    func ring() {
        let table = GuardedTable([[3, 20, 20], [30, 30, 30], [9, 40, 40]], fewest: 5)

        #expect(table.cells[0][0] == .few && table.cells[0][0].amount == nil)
        let kept = table.cells.flatMap(\.self).count { $0 == .kept }
        #expect(kept == 3)
        #expect(table.cells[0].count { $0.amount == nil } == 2, "another month of the region")
        #expect((0..<3).count { table.cells[$0][0].amount == nil } == 2, "another region of the month")
        #expect(table.sums.allSatisfy { $0.amount != nil }, "sums are kept back last")
    }

    @Test("what is in none of the regions is kept back with it before any region is, and the smallest month with it")
    func lastRow() {
        let table = GuardedTable([[3, 20, 12], [30, 30, 30], [90, 40, 41]], fewest: 5)

        #expect(table.cells == [[.few, .told(20), .kept], [.told(30), .told(30), .told(30)], [.kept, .told(40), .kept]])
    }

    @Test("where several are small, no more are kept back than it takes")
    func enough() {
        let table = GuardedTable([[3, 2], [1, 4], [50, 60]], fewest: 5)

        #expect(table.cells == [[.few, .few], [.few, .few], [.told(50), .told(60)]])
        #expect(table.sums == [.told(5), .told(5), .told(110)])
    }

    @Test("a month without any small number hides nothing, and an empty table is empty")
    func nothing() {
        #expect(GuardedTable([], fewest: 5) == GuardedTable([], fewest: 3))
        #expect(GuardedTable([], fewest: 5).cells.isEmpty)
        #expect(GuardedTable([[0]], fewest: 5).cells == [[.few]])
        #expect(GuardedTable([[9]], fewest: 1).cells == [[.told(9)]])
    }

    @Test("where all are small and their sum would tell all of them, it is not told which are small")
    func unlabelled() {
        let table = GuardedTable([[4], [4], [4]], fewest: 5)

        #expect(table.cells == [[.kept], [.kept], [.kept]])
        #expect(table.sums == [.kept, .kept, .kept])
    }

    @Test("a number next to none at all is not worked out by way of them")
    func besideNone() {
        // The two months with nobody add up to nothing, so they hide nothing of the month in which another region has 3.
        let table = GuardedTable([[10, 0, 0], [9, 3, 20], [30, 30, 30]], fewest: 5)

        #expect(Reader(table, of: [[10, 0, 0], [9, 3, 20], [30, 30, 30]], fewest: 5).workedOut().isEmpty)
    }

    @Test(
        "nobody who knows all sums, and that what is marked small is small, can work out a small number",
        arguments: 0..<6 as Range<UInt64>)
    func adversary(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<60 {
            let (height, width) = [(3, 2), (2, 2), (4, 2), (2, 3), (3, 1), (2, 1)].randomElement(using: &generator) ?? (2, 2)
            let most = height > 3 ? 4 : 6
            let amounts = (0..<height).map { _ in (0..<width).map { _ in Int.random(in: 0...most, using: &generator) } }
            let table = GuardedTable(amounts, fewest: 3)
            let reader = Reader(table, of: amounts, fewest: 3)

            #expect(reader.isFaithful, "\(amounts): \(table)")
            #expect(reader.workedOut().isEmpty, "\(amounts): \(table)")
        }
    }

    @Test("of a table as large as a year of the whole country no small number stands alone in its row or column")
    func large() {
        var generator = SeededGenerator(seed: 3)
        let amounts = (0..<14).map { row in
            (0..<12).map { _ in Int.random(in: 0...(row < 4 ? 8 : 90), using: &generator) }
        }
        let table = GuardedTable(amounts, fewest: 5)

        for (row, cells) in table.cells.enumerated() {
            for (column, figure) in cells.enumerated() {
                #expect(figure.amount == nil || figure.amount == amounts[row][column])
                guard (1..<5).contains(amounts[row][column]) else { continue }
                #expect(figure.amount == nil)
                #expect((table.cells[row] + [table.sums[row]]).count { $0.amount == nil } > 1)
                #expect(table.cells.count { $0[column].amount == nil } > 1)
            }
        }
    }
}

/// Somebody who has the table as it is told and the sums of its columns, and tries all tables that it could be.
private struct Reader {
    let table: GuardedTable
    let amounts: [[Int]]
    let fewest: Int

    init(_ table: GuardedTable, of amounts: [[Int]], fewest: Int) {
        self.table = table
        self.amounts = amounts
        self.fewest = fewest
    }

    private var sums: [Int] { amounts.map { $0.reduce(0, +) } }
    /// Whether it is told which are small: where any is marked so.
    private var tellsWhich: Bool { (table.cells.flatMap(\.self) + table.sums).contains(.few) }

    /// Whether all that is told is true, and nothing small is told.
    var isFaithful: Bool {
        zip(table.cells.flatMap(\.self) + table.sums, amounts.flatMap(\.self) + sums).allSatisfy { figure, amount in
            switch figure {
            case .told(let told): told == amount && amount >= fewest
            case .few: amount < fewest
            case .kept: !tellsWhich || amount >= fewest
            }
        }
    }

    private func fits(_ figure: GuardedTable.Figure, _ amount: Int) -> Bool {
        switch figure {
        case .told(let told): told == amount
        case .few: amount < fewest
        case .kept: !tellsWhich || amount >= fewest
        }
    }

    /// The small numbers that are the same in every table that it could be, but for none at all.
    func workedOut() -> [(row: Int, column: Int)] {
        let width = amounts[0].count
        var columns: [[[Int]]] = []
        for column in 0..<width {
            let sum = amounts.reduce(0) { $0 + $1[column] }
            columns.append(
                splits(of: sum, over: amounts.count).filter { split in
                    split.indices.allSatisfy { fits(table.cells[$0][column], split[$0]) }
                })
        }
        var lowest = [[Int]](repeating: [Int](repeating: .max, count: width + 1), count: amounts.count)
        var highest = [[Int]](repeating: [Int](repeating: .min, count: width + 1), count: amounts.count)
        func go(_ chosen: [[Int]]) {
            guard chosen.count == width else {
                for split in columns[chosen.count] { go(chosen + [split]) }
                return
            }
            let rows = amounts.indices.map { row in chosen.map { $0[row] } + [chosen.reduce(0) { $0 + $1[row] }] }
            guard rows.indices.allSatisfy({ fits(table.sums[$0], rows[$0][width]) }) else { return }
            for row in rows.indices {
                for column in 0...width {
                    lowest[row][column] = min(lowest[row][column], rows[row][column])
                    highest[row][column] = max(highest[row][column], rows[row][column])
                }
            }
        }
        go([])
        var found: [(row: Int, column: Int)] = []
        for row in amounts.indices {
            for (column, amount) in (amounts[row] + [sums[row]]).enumerated()
            where (1..<fewest).contains(amount) && lowest[row][column] == highest[row][column] {
                found.append((row, column))
            }
        }
        return found
    }

    /// All ways to make a sum of so many numbers.
    private func splits(of sum: Int, over count: Int) -> [[Int]] {
        guard count > 1 else { return [[sum]] }
        return (0...sum).flatMap { first in splits(of: sum - first, over: count - 1).map { [first] + $0 } }
    }
}
