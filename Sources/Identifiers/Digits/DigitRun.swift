// SPDX-License-Identifier: EUPL-1.2

/// The decimal digits of an identifier, gathered one by one.
struct DigitRun: Equatable {
    /// How many digits there are, leading zeros included.
    private(set) var count = 0
    /// How many zeros stand before the first other digit.
    private(set) var leadingZeros = 0
    /// The digits as a number; room for 38 of them.
    private(set) var value: UInt128 = 0

    /// Adds one digit at the end.
    ///
    /// - Parameter digit: 0 to 9; the caller bounds the number of digits to 38.
    mutating func append(_ digit: UInt8) {
        if value == 0, digit == 0 { leadingZeros += 1 }
        value = value &* 10 &+ UInt128(digit)
        count += 1
    }
}
