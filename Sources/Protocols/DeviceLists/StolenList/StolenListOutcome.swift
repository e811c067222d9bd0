// SPDX-License-Identifier: EUPL-1.2

/// What a reader makes of one data line.
public enum StolenListOutcome: Equatable, Sendable {
    /// The row can be used.
    case row(StolenListRow)
    /// The row cannot be used; all that is wrong with it, at least one fault, in the order of the columns.
    case refused([RowFault])
}
