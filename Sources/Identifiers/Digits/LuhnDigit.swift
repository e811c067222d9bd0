// SPDX-License-Identifier: EUPL-1.2

/// The check digit of TS 23.003 Annex B, which is that of ISO/IEC 7812-1 Annex B.
enum LuhnDigit {
    /// Computes the check digit that follows the decimal digits of a number.
    ///
    /// Counted from the last digit, every other digit is doubled, the last one first, and the digits of the results are
    /// added up; the check digit brings the sum to a multiple of ten. Zeros in front do not change it.
    static func following(_ number: UInt64) -> UInt8 {
        var rest = number
        var sum: UInt64 = 0
        var doubles = true
        while rest > 0 {
            let digit = doubles ? (rest % 10) * 2 : rest % 10
            sum += digit > 9 ? digit - 9 : digit
            rest /= 10
            doubles.toggle()
        }
        return UInt8((10 - sum % 10) % 10)
    }
}
