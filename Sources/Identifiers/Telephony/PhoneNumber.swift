// SPDX-License-Identifier: EUPL-1.2

/// A telephone number that is the same all over the world (ITU-T E.164): country code and national number, at most fifteen
/// digits, the first not 0.
///
/// Whether the number is assigned, or which network serves it, is not its business.
public struct PhoneNumber: Hashable, Sendable {
    /// The digits as a number, country code first; no zero can stand in front.
    public let value: UInt64

    /// The fewest digits accepted: as TS 29.571 has it for an `msisdn-`. E.164 itself sets no lower bound.
    private static let fewest: UInt64 = 10_000
    /// 10^15, one more than the largest number.
    private static let limit: UInt64 = 1_000_000_000_000_000

    static let form = DigitForm(
        kind: "telephone number",
        lengths: 5...15,
        separators: .grouping,
        advice: "give + with the country code and the number, such as +31612345678"
    )

    /// Takes the digits as a number, country code first: the form in which networks pass an MSISDN.
    ///
    /// - Returns: nil unless there are 5 to 15 digits.
    public init?(value: UInt64) {
        guard value >= Self.fewest, value < Self.limit else { return nil }
        self.value = value
    }

    /// Reads a number as people write it, with blanks, '-', '/', '.' and parentheses.
    ///
    /// International forms are "+31 6 12345678", "0031612345678" and "+31 (0)6 12345678"; a national one begins with a
    /// single 0, "06-12345678". Digits with neither in front are refused, because nobody can tell what they mean.
    ///
    /// - Parameters:
    ///   - text: the text; no more than its first 64 bytes are looked at.
    ///   - defaultCountry: the country code that replaces the 0 of a national number: one to three digits, the first not 0.
    /// - Throws: `empty`, `tooShort`, `tooLong`, `notADigit` with the position, or `malformed` when the country code is
    ///   missing or impossible.
    public init(_ text: some StringProtocol, defaultCountry: String = "31") throws(IdentifierError) {
        let dialled = try DialString(text, form: Self.form)
        var number = dialled.run.value
        var count = dialled.significantCount
        if dialled.isNational {
            let country = try Self.countryCode(defaultCountry)
            number += country.value * Self.powerOfTen(count)
            count += country.count
        } else if dialled.hasPlus ? dialled.run.leadingZeros > 0 : dialled.run.leadingZeros != 2 {
            throw Self.form.error(.malformed, "The telephone number does not begin with a country code")
        }
        guard count >= Self.form.lengths.lowerBound else {
            throw Self.form.error(.tooShort, "The telephone number has only \(count) digits with its country code")
        }
        guard count <= Self.form.lengths.upperBound else { throw Self.form.tooLong }
        value = UInt64(number)
        if description.hasPrefix("+310") {
            throw Self.form.error(.malformed, "A Dutch number has no 0 behind +31")
        }
    }

    private static func countryCode(_ text: String) throws(IdentifierError) -> DigitRun {
        let form = DigitForm(
            kind: "country code",
            lengths: 1...3,
            separators: .none,
            advice: "give the one to three digits that follow + in a number of that country"
        )
        let run = try form.read(text)
        guard run.leadingZeros == 0 else { throw form.error(.malformed, "The country code begins with 0") }
        return run
    }

    private static func powerOfTen(_ exponent: Int) -> UInt128 {
        (0..<exponent).reduce(1) { power, _ in power * 10 }
    }
}

extension PhoneNumber: Comparable {
    /// Orders by number, shorter ones first.
    public static func < (left: PhoneNumber, right: PhoneNumber) -> Bool {
        left.value < right.value
    }
}

extension PhoneNumber: CustomStringConvertible {
    /// The number with '+' in front and nothing in between.
    public var description: String { "+\(value)" }
}
