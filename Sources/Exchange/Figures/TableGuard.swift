// SPDX-License-Identifier: EUPL-1.2

/// Finds which numbers of a table have to be kept back so that no small one can be worked out.
///
/// Whoever wants to work one out knows all that is told: the other numbers, the sums of rows and columns, and of what is kept back
/// which is small and which is not. A number is *open* when there is another table with the same of all that, in which it is
/// another number. Such tables differ along rings: one more here, one fewer in the same row, one more in that column, and so on
/// round. So rows and columns are the points of a graph and what is kept back its lines, and a number is open when a ring goes
/// through its line along which each line can give way. Where none does, the smallest few numbers are kept back that make one.
struct TableGuard {
    /// The numbers, in each row followed by their sum.
    private let amounts: [[Int]]
    private let fewest: Int
    private var hidden: [[Bool]]
    /// Whether it is told which of what is kept back is small.
    private var tellsWhich = true

    private var width: Int { amounts.first?.count ?? 0 }

    init(_ amounts: [[Int]], fewest: Int) {
        self.amounts = amounts.map { $0 + [$0.reduce(0, +)] }
        self.fewest = fewest
        hidden = self.amounts.map { row in row.map { $0 < fewest } }
    }

    /// The table as it is told.
    var figures: [[GuardedTable.Figure]] {
        amounts.indices.map { row in
            amounts[row].indices.map { column in
                guard hidden[row][column] else { return .told(amounts[row][column]) }
                return tellsWhich && isSmall(row, column) ? .few : .kept
            }
        }
    }

    /// Keeps back what has to be.
    mutating func run() {
        for row in amounts.indices {
            for column in amounts[row].indices where isAboutSomebody(row, column) && !isOpen(row, column) {
                guard cover(row, column) else { return hideAll() }
            }
        }
    }

    private func isSmall(_ row: Int, _ column: Int) -> Bool { amounts[row][column] < fewest }

    /// That there was nobody may be worked out: it is about nobody.
    private func isAboutSomebody(_ row: Int, _ column: Int) -> Bool { isSmall(row, column) && amounts[row][column] > 0 }

    /// Keeps everything back, and if even that does not do, does not say which is small.
    private mutating func hideAll() {
        hidden = hidden.map { $0.map { _ in true } }
        for row in amounts.indices {
            for column in amounts[row].indices where isAboutSomebody(row, column) && !isOpen(row, column) { tellsWhich = false }
        }
    }

    /// Keeps three others back, or as many of them as are not yet, at the other corners of a rectangle.
    /// - Returns: whether that did.
    private mutating func cover(_ row: Int, _ column: Int) -> Bool {
        struct Rectangle {
            let corners: [(Int, Int)]
            let cost: (Int, Int, Int)
        }
        var rectangles: [Rectangle] = []
        for other in amounts.indices where other != row {
            for beside in 0..<width where beside != column {
                let corners = [(row, beside), (other, column), (other, beside)].filter { !hidden[$0.0][$0.1] }
                // A sum is what people look for first; what is in none of the regions is missed least.
                let sums = corners.count(where: { $0.1 == width - 1 })
                let isLast = other == amounts.count - 1
                rectangles.append(
                    Rectangle(
                        corners: corners,
                        cost: (corners.count + 2 * sums, isLast ? 0 : 1, corners.reduce(0) { $0 + amounts[$1.0][$1.1] })))
            }
        }
        for rectangle in rectangles.sorted(by: { $0.cost < $1.cost }) {
            for corner in rectangle.corners { hidden[corner.0][corner.1] = true }
            if isOpen(row, column) { return true }
            for corner in rectangle.corners { hidden[corner.0][corner.1] = false }
        }
        return false
    }

    // MARK: Rings

    /// Whether a number could be larger, for all that is known. What is kept back without being small is at least the smallest that
    /// is told.
    private func canGrow(_ row: Int, _ column: Int) -> Bool {
        guard hidden[row][column] else { return false }
        return !tellsWhich || !isSmall(row, column) || amounts[row][column] < fewest - 1
    }

    private func canShrink(_ row: Int, _ column: Int) -> Bool {
        guard hidden[row][column] else { return false }
        return amounts[row][column] > (tellsWhich && !isSmall(row, column) ? fewest : 0)
    }

    /// Whether a line can be gone along from its row to its column. With its sum on the other side a row adds up to nothing, so a
    /// sum that is smaller is like a month that is larger.
    private func leads(row: Int, column: Int) -> Bool {
        column == width - 1 ? canShrink(row, column) : canGrow(row, column)
    }

    private func leads(column: Int, row: Int) -> Bool {
        column == width - 1 ? canGrow(row, column) : canShrink(row, column)
    }

    /// Whether a ring goes through the line, one way or the other.
    private func isOpen(_ row: Int, _ column: Int) -> Bool {
        let (rowPoint, columnPoint) = (row, amounts.count + column)
        return leads(row: row, column: column) && isWay(from: columnPoint, to: rowPoint, besides: (row, column))
            || leads(column: column, row: row) && isWay(from: rowPoint, to: columnPoint, besides: (row, column))
    }

    /// Whether one point can be reached from another without a line. Rows come first among the points.
    private func isWay(from start: Int, to end: Int, besides line: (Int, Int)) -> Bool {
        let height = amounts.count
        var seen = [Bool](repeating: false, count: height + width)
        var ahead = [start]
        seen[start] = true
        while let point = ahead.popLast() {
            if point == end { return true }
            let others = point < height ? height..<height + width : 0..<height
            for other in others where !seen[other] {
                let (row, column) = point < height ? (point, other - height) : (other, point - height)
                guard (row, column) != line else { continue }
                guard point < height ? leads(row: row, column: column) : leads(column: column, row: row) else { continue }
                seen[other] = true
                ahead.append(other)
            }
        }
        return false
    }
}
