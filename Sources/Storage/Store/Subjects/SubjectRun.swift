// SPDX-License-Identifier: EUPL-1.2

/// A sorted piece of the index from subjects to their cases.
///
/// Subjects come in no order. In one large index every new one would touch a page of its own, and the more there are the fewer
/// touch the same. So new ones go into a small run, the open one; when it is full it is closed, and closed runs of like size are
/// merged into a larger one, in order. A lookup asks each run.
package struct SubjectRun: Hashable, Sendable {
    /// Its number, the first part of the key of its rows. A number is used once.
    package let number: Int64
    /// About how many rows came into it. Those that were undone or erased are not taken off.
    package var rows: Int
    /// Whether new rows go into it. One run is open.
    package var isOpen: Bool
    /// The run into which its rows are being moved; nil when they stay. Each row is in one of both.
    package var target: Int64?

    /// Describes a run.
    package init(number: Int64, rows: Int, isOpen: Bool = false, target: Int64? = nil) {
        self.number = number
        self.rows = rows
        self.isOpen = isOpen
        self.target = target
    }
}
