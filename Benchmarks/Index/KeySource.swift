// SPDX-License-Identifier: EUPL-1.2

import ArgumentParser
import ListedDevices

/// How devices are spread over types.
enum Spread: String, ExpressibleByArgument, CaseIterable {
    /// A few types are listed wholly, most sparsely; in every fourth they stand close together; in every fifth statuses differ.
    case realistic
    /// Every type has as many, anywhere, with one status.
    case uniform
}

/// Makes the same list for the same seed, in order and without keeping it.
struct KeySource {
    let keys: Int
    let spread: Spread
    let seed: UInt64
    /// The types, in order, and how many devices each has.
    let types: [(type: UInt32, count: Int)]

    init(keys: Int, types: Int, spread: Spread, seed: UInt64) {
        self.keys = keys
        self.spread = spread
        self.seed = seed
        var random = SplitMix64(seed: seed)
        var numbers = Set<UInt32>()
        // Types as they are given out: by a few bodies, close together.
        let bodies: [UInt64] = [1_000_000, 35_000_000, 35_000_000, 35_000_000, 86_000_000, 86_000_000, 86_000_000, 99_000_000]
        while numbers.count < types {
            let body = types > 500_000 ? random.below(100) * 1_000_000 : bodies[Int(random.below(8))]
            numbers.insert(UInt32(body + random.below(1_000_000)))
        }
        let counts = spread == .uniform ? KeySource.even(keys, types) : KeySource.skewed(keys, types).shuffled(using: &random)
        self.types = Array(zip(numbers.sorted(), counts)).map { (type: $0, count: $1) }
    }

    /// Hands over all devices in order.
    func eachKey(_ body: (UInt64) throws -> Void) rethrows {
        var words = [UInt64](repeating: 0, count: 15_625)
        for (type, count) in types {
            var random = SplitMix64(seed: seed ^ UInt64(type) &* 0x9E37_79B9)
            let range = spread == .realistic && type % 4 == 0 ? UInt64(min(1_000_000, 10 * count)) : 1_000_000
            // Of a dense type those are drawn that are not listed.
            let isInverted = 2 * count > Int(range)
            var left = isInverted ? Int(range) - count : count
            while left > 0 {
                let serial = random.below(range)
                let bit: UInt64 = 1 << (serial & 63)
                if words[Int(serial >> 6)] & bit == 0 {
                    words[Int(serial >> 6)] |= bit
                    left -= 1
                }
            }
            let first = UInt64(type) * 1_000_000
            for place in 0..<Int((range + 63) / 64) {
                var bits = words[place]
                words[place] = 0
                if isInverted {
                    bits = ~bits
                    let beyond = (place + 1) * 64 - Int(range)
                    if beyond > 0 { bits &= ~0 >> UInt64(beyond) }
                }
                while bits != 0 {
                    try body(first + UInt64(place * 64 + bits.trailingZeroBitCount))
                    bits &= bits - 1
                }
            }
        }
    }

    /// All devices in one array.
    func sortedKeys() -> [UInt64] {
        var sorted: [UInt64] = []
        sorted.reserveCapacity(keys)
        eachKey { sorted.append($0) }
        return sorted
    }

    /// The status that a device has when it is listed.
    func status(of imei: UInt64) -> ListedStatus {
        guard spread == .realistic, (imei / 1_000_000) % 5 == 0 else { return .prohibited }
        return (imei &* 0x9E37_79B9_7F4A_7C15) >> 60 == 0 ? .tracking : .prohibited
    }

    private static func even(_ keys: Int, _ types: Int) -> [Int] { (0..<types).map { keys / types + ($0 < keys % types ? 1 : 0) } }

    /// Falls with the rank, between one and all of a type.
    private static func skewed(_ keys: Int, _ types: Int) -> [Int] {
        func counts(_ scale: Double) -> [Int] { (1...types).map { min(1_000_000, max(1, Int(scale / Double($0)))) } }
        var (low, high) = (0.0, 1e12)
        for _ in 0..<80 {
            let middle = (low + high) / 2
            if counts(middle).reduce(0, +) < keys { low = middle } else { high = middle }
        }
        var result = counts(low)
        var missing = keys - result.reduce(0, +)
        var place = 0
        while missing > 0 {
            if result[place % types] < 1_000_000 {
                result[place % types] += 1
                missing -= 1
            }
            place += 1
        }
        return result
    }
}
