// SPDX-License-Identifier: EUPL-1.2

/// A table of regions by months, with a sum for each region, of which small numbers are kept back: a number below the smallest that
/// is told could be about somebody whom people know.
///
/// The sums of the columns are told as well, elsewhere: they are the figures of the whole country. So one number that is kept back
/// alone in its column could be worked out, and others are kept back with it (`TableGuard`).
public struct GuardedTable: Hashable, Sendable {
    /// A number as it is told.
    public enum Figure: Hashable, Sendable {
        /// The number.
        case told(Int)
        /// Only that it is smaller than the smallest number that is told.
        case few
        /// Nothing: with it another could be worked out.
        case kept

        /// The number, when it is told.
        public var amount: Int? {
            if case .told(let amount) = self { amount } else { nil }
        }
    }

    /// The rows; of each the months.
    public let cells: [[Figure]]
    /// Of each row the sum of its months.
    public let sums: [Figure]

    /// Keeps back what is too small, and what it takes to keep that.
    /// - Parameters:
    ///   - amounts: the rows, all of one length.
    ///   - fewest: the smallest number that is told.
    public init(_ amounts: [[Int]], fewest: Int) {
        var guarding = TableGuard(amounts, fewest: fewest)
        guarding.run()
        let figures = guarding.figures
        cells = figures.map { Array($0.dropLast()) }
        sums = figures.compactMap(\.last)
    }
}
