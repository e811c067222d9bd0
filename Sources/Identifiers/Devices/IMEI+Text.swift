// SPDX-License-Identifier: EUPL-1.2

extension IMEI {
    /// What to do with a fifteenth digit.
    public enum CheckDigit: Sendable {
        /// It must be right. For what a person typed: any one wrong digit, and nearly any swap of neighbours, stops here.
        case verified
        /// It may be any digit. For what networks send and lists contain, where it is often 0.
        case ignored
    }

    static let form = DigitForm(
        kind: "IMEI",
        lengths: 14...16,
        separators: .grouping,
        advice: "dial *#06# on the phone or look on its box, and give the 15 digits shown there, "
            + "without what follows a slash behind them"
    )

    /// Reads an IMEI as people and lists write it.
    ///
    /// Accepted are 14 digits, 15 with a check digit and 16 with a software version (IMEISV, TS 23.003 §6.2.2). Blanks may
    /// stand anywhere; '-', '/' and '.' between digits.
    ///
    /// - Parameters:
    ///   - text: the text; no more than its first 64 bytes are looked at.
    ///   - checkDigit: whether a fifteenth digit must be right. Of 14 and 16 digits there is nothing to verify.
    /// - Throws: `empty`, `tooShort`, `tooLong`, `notADigit` with the position, or `checkDigit` with the digit expected.
    public init(_ text: some StringProtocol, checkDigit: CheckDigit = .verified) throws(IdentifierError) {
        let run = try Self.form.read(text)
        let number = UInt64(run.value)
        switch run.count {
        case 14: self.init(unchecked: number)
        case 15: self.init(unchecked: number / 10)
        default: self.init(unchecked: number / 100)
        }
        if run.count == 15, checkDigit == .verified, number % 10 != UInt64(self.checkDigit) {
            throw IdentifierError(
                code: .checkDigit,
                kind: Self.form.kind,
                reason: "The last digit of this IMEI would have to be \(self.checkDigit), so one of the 15 digits is "
                    + "probably a typing error; compare them with what the phone shows on *#06#."
            )
        }
    }
}
