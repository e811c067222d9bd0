// SPDX-License-Identifier: EUPL-1.2

import UsageRecords

/// Who used blocked devices, gathered while records are read; from it follows whose new devices are looked at.
struct BlockedUses {
    private struct Use: Hashable {
        let device: UInt64
        let imsi: UInt64
    }

    /// A blocked device that somebody used who was not its first user.
    struct Earlier {
        let device: DeviceCode
        let blocked: UsageDay
        let last: UsageDay
    }

    let blocked: BlockedDevices
    let most: Int
    private var uses: [Use: (first: UsageDay, last: UsageDay)] = [:]
    /// Whether there were more uses than are followed.
    private(set) var isFull = false

    init(blocked: BlockedDevices, most: Int) {
        self.blocked = blocked
        self.most = most
    }

    @inline(__always)
    mutating func note(_ record: UsageRecord) {
        guard blocked.count > 0, record.rawIMSI != 0, blocked.day(of: record.device) != nil else { return }
        keep(record)
    }

    private mutating func keep(_ record: UsageRecord) {
        let use = Use(device: record.device.head, imsi: record.rawIMSI)
        if let days = uses[use] {
            uses[use] = (min(days.first, record.day), max(days.last, record.day))
        } else if uses.count < most {
            uses[use] = (record.day, record.day)
        } else {
            isFull = true
        }
    }

    /// The blocked devices that each subscription used: not as the first, not with proof, and shortly before the block or after it.
    func cohort(until: UsageDay, lookback: Int, pairs: DevicePairs) -> [UInt64: [Earlier]] {
        var firsts: [UInt64: UsageDay] = [:]
        for (use, days) in uses { firsts[use.device] = min(firsts[use.device] ?? days.first, days.first) }
        var found: [UInt64: [Earlier]] = [:]
        for (use, days) in uses where days.first != firsts[use.device] && days.first <= until {
            let device = DeviceCode(head: use.device, tail: 0)
            guard let blocked = blocked.day(of: device), blocked.distance(to: days.last) >= -lookback,
                !pairs.holds(device, DigitCode(marked: use.imsi))
            else { continue }
            found[use.imsi, default: []].append(Earlier(device: device, blocked: blocked, last: days.last))
        }
        return found.mapValues { $0.sorted { $0.device < $1.device } }
    }
}
