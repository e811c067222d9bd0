// SPDX-License-Identifier: EUPL-1.2

/// How one kind of identifier is written down: how many digits, and what may stand between them.
///
/// All identifiers of digits share this reader, so that the same slip gets the same code and the same kind of sentence.
struct DigitForm: Sendable {
    /// What people put between digits.
    enum Separators: Sendable {
        /// Nothing: the digits and only those.
        case none
        /// Blanks anywhere; '-', '/' and '.' between digits.
        case grouping
    }

    /// The name used in errors, such as "IMEI".
    let kind: String
    /// The numbers of digits accepted.
    let lengths: ClosedRange<Int>
    let separators: Separators
    /// What to do when the text is wrong: the second half of the error's sentence.
    let advice: String

    /// The longest text looked at, in characters; no spelling of an identifier comes near it.
    static let longestText = 64

    /// Reads the digits of a text.
    ///
    /// - Throws: `empty`, `tooShort`, `tooLong` or `notADigit`.
    func read(_ text: some StringProtocol) throws(IdentifierError) -> DigitRun {
        var run = DigitRun()
        var position = 0
        var dangling: Int?
        for byte in text.utf8 {
            position += 1
            guard position <= Self.longestText else { throw tooLong }
            if let digit = DecimalDigits.value(ofASCII: byte) {
                guard run.count < lengths.upperBound else { throw tooLong }
                run.append(digit)
                dangling = nil
            } else if separators == .grouping, DigitForm.isBlank(byte) {
                continue
            } else if separators == .grouping, DigitForm.isMark(byte), run.count > 0 {
                dangling = dangling ?? position
            } else {
                throw notADigit(byte, at: position)
            }
        }
        if let dangling { throw notADigit(UInt8(ascii: "-"), at: dangling) }
        guard run.count > 0 else { throw error(.empty, "There is no \(kind)") }
        guard run.count >= lengths.lowerBound else {
            throw error(.tooShort, "The \(kind) has \(run.count) of at least \(lengths.lowerBound) digits")
        }
        return run
    }

    /// Whether a byte is a space, a tab or a line end.
    static func isBlank(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || (0x09...0x0D).contains(byte)
    }

    /// Whether a byte is a mark with which people group digits.
    static func isMark(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "-") || byte == UInt8(ascii: "/") || byte == UInt8(ascii: ".")
    }
}

extension DigitForm {
    /// An error whose sentence is the fault followed by this form's advice.
    func error(_ code: IdentifierError.Code, _ fault: String) -> IdentifierError {
        IdentifierError(code: code, kind: kind, reason: "\(fault); \(advice).")
    }

    var tooLong: IdentifierError {
        error(.tooLong, "The \(kind) has more than \(lengths.upperBound) digits")
    }

    /// The error for a byte that does not belong, told apart only as far as that helps the reader.
    func notADigit(_ byte: UInt8, at position: Int) -> IdentifierError {
        switch byte {
        case UInt8(ascii: "*"), UInt8(ascii: "#"):
            error(.notADigit, "Character \(position) of the \(kind) is a dialling code's * or #")
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"):
            error(.notADigit, "Character \(position) of the \(kind) is a letter, not a digit")
        default:
            error(.notADigit, "Character \(position) of the \(kind) is not a digit")
        }
    }
}
