// SPDX-License-Identifier: EUPL-1.2

import UsageRecords

/// One subscription, or one telephone number, that a device was seen with.
struct Subscription {
    /// The IMSI or MSISDN with its mark.
    let code: UInt64
    /// The telephone number that was seen with it last; 0 where none was.
    var msisdn: UInt64 = 0
    let first: UsageDay
    var last: UsageDay
    /// How often it was near who was first, within hours, and how often where nobody gets in the time.
    var near: UInt32 = 0
    var far: UInt32 = 0

    /// Whether it was plainly in another device than who was first.
    var isElsewhere: Bool { far >= 2 && far > near }
}

/// The subscriptions of one device in the order in which they came. Emptied and filled again for each device, so that its room is made once.
struct Subscriptions {
    /// Up to this many are looked for one by one.
    private static let few = 12

    private(set) var all: [Subscription] = []
    private var places: [UInt64: Int] = [:]
    private var newest = 0
    private let most: Int
    /// Whether there were more than are told apart.
    private(set) var isCrowded = false

    init(most: Int) { self.most = max(1, most) }

    mutating func removeAll() {
        if all.count > Subscriptions.few { places.removeAll(keepingCapacity: places.capacity <= 4_096) }
        if all.capacity > 4_096 { all = [] } else { all.removeAll(keepingCapacity: true) }
        newest = 0
        isCrowded = false
    }

    subscript(index: Int) -> Subscription {
        get { all[index] }
        set { all[index] = newValue }
    }

    /// The place of a subscription, and whether it is new on this day; nil when there are too many to tell it apart.
    mutating func note(_ code: UInt64, on day: UsageDay) -> (index: Int, isNew: Bool, isNewOnDay: Bool)? {
        if let index = place(of: code) {
            let isNewOnDay = all[index].last != day
            all[index].last = day
            newest = index
            return (index, false, isNewOnDay)
        }
        guard all.count < most else {
            isCrowded = true
            return nil
        }
        newest = all.count
        all.append(Subscription(code: code, first: day, last: day))
        if all.count == Subscriptions.few + 1 {
            for (index, one) in all.enumerated() { places[one.code] = index }
        } else if all.count > Subscriptions.few {
            places[code] = newest
        }
        return (newest, true, true)
    }

    private func place(of code: UInt64) -> Int? {
        if newest < all.count, all[newest].code == code { return newest }
        guard all.count <= Subscriptions.few else { return places[code] }
        for index in 0..<all.count where all[index].code == code { return index }
        return nil
    }

    /// How many were seen on a day or later.
    func count(since day: UsageDay) -> Int { all.reduce(0) { $1.last >= day ? $0 + 1 : $0 } }
}
