// SPDX-License-Identifier: EUPL-1.2

/// The generator SplitMix64 (Steele, Lea and Flood, 2014): the same numbers on every platform for the same seed. For
/// examples and tests, never for secrets.
struct SplitMix64: Sendable {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        return Self.mix(state)
    }

    /// A number of 0 ..< bound, by multiplication, whose bias is below one in 2^32 for the bounds used here.
    mutating func next(below bound: UInt64) -> UInt64 { next().multipliedFullWidth(by: bound).high }

    /// The output function: every bit of the result depends on every bit of the input.
    static func mix(_ input: UInt64) -> UInt64 {
        var bits = input
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return bits ^ (bits >> 31)
    }
}
