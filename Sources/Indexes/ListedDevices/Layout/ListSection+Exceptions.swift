// SPDX-License-Identifier: EUPL-1.2

import Segments

extension ListSection {
    /// How many exceptions there are: sixteen bytes each, the device and the subscriber, in order.
    var exceptionCount: Int { exceptions.count / 16 }

    /// The exception at a place.
    func exception(at index: Int) -> ChangeKey {
        ChangeKey(
            imei: exceptions.load(UInt64.self, at: index &* 16), subscriber: exceptions.load(UInt64.self, at: index &* 16 &+ 8))
    }

    /// Whether there is an exception for a device and a subscriber.
    func hasException(_ key: ChangeKey) -> Bool {
        var low = 0
        var high = exceptionCount
        while low < high {
            let middle = (low &+ high) &>> 1
            let found = exception(at: middle)
            if found == key { return true }
            if found < key { low = middle &+ 1 } else { high = middle }
        }
        return false
    }
}
