// SPDX-License-Identifier: EUPL-1.2

/// Gathers the serial numbers of one type and writes them down in the smallest shape.
struct BlockEncoder {
    private(set) var serials: [UInt32] = []
    private(set) var statuses: [UInt8] = []
    /// The bytes of the block that was encoded last.
    private(set) var bytes: [UInt8] = []
    private var isMixed = false

    /// Adds a serial number that is higher than the one before.
    mutating func add(_ serial: UInt32, _ status: UInt8) {
        if let first = statuses.first, first != status { isMixed = true }
        serials.append(serial)
        statuses.append(status)
    }

    /// Writes the block of a type that will begin at an offset, and forgets the serial numbers. There must be at least one.
    ///
    /// - Returns: the entry of the type in the directory.
    mutating func encode(type: UInt32, at offset: UInt64) -> DirectoryEntry {
        let shape = BlockShape.smallest(for: serials.count, isMixed: isMixed)
        let size = shape.byteCount(for: serials.count, isMixed: isMixed)
        bytes.removeAll(keepingCapacity: true)
        bytes.append(contentsOf: repeatElement(0, count: size + BlockShape.padding))
        switch shape.kind {
        case .single, .all: break
        case .bitmap: for serial in serials { bytes[Int(serial >> 3)] |= 1 << UInt8(serial & 7) }
        case .statuses:
            for (serial, status) in zip(serials, statuses) { bytes[Int(serial >> 2)] |= status << UInt8(serial & 3 * 2) }
        case .buckets: encodeBuckets(Buckets(count: serials.count, lowBits: shape.lowBits))
        }
        bytes.removeLast(BlockShape.padding)
        let entry = DirectoryEntry(
            type: type, count: serials.count, shape: shape, status: isMixed ? 0 : statuses[0],
            second: shape.kind == .single ? UInt64(serials[0]) : offset)
        serials.removeAll(keepingCapacity: true)
        statuses.removeAll(keepingCapacity: true)
        isMixed = false
        return entry
    }

    private mutating func encodeBuckets(_ buckets: Buckets) {
        let lowBits = buckets.lowBits
        bytes.withUnsafeMutableBytes { raw in
            func bound(_ bucket: Int, _ value: Int) {
                if buckets.boundWidth == 2 {
                    raw.storeBytes(of: UInt16(value).littleEndian, toByteOffset: 2 * bucket, as: UInt16.self)
                } else if buckets.boundWidth == 4 {
                    raw.storeBytes(of: UInt32(value).littleEndian, toByteOffset: 4 * bucket, as: UInt32.self)
                }
            }
            var next = 0
            for (index, serial) in serials.enumerated() {
                let bucket = Int(serial) >> lowBits
                while next <= bucket {
                    bound(next, index)
                    next += 1
                }
                let bit = index * lowBits
                let place = buckets.lowOffset + bit >> 3
                let low = (serial & (1 << UInt32(lowBits) - 1)) << UInt32(bit & 7)
                let word = UInt32(littleEndian: raw.loadUnaligned(fromByteOffset: place, as: UInt32.self)) | low
                raw.storeBytes(of: word.littleEndian, toByteOffset: place, as: UInt32.self)
            }
            while next <= buckets.bucketCount {
                bound(next, serials.count)
                next += 1
            }
            guard isMixed else { return }
            for (index, status) in statuses.enumerated() {
                raw[buckets.statusOffset + index >> 2] |= status << UInt8(index & 3 * 2)
            }
        }
    }
}
