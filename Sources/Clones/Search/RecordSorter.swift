// SPDX-License-Identifier: EUPL-1.2

import UsageRecords

/// Sorts records in memory by sixteen bytes for each: device, moment and place in the room. What is the same by those is compared whole.
final class RecordSorter {
    private let order: Room<UInt128>
    /// The records; filled by whoever uses the sorter.
    let records: Room<UsageRecord>

    /// - Parameter capacity: the most records, at most 2^22.
    init(capacity: Int) {
        records = Room(capacity: min(capacity, 1 << 22))
        order = Room(capacity: records.capacity)
    }

    /// Hands over the records in their order.
    func each(_ body: (UsageRecord) -> Void) {
        order.removeAll()
        for index in 0..<records.count {
            let record = records[index]
            let moment =
                UInt64(record.device.tail) << 55 | UInt64(record.day.ordinal) << 39 | UInt64(record.rawSecond & 0x1_FFFF) << 22
            order.append(UInt128(record.device.head) << 64 | UInt128(moment | UInt64(index)))
        }
        var elements = order.elements
        elements.sort()
        var start = 0
        while start < elements.count {
            var end = start + 1
            while end < elements.count, elements[end] >> 22 == elements[start] >> 22 { end += 1 }
            if end - start > 1 { elements[start..<end].sort { self[$0] < self[$1] } }
            for index in start..<end { body(self[elements[index]]) }
            start = end
        }
    }

    @inline(__always)
    private subscript(_ entry: UInt128) -> UsageRecord { records[Int(truncatingIfNeeded: entry & 0x3F_FFFF)] }
}
