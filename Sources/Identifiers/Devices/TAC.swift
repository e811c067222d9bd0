// SPDX-License-Identifier: EUPL-1.2

/// A type allocation code: the first eight digits of an IMEI, one for each model of phone (TS 23.003 §6.2.1).
public struct TAC: Hashable, Sendable {
    /// The eight digits as a number, below 10^8.
    public let value: UInt32

    static let form = DigitForm(
        kind: "TAC",
        lengths: 8...8,
        separators: .grouping,
        advice: "give the first 8 digits of the IMEI"
    )

    init(unchecked value: UInt32) {
        self.value = value
    }

    /// Takes the eight digits as a number.
    ///
    /// - Returns: nil when the number is 10^8 or more.
    public init?(value: UInt32) {
        guard value < 100_000_000 else { return nil }
        self.init(unchecked: value)
    }

    /// Reads eight digits, with blanks anywhere and '-', '/' or '.' between digits.
    ///
    /// - Throws: `empty`, `tooShort`, `tooLong`, or `notADigit` with the position.
    public init(_ text: some StringProtocol) throws(IdentifierError) {
        self.init(unchecked: UInt32(try Self.form.read(text).value))
    }

    /// The body that allocated the code: its first two digits.
    public var reportingBody: ReportingBody { ReportingBody(unchecked: UInt8(value / 1_000_000)) }

    /// Whether the code is meant for test equipment: 00 with a two-digit country code, or 02 to 09 with the rest of a
    /// three-digit one (GSMA TS.06). No phone that was sold should carry it.
    public var isTest: Bool { reportingBody.isTest }
}

extension TAC: Comparable {
    /// Orders by number, which groups the codes of one reporting body.
    public static func < (left: TAC, right: TAC) -> Bool {
        left.value < right.value
    }
}

extension TAC: CustomStringConvertible {
    /// The eight digits, leading zeros kept.
    public var description: String { String(value, width: 8) }
}
