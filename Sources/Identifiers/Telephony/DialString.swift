// SPDX-License-Identifier: EUPL-1.2

/// A telephone number as people write it, taken apart: its digits, and whether a '+' stood before them.
struct DialString {
    private(set) var hasPlus = false
    private(set) var run = DigitRun()

    /// "00" and fifteen digits; the zero of a "(0)" is not counted.
    private static let mostDigits = 17

    /// Reads the digits of a number written with blanks, dots, slashes, dashes and parentheses.
    ///
    /// In an international number the "(0)" that some put behind the country code is dialled only inside the country; it is
    /// left out, or one line would have two identities.
    ///
    /// - Throws: `empty`, `tooLong`, `malformed` for unpaired parentheses, or `notADigit` with the position.
    init(_ text: some StringProtocol, form: DigitForm) throws(IdentifierError) {
        var rest = text.utf8[...]
        var position = 0
        var open = false
        while let byte = rest.popFirst() {
            position += 1
            guard position <= DigitForm.longestText else { throw form.tooLong }
            if let digit = DecimalDigits.value(ofASCII: byte) {
                guard run.count < Self.mostDigits else { throw form.tooLong }
                run.append(digit)
            } else if byte == UInt8(ascii: "+"), run.count == 0, !hasPlus, !open {
                hasPlus = true
            } else if byte == UInt8(ascii: "("), !open {
                if isInternational, (1...3).contains(significantCount), rest.starts(with: "0)".utf8) {
                    rest = rest.dropFirst(2)
                    position += 2
                } else {
                    open = true
                }
            } else if byte == UInt8(ascii: ")"), open {
                open = false
            } else if !DigitForm.isBlank(byte), !DigitForm.isMark(byte) || run.count == 0 {
                throw form.notADigit(byte, at: position)
            }
        }
        guard !open else { throw form.error(.malformed, "A parenthesis in the \(form.kind) is not closed") }
        guard run.count > 0 else { throw form.error(.empty, "There is no \(form.kind)") }
    }

    /// Whether the country code comes first, after '+' or "00".
    var isInternational: Bool { hasPlus || run.leadingZeros == 2 }

    /// Whether a single 0 says that the number is dialled inside a country.
    var isNational: Bool { !hasPlus && run.leadingZeros == 1 }

    /// The digits that remain without "00" or the national 0.
    var significantCount: Int { run.count - run.leadingZeros }
}
