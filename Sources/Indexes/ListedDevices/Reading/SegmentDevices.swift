// SPDX-License-Identifier: EUPL-1.2

import Segments

/// All devices of a segment in the order of their IMEIs, one type at a time. It keeps the segment alive.
struct SegmentDevices: Sendable {
    /// A device, its status as it stands in the segment, and the raw value of its day.
    typealias Word = (imei: UInt64, status: UInt8, day: UInt16)

    private let segment: Segment?
    private let list: ListSection
    private let days: Section
    private var count = 0
    private var decoder = BlockDecoder()
    private var index = 0
    private var place = 0
    private var first: UInt64 = 0

    /// Begins before the first device. Without a segment there is none.
    init(_ segment: Segment?, _ list: ListSection) {
        self.segment = segment
        self.list = list
        days = segment?.section(ListMetadata.days) ?? .empty
    }

    /// The next device, or nil after the last.
    ///
    /// - Throws: ``Segments/SegmentError`` with code `damaged` when the segment contradicts itself.
    mutating func next() throws(SegmentError) -> Word? {
        while place == decoder.serials.count {
            guard index < list.types else { return nil }
            let entry = list.entry(at: index)
            guard entry.type < 100_000_000, index == 0 || UInt64(entry.type) * 1_000_000 > first else { throw BlockDecoder.damaged }
            try decoder.decode(entry, of: list)
            first = UInt64(entry.type) * 1_000_000
            index += 1
            place = 0
        }
        defer {
            place += 1
            count += 1
        }
        return (first + UInt64(decoder.serials[place]), decoder.statuses[place], days.load(UInt16.self, at: count &* 2))
    }
}
