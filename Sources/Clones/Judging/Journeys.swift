// SPDX-License-Identifier: EUPL-1.2

import UsageRecords

/// Follows where a device was, and notes journeys that nobody makes: two subscriptions, one after the other, too far apart.
///
/// The same subscription at two such places says something about its SIM, or about the table of cells, and nothing about the device.
struct Journeys {
    let travel: Travel
    private var day = UsageDay.first
    private var second = 0
    private var place: Place?
    private var code: UInt64 = 0
    private(set) var times: UInt32 = 0
    private(set) var days: UInt16 = 0
    private var lastDay: UsageDay?
    private(set) var worst: (metres: Double, seconds: Int) = (0, 0)

    init(travel: Travel) { self.travel = travel }

    mutating func removeAll() {
        place = nil
        times = 0
        days = 0
        lastDay = nil
        worst = (0, 0)
    }

    /// Takes the next record that has a subscription, a moment and a place.
    mutating func note(_ code: UInt64, at place: Place, day: UsageDay, second: Int) {
        if let before = self.place, code != self.code, before != place {
            let seconds = self.day.distance(to: day) * 86_400 + second - self.second
            let metres = before.metres(to: place)
            if travel.isImpossible(metres: metres, seconds: seconds) {
                times += 1
                if lastDay != day {
                    lastDay = day
                    days += 1
                }
                if metres * Double(worst.seconds + 1) > worst.metres * Double(seconds + 1) { worst = (metres, seconds) }
            }
        }
        self.place = place
        self.code = code
        self.day = day
        self.second = second
    }
}
