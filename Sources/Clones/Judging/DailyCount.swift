// SPDX-License-Identifier: EUPL-1.2

import UsageRecords

/// Subscriptions added up over days, for a daily average. Records come in the order of days, so a pair of subscription and day is counted when
/// it is first seen: the same sum as that of day masks, for a period of any length.
struct DailyCount {
    let from: UsageDay
    private(set) var sum = 0
    private(set) var days = 0
    private var lastDay: UsageDay?

    init(from: UsageDay) { self.from = from }

    mutating func removeAll() {
        sum = 0
        days = 0
        lastDay = nil
    }

    /// Counts a subscription on a day.
    @inline(__always)
    mutating func note(isNewOnDay: Bool, on day: UsageDay) {
        guard day >= from else { return }
        if isNewOnDay { sum += 1 }
        if lastDay != day {
            lastDay = day
            days += 1
        }
    }
}
