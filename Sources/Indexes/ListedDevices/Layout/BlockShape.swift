// SPDX-License-Identifier: EUPL-1.2

/// How the serial numbers of one type are written down: the smallest of the ways there are for so many of them.
struct BlockShape: Hashable, Sendable {
    /// The ways. The raw values stand in files.
    enum Kind: UInt64, Sendable {
        /// One serial number: it stands in the directory.
        case single = 0
        /// Sorted and parted into buckets by their upper bits: where each bucket ends, then the lower bits, packed.
        case buckets = 1
        /// A bit for every serial number there can be.
        case bitmap = 2
        /// Two bits for every serial number there can be: its status, or 0.
        case statuses = 3
        /// All serial numbers: nothing need be written.
        case all = 4
    }

    /// The serial numbers of a type: 000000 to 999999.
    static let universe = 1_000_000
    /// Zeros behind the last block, so that a word may be read at any bit of it.
    static let padding = 8

    var kind: Kind
    /// How many lower bits of a serial number stand in a bucket, 0 to 20.
    var lowBits: Int

    /// The smallest shape for so many serial numbers, with one status or with several.
    static func smallest(for count: Int, isMixed: Bool) -> BlockShape {
        if count == 1 { return BlockShape(kind: .single, lowBits: 0) }
        if isMixed {
            return bestBuckets(for: count, isMixed: true, below: 250_000) ?? BlockShape(kind: .statuses, lowBits: 0)
        }
        if count == universe { return BlockShape(kind: .all, lowBits: 0) }
        return bestBuckets(for: count, isMixed: false, below: 125_000) ?? BlockShape(kind: .bitmap, lowBits: 0)
    }

    private static func bestBuckets(for count: Int, isMixed: Bool, below limit: Int) -> BlockShape? {
        var best = limit
        var shape: BlockShape?
        for lowBits in 0...20 {
            let candidate = BlockShape(kind: .buckets, lowBits: lowBits)
            let size = candidate.byteCount(for: count, isMixed: isMixed)
            if size < best { (best, shape) = (size, candidate) }
        }
        return shape
    }

    /// How many bytes a block of this shape takes.
    func byteCount(for count: Int, isMixed: Bool) -> Int {
        switch kind {
        case .single, .all: 0
        case .bitmap: BlockShape.universe / 8
        case .statuses: BlockShape.universe / 4
        case .buckets: Buckets(count: count, lowBits: lowBits).byteCount(isMixed: isMixed)
        }
    }
}

/// Where things are in a block of buckets.
struct Buckets {
    let count: Int
    let lowBits: Int
    /// How many bytes tell where a bucket begins and ends: none when there is one bucket, else two or four.
    let boundWidth: Int
    /// Where the lower bits begin.
    let lowOffset: Int

    @inline(__always)
    init(count: Int, lowBits: Int) {
        self.count = count
        self.lowBits = lowBits
        let last = (BlockShape.universe &- 1) &>> lowBits
        boundWidth = last == 0 ? 0 : count < 65_536 ? 2 : 4
        lowOffset = boundWidth &* (last &+ 2)
    }

    /// How many buckets there are.
    var bucketCount: Int { ((BlockShape.universe - 1) >> lowBits) + 1 }
    /// Where the statuses begin, two bits each, when there are several.
    var statusOffset: Int { lowOffset &+ (count &* lowBits &+ 7) &>> 3 }

    func byteCount(isMixed: Bool) -> Int { statusOffset + (isMixed ? (count + 3) / 4 : 0) }
}
