// SPDX-License-Identifier: EUPL-1.2

/// An organisation's identification number in Dutch government traffic (organisatie-identificatienummer).
///
/// It is what the subject serial number of a PKIoverheid certificate holds: twenty positions, of which eight tell the
/// register the number comes from, and the rest is the number in that register filled up with zeros behind (Logius,
/// OIN-Stelsel, data architecture). Only digits are accepted: numbers based on a school's BRIN code, which may hold
/// letters, are not.
public struct OIN: Hashable, Sendable {
    /// The twenty digits as a number, below 10^20.
    let value: UInt128

    static let form = DigitForm(
        kind: "OIN",
        lengths: 20...20,
        separators: .none,
        advice: "give the 20 digits as they stand in the certificate or in the OIN register, without blanks"
    )

    /// Reads exactly twenty digits. A prefix that is not known yet is accepted.
    ///
    /// - Throws: `empty`, `tooShort`, `tooLong`, or `notADigit` with the position.
    public init(_ text: some StringProtocol) throws(IdentifierError) {
        value = try Self.form.read(text).value
    }

    /// The number a company has by its registration in the trade register, also called HRN.
    public init(kvkNumber: KvKNumber) {
        value = UInt128(Prefix.kvk.code) * Self.prefixUnit + UInt128(kvkNumber.value) * Self.suffixUnit
    }

    /// The first eight digits: which register the number comes from.
    public var prefix: Prefix { Prefix(code: UInt32(value / Self.prefixUnit)) }

    /// The trade register number inside, when the prefix says there is one and the four digits behind it are zeros.
    public var kvkNumber: KvKNumber? {
        let number = value % Self.prefixUnit
        guard prefix == .kvk, number % Self.suffixUnit == 0 else { return nil }
        return KvKNumber(value: UInt32(number / Self.suffixUnit))
    }

    private static let prefixUnit: UInt128 = 1_000_000_000_000
    private static let suffixUnit: UInt128 = 10_000
}

extension OIN: Comparable {
    /// Orders by the digits, so by register first.
    public static func < (left: OIN, right: OIN) -> Bool {
        left.value < right.value
    }
}

extension OIN: CustomStringConvertible {
    /// The twenty digits.
    public var description: String { String(value, width: 20) }
}
