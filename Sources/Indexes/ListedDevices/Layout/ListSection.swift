// SPDX-License-Identifier: EUPL-1.2

import Segments

/// The listed devices of a segment, as readers see them: a plain value that keeps nothing alive.
///
/// A lookup takes a slot by the type's upper bits, looks through the few types of that slot, and then inside the one block of the
/// type. Damage can make an answer wrong until a verification finds it; it cannot make a read leave the file or go on for long.
struct ListSection: Sendable, BitwiseCopyable {
    let slots: Section
    let directory: Section
    let payload: Section
    let exceptions: Section
    let types: Int
    let shift: Int

    /// The list of a segment.
    init(_ segment: Segment, _ metadata: ListMetadata) {
        slots = segment.section(ListMetadata.slots)
        directory = segment.section(ListMetadata.directory)
        payload = segment.section(ListMetadata.payload)
        exceptions = segment.section(ListMetadata.exceptions)
        types = metadata.types
        shift = metadata.shift
    }

    /// A list with nothing in it.
    init() {
        slots = .empty
        directory = .empty
        payload = .empty
        exceptions = .empty
        types = 0
        shift = 27
    }

    /// The status of a device, or 0. `imei` is below 10^14.
    @inline(__always)
    func status(of imei: UInt64) -> UInt8 {
        let type = UInt32(truncatingIfNeeded: imei / 1_000_000)
        guard let entry = entry(of: type) else { return 0 }
        return status(of: Int(imei &- UInt64(type) &* 1_000_000), in: entry)
    }

    /// The place of a type in the directory.
    func entry(at index: Int) -> DirectoryEntry {
        DirectoryEntry(
            word: directory.load(UInt64.self, at: index &* DirectoryEntry.byteCount),
            second: directory.load(UInt64.self, at: index &* DirectoryEntry.byteCount &+ 8))
    }

    @inline(__always)
    private func entry(of type: UInt32) -> DirectoryEntry? {
        let slot = Int(type) &>> shift &* 4
        var low = Int(slots.load(UInt32.self, at: slot))
        var high = min(Int(slots.load(UInt32.self, at: slot &+ 4)), types)
        while low < high {
            let middle = (low &+ high) &>> 1
            let found = DirectoryEntry.type(of: directory.load(UInt64.self, at: middle &* DirectoryEntry.byteCount))
            if found == type { return entry(at: middle) }
            if found < type { low = middle &+ 1 } else { high = middle }
        }
        return nil
    }

    @inline(__always)
    private func status(of serial: Int, in entry: DirectoryEntry) -> UInt8 {
        // An offset that a damaged entry makes of it may be anything: reads outside the section give zero.
        let block = Int(truncatingIfNeeded: entry.second & 0x7FFF_FFFF_FFFF)
        switch entry.kind {
        case .buckets: return bucketStatus(of: serial, in: entry, at: block)
        case .single: return block == serial ? entry.status : 0
        case .bitmap: return (payload[block &+ serial &>> 3] &>> UInt8(serial & 7)) & 1 == 1 ? entry.status : 0
        case .statuses: return (payload[block &+ serial &>> 2] &>> UInt8(serial & 3 &* 2)) & 3
        case .all: return entry.status
        case nil: return 0
        }
    }

    @inline(__always)
    private func bucketStatus(of serial: Int, in entry: DirectoryEntry, at block: Int) -> UInt8 {
        let lowBits = min(entry.lowBits, 20)
        let buckets = Buckets(count: entry.count, lowBits: lowBits)
        let mask = (1 &<< lowBits) &- 1
        let wanted = serial & mask
        let lows = block &+ buckets.lowOffset
        // Where it would be if the serial numbers were spread evenly. This is read before the bounds are known, so that the
        // processor fetches both lines of memory at the same time; it is often right, or near enough to lie on the same line.
        let guess = min((serial &* buckets.count &* 4_295) &>> 32, buckets.count &- 1)
        let isGuessEqual = low(at: guess, lowBits, lows, mask) == wanted
        var (first, end) = bounds(of: serial &>> lowBits, in: buckets, at: block)
        if isGuessEqual, first <= guess, guess < end { return status(at: guess, in: entry, block &+ buckets.statusOffset) }
        while first < end {
            let middle = (first &+ end) &>> 1
            let found = low(at: middle, lowBits, lows, mask)
            if found == wanted { return status(at: middle, in: entry, block &+ buckets.statusOffset) }
            if found < wanted { first = middle &+ 1 } else { end = middle }
        }
        return 0
    }

    /// Which of the packed numbers stand in a bucket: from the first to before the second.
    @inline(__always)
    private func bounds(of bucket: Int, in buckets: Buckets, at block: Int) -> (Int, Int) {
        switch buckets.boundWidth {
        case 2:
            let bounds = payload.load(UInt32.self, at: block &+ 2 &* bucket)
            return (Int(bounds & 0xFFFF), min(Int(bounds &>> 16), buckets.count))
        case 4:
            let bounds = payload.load(UInt64.self, at: block &+ 4 &* bucket)
            return (Int(bounds & 0xFFFF_FFFF), min(Int(bounds &>> 32), buckets.count))
        default: return (0, buckets.count)
        }
    }

    /// The lower bits at a place.
    @inline(__always)
    private func low(at place: Int, _ lowBits: Int, _ lows: Int, _ mask: Int) -> Int {
        let bit = place &* lowBits
        return Int(payload.load(UInt32.self, at: lows &+ bit &>> 3) &>> UInt32(bit & 7)) & mask
    }

    /// The status at a place: that of the whole type, or one of its own.
    @inline(__always)
    private func status(at place: Int, in entry: DirectoryEntry, _ statuses: Int) -> UInt8 {
        entry.status != 0 ? entry.status : (payload[statuses &+ place &>> 2] &>> UInt8(place & 3 &* 2)) & 3
    }
}
