// SPDX-License-Identifier: EUPL-1.2

/// A pseudo-random order of 0 ..< size in which no number comes twice, without memory: a four-round Feistel network
/// over the next even power of two, walked on until it lands inside.
struct SeededPermutation: Sendable {
    let size: UInt64
    private let halfBits: UInt64
    private let keys: (UInt64, UInt64, UInt64, UInt64)

    /// - Parameter size: 1 to 2^62.
    init(size: UInt64, random: inout SplitMix64) {
        self.size = size
        var bits: UInt64 = 1
        while bits < 31, (1 << (2 * bits)) < size { bits += 1 }
        halfBits = bits
        keys = (random.next(), random.next(), random.next(), random.next())
    }

    /// The number at a position of 0 ..< size.
    func callAsFunction(_ position: UInt64) -> UInt64 {
        var number = position
        repeat { number = shuffled(number) } while number >= size
        return number
    }

    private func shuffled(_ number: UInt64) -> UInt64 {
        let mask: UInt64 = (1 << halfBits) - 1
        var left = number >> halfBits
        var right = number & mask
        (left, right) = (right, left ^ (SplitMix64.mix(right &+ keys.0) & mask))
        (left, right) = (right, left ^ (SplitMix64.mix(right &+ keys.1) & mask))
        (left, right) = (right, left ^ (SplitMix64.mix(right &+ keys.2) & mask))
        (left, right) = (right, left ^ (SplitMix64.mix(right &+ keys.3) & mask))
        return left << halfBits | right
    }
}
