// SPDX-License-Identifier: EUPL-1.2

public import Identifiers

/// The outcomes of all listed devices under one key, by bucket: eight bytes for each, and no IMEI.
public struct CheckTable: Sendable {
    /// Sorted, by the number of the finest bucket.
    private var buckets: [[UInt64]]
    /// How many devices are in it.
    public private(set) var count = 0

    /// An empty table.
    public init() { buckets = Array(repeating: [], count: 1 << PrivateCheck.mostBits) }

    /// Adds a device; one that is there is left as it is.
    public mutating func insert(_ outcome: CheckOutcome, of imei: IMEI) {
        let bucket = Int(CheckBucket(of: imei, bits: PrivateCheck.mostBits).number)
        let place = CheckTable.place(of: outcome.value, in: buckets[bucket])
        guard place == buckets[bucket].count || buckets[bucket][place] != outcome.value else { return }
        buckets[bucket].insert(outcome.value, at: place)
        count += 1
    }

    /// Takes a device out, if it is there.
    public mutating func remove(_ outcome: CheckOutcome, of imei: IMEI) {
        let bucket = Int(CheckBucket(of: imei, bits: PrivateCheck.mostBits).number)
        let place = CheckTable.place(of: outcome.value, in: buckets[bucket])
        guard place < buckets[bucket].count, buckets[bucket][place] == outcome.value else { return }
        buckets[bucket].remove(at: place)
        count -= 1
    }

    /// How many bits are told when this is asked.
    public var bits: Int { CheckBucket.bits(forListOf: count) }

    /// How many outcomes the fullest bucket has. Every answer is filled up to it, so that its length does not tell the bucket to
    /// whoever sees it pass by.
    public func fullest(bits: Int) -> Int {
        let width = 1 << (PrivateCheck.mostBits - bits)
        var most = 0
        for start in stride(from: 0, to: buckets.count, by: width) {
            most = max(most, buckets[start..<(start + width)].reduce(0) { $0 + $1.count })
        }
        return most
    }

    /// The outcomes in a bucket, in order, filled up to a length.
    public func outcomes(in bucket: CheckBucket, filledTo length: Int) -> CheckOutcomes {
        let width = 1 << (PrivateCheck.mostBits - bucket.bits)
        let start = Int(bucket.number) * width
        var values: [UInt64] = []
        values.reserveCapacity(length)
        for fine in buckets[start..<(start + width)] { values += fine }
        if width > 1 { values.sort() }
        if values.count < length { values += Array(repeating: CheckOutcome.filler, count: length - values.count) }
        return CheckOutcomes(sorted: values)
    }

    /// The first place whose value is not smaller.
    private static func place(of value: UInt64, in values: [UInt64]) -> Int {
        var (low, high) = (0, values.count)
        while low < high {
            let middle = (low + high) / 2
            if values[middle] < value { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

extension CheckTable {
    /// The table in a form to keep, beside the key's epoch and the list's version: for each of the finest buckets the number of
    /// outcomes in four bytes and the outcomes in eight each, big-endian.
    package func encoded() -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(buckets.count * 4 + count * PrivateCheck.outcomeBytes)
        for bucket in buckets {
            withUnsafeBytes(of: UInt32(clamping: bucket.count).bigEndian) { bytes += $0 }
            for value in bucket { withUnsafeBytes(of: value.bigEndian) { bytes += $0 } }
        }
        return bytes
    }

    /// Reads a table that was kept.
    /// - Returns: nil when it is not whole, or not in order.
    package init?(encoded bytes: some Collection<UInt8>) {
        self.init()
        var rest = Array(bytes)[...]
        func take(_ count: Int) -> UInt64? {
            guard rest.count >= count else { return nil }
            defer { rest = rest.dropFirst(count) }
            return rest.prefix(count).reduce(0) { $0 << 8 | UInt64($1) }
        }
        for number in buckets.indices {
            guard let count = take(4), count <= UInt64(rest.count / PrivateCheck.outcomeBytes) else { return nil }
            buckets[number].reserveCapacity(Int(count))
            for _ in 0..<count {
                guard let value = take(PrivateCheck.outcomeBytes), value != CheckOutcome.filler,
                    buckets[number].last.map({ $0 < value }) ?? true
                else { return nil }
                buckets[number].append(value)
            }
            self.count += Int(count)
        }
        guard rest.isEmpty else { return nil }
    }
}
