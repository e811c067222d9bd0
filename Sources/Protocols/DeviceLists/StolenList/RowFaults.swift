// SPDX-License-Identifier: EUPL-1.2

/// Gathers the faults of one row, in the order of the columns.
struct RowFaults {
    let line: Int
    private(set) var all: [RowFault] = []

    init(line: Int) { self.line = line }

    mutating func add(_ column: StolenListColumn, _ code: RowFault.Code, _ reason: String) {
        all.append(RowFault(line: line, column: column, code: code, reason: reason))
    }
}
