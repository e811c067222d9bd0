// SPDX-License-Identifier: EUPL-1.2

import UsageRecords

/// Notes on which days a device was on two networks at once, with two subscriptions.
///
/// Where moments are known, at once means within seconds; where they are not, on the same day. Two subscriptions at one place are two SIMs in
/// one device as far as anybody can tell, and say nothing.
struct NetworkDays {
    /// The most subscriptions of one day that are compared.
    private static let most = 32

    private struct Use {
        let code: UInt64
        let network: UInt32
        var second: Int?
        var place: Place?
    }

    let travel: Travel
    let sameMoment: Int
    private var today: [Use] = []
    private var day: UsageDay?
    private(set) var networks: [UInt32] = []
    private(set) var times: UInt32 = 0
    private(set) var days: UInt16 = 0
    private var lastDay: UsageDay?

    init(travel: Travel, sameMoment: Int) {
        self.travel = travel
        self.sameMoment = sameMoment
    }

    mutating func removeAll() {
        today.removeAll(keepingCapacity: true)
        networks.removeAll(keepingCapacity: true)
        day = nil
        lastDay = nil
        times = 0
        days = 0
    }

    /// Takes the next record that names a network.
    mutating func note(_ code: UInt64, on network: UInt32, day: UsageDay, second: Int?, place: Place?) {
        if networks.last != network, !networks.contains(network), networks.count < 1_024 { networks.append(network) }
        guard code != 0 else { return }
        if self.day != day {
            self.day = day
            today.removeAll(keepingCapacity: true)
        }
        var own: Int?
        for index in today.indices {
            let use = today[index]
            if use.code == code, use.network == network { own = index }
            guard use.code != code, use.network != network, isElsewhere(use, second: second, place: place) else { continue }
            times += 1
            if lastDay != day {
                lastDay = day
                days += 1
            }
        }
        if let own {
            today[own].second = second
            today[own].place = place
        } else if today.count < NetworkDays.most {
            today.append(Use(code: code, network: network, second: second, place: place))
        }
    }

    private func isElsewhere(_ use: Use, second: Int?, place: Place?) -> Bool {
        if let other = use.place, let place, travel.isNear(other.metres(to: place)) { return false }
        guard let other = use.second, let second else { return true }
        return abs(second - other) <= sameMoment
    }
}
