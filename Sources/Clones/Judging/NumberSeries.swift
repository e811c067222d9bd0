// SPDX-License-Identifier: EUPL-1.2

import UsageRecords

/// Whether telephone numbers stand in a row, as those of a batch of SIMs in a SIM box do.
enum NumberSeries {
    /// Whether the numbers, at least three, are an arithmetic progression.
    static func isProgression(_ numbers: [UInt64]) -> Bool {
        guard numbers.count >= 3 else { return false }
        let sorted = numbers.sorted()
        let step = sorted[1] - sorted[0]
        guard step > 0 else { return false }
        for index in 2..<sorted.count where sorted[index] - sorted[index - 1] != step { return false }
        return true
    }
}
