// SPDX-License-Identifier: EUPL-1.2

import Identifiers

/// What is asked: devices that are listed, devices of listed types that are not, and devices of any type.
struct QuerySets {
    let hits: [IMEI]
    let misses: [IMEI]
    let strangers: [IMEI]

    init(source: KeySource, sorted: [UInt64], count: Int, seed: UInt64) {
        var random = SplitMix64(seed: seed &+ 1)
        hits = (0..<count).compactMap { _ in IMEI(value: sorted[Int(random.below(UInt64(sorted.count)))]) }
        strangers = (0..<count).compactMap { _ in IMEI(value: random.below(100_000_000_000_000)) }
        var misses: [IMEI] = []
        misses.reserveCapacity(count)
        var tries = 0
        // By listed device, so that dense types are asked for as often as they occur.
        while misses.count < count, tries < 100 * count {
            tries += 1
            let key = sorted[Int(random.below(UInt64(sorted.count)))] / 1_000_000 * 1_000_000 + random.below(1_000_000)
            if !sorted.hasSorted(key), let imei = IMEI(value: key) { misses.append(imei) }
        }
        self.misses = misses
    }
}

extension [UInt64] {
    /// Binary search in a sorted array: what the index is measured against.
    @inline(__always)
    func hasSorted(_ key: UInt64) -> Bool {
        withUnsafeBufferPointer { keys in
            var low = 0
            var high = keys.count
            while low < high {
                let middle = (low &+ high) &>> 1
                if keys[middle] < key { low = middle &+ 1 } else { high = middle }
            }
            return low < keys.count && keys[low] == key
        }
    }
}
