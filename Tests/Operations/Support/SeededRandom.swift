// SPDX-License-Identifier: EUPL-1.2

/// A generator that gives the same sequence for the same seed (SplitMix64), so that a failure can be repeated.
struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A text of up to `length` scalars, most of them from `alphabet`, some from anywhere in Unicode.
    mutating func text(upTo length: Int, alphabet: String) -> String {
        let known = Array(alphabet.unicodeScalars)
        var scalars = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 0...length, using: &self) {
            if Int.random(in: 0..<12, using: &self) == 0,
                let any = Unicode.Scalar(UInt32.random(in: 0...0x10FFFF, using: &self))
            {
                scalars.append(any)
            } else if let scalar = known.randomElement(using: &self) {
                scalars.append(scalar)
            }
        }
        return String(scalars)
    }
}
