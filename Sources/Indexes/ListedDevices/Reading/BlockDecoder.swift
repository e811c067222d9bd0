// SPDX-License-Identifier: EUPL-1.2

import Segments

/// Reads all serial numbers of one type, with their statuses.
struct BlockDecoder {
    private(set) var serials: [UInt32] = []
    private(set) var statuses: [UInt8] = []

    /// Reads a block.
    ///
    /// - Throws: ``Segments/SegmentError`` with code `damaged` when it does not hold what its entry tells.
    mutating func decode(_ entry: DirectoryEntry, of list: ListSection) throws(SegmentError) {
        serials.removeAll(keepingCapacity: true)
        statuses.removeAll(keepingCapacity: true)
        let block = Int(truncatingIfNeeded: entry.second & 0x7FFF_FFFF_FFFF)
        switch entry.kind {
        case .single: if block < BlockShape.universe { add(block, entry.status) }
        case .all: for serial in 0..<BlockShape.universe { add(serial, entry.status) }
        case .bitmap:
            for place in 0..<(BlockShape.universe / 8) {
                var bits = list.payload[block + place]
                while bits != 0 {
                    add(place * 8 + bits.trailingZeroBitCount, entry.status)
                    bits &= bits - 1
                }
            }
        case .statuses:
            for place in 0..<(BlockShape.universe / 4) {
                let bits = list.payload[block + place]
                guard bits != 0 else { continue }
                for part in 0..<4 where (bits >> UInt8(2 * part)) & 3 != 0 { add(place * 4 + part, (bits >> UInt8(2 * part)) & 3) }
            }
        case .buckets: try decodeBuckets(entry, block, list.payload)
        case nil: break
        }
        guard serials.count == entry.count, !statuses.contains(0) else { throw BlockDecoder.damaged }
    }

    private mutating func add(_ serial: Int, _ status: UInt8) {
        serials.append(UInt32(serial))
        statuses.append(status)
    }

    private mutating func decodeBuckets(_ entry: DirectoryEntry, _ block: Int, _ payload: Section) throws(SegmentError) {
        guard entry.lowBits <= 20 else { throw BlockDecoder.damaged }
        let buckets = Buckets(count: entry.count, lowBits: entry.lowBits)
        let mask = UInt32(1) << UInt32(entry.lowBits) - 1
        var next = 0
        var last = -1
        for bucket in 0..<buckets.bucketCount {
            let end =
                switch buckets.boundWidth {
                case 2: Int(payload.load(UInt16.self, at: block + 2 * bucket + 2))
                case 4: Int(payload.load(UInt32.self, at: block + 4 * bucket + 4))
                default: entry.count
                }
            guard end >= next, end <= entry.count else { throw BlockDecoder.damaged }
            for index in next..<end {
                let bit = index * entry.lowBits
                let low = (payload.load(UInt32.self, at: block + buckets.lowOffset + bit >> 3) >> UInt32(bit & 7)) & mask
                let serial = bucket << entry.lowBits + Int(low)
                guard serial > last, serial < BlockShape.universe else { throw BlockDecoder.damaged }
                last = serial
                let packed = payload[block + buckets.statusOffset + index >> 2] >> UInt8(index & 3 * 2)
                add(serial, entry.status != 0 ? entry.status : packed & 3)
            }
            next = end
        }
    }

    static let damaged = SegmentError(.damaged, "The segment of devices is damaged: build it anew.")
}
