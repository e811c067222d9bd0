// SPDX-License-Identifier: EUPL-1.2

/// An IMEI with the version of the phone's software (TS 23.003 §6.2.2): sixteen digits, none of them a check digit.
///
/// Measures never look at the version: a stolen phone stays stolen after an update. Use `imei` as the subject.
public struct IMEISV: Hashable, Sendable {
    /// Which phone it is.
    public let imei: IMEI

    /// The software version number, 0 to 99. The standard reserves 99 for later use; it is accepted like any other.
    public let softwareVersion: UInt8

    static let form = DigitForm(
        kind: "IMEISV",
        lengths: 16...16,
        separators: .grouping,
        advice: "give the 14 digits of the IMEI without its check digit, followed by the 2 digits of the software version"
    )

    @usableFromInline
    init(unchecked number: UInt64) {
        imei = IMEI(unchecked: number / 100)
        softwareVersion = UInt8(number % 100)
    }

    /// Joins the two parts, as the S13 interface delivers them separately.
    ///
    /// - Returns: nil when the version is above 99.
    public init?(imei: IMEI, softwareVersion: UInt8) {
        guard softwareVersion <= 99 else { return nil }
        self.imei = imei
        self.softwareVersion = softwareVersion
    }

    /// Reads sixteen digits, with blanks anywhere and '-', '/' or '.' between digits.
    ///
    /// - Throws: `empty`, `tooShort`, `tooLong`, or `notADigit` with the position.
    public init(_ text: some StringProtocol) throws(IdentifierError) {
        self.init(unchecked: UInt64(try Self.form.read(text).value))
    }
}

extension IMEISV: Comparable {
    /// Orders by phone, then by version.
    public static func < (left: IMEISV, right: IMEISV) -> Bool {
        (left.imei, left.softwareVersion) < (right.imei, right.softwareVersion)
    }
}

extension IMEISV: CustomStringConvertible {
    /// The sixteen digits.
    public var description: String { String(imei.value * 100 + UInt64(softwareVersion), width: 16) }
}
