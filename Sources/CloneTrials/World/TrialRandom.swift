// SPDX-License-Identifier: EUPL-1.2

/// SplitMix64 (Steele, Lea and Flood, 2014): the same numbers on every platform for the same seed.
struct TrialRandom {
    private var state: UInt64

    /// A sequence of its own for every combination.
    init(_ seed: UInt64, _ first: UInt64 = 0, _ second: UInt64 = 0) {
        state = TrialRandom.mix(TrialRandom.mix(seed ^ 0x5C1A_CE11) &+ TrialRandom.mix(first &* 0x9E37_79B9 &+ second &+ 1))
    }

    @inline(__always)
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        return TrialRandom.mix(state)
    }

    /// A number of 0 ..< bound.
    @inline(__always)
    mutating func below(_ bound: Int) -> Int { Int(next().multipliedFullWidth(by: UInt64(max(bound, 1))).high) }

    /// A number of a range.
    mutating func within(_ range: ClosedRange<Int>) -> Int { range.lowerBound + below(range.count) }

    /// True in so many of so many cases.
    @inline(__always)
    mutating func happens(_ share: Int, of total: Int = 10_000) -> Bool { below(total) < share }

    static func mix(_ input: UInt64) -> UInt64 {
        var bits = input
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return bits ^ (bits >> 31)
    }
}
