// SPDX-License-Identifier: EUPL-1.2

/// A number in the Dutch trade register (Handelsregister, kept by the Kamer van Koophandel): eight digits.
///
/// The number has no check digit, so a typing error shows only when the register is asked.
public struct KvKNumber: Hashable, Sendable {
    /// The eight digits as a number, below 10^8.
    public let value: UInt32

    static let form = DigitForm(
        kind: "KvK number",
        lengths: 8...8,
        separators: .none,
        advice: "give the 8 digits as they stand in the trade register, without blanks and without the branch number"
    )

    /// Takes the eight digits as a number.
    ///
    /// - Returns: nil when the number is 10^8 or more.
    public init?(value: UInt32) {
        guard value < 100_000_000 else { return nil }
        self.value = value
    }

    /// Reads exactly eight digits.
    ///
    /// - Throws: `empty`, `tooShort`, `tooLong`, or `notADigit` with the position.
    public init(_ text: some StringProtocol) throws(IdentifierError) {
        value = UInt32(try Self.form.read(text).value)
    }
}

extension KvKNumber: Comparable {
    /// Orders by number.
    public static func < (left: KvKNumber, right: KvKNumber) -> Bool {
        left.value < right.value
    }
}

extension KvKNumber: CustomStringConvertible {
    /// The eight digits, leading zeros kept.
    public var description: String { String(value, width: 8) }
}
