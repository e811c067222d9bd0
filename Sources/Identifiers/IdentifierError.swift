// SPDX-License-Identifier: EUPL-1.2

/// Says why a text is not the identifier it was given as.
///
/// The error never quotes the text itself: most identifiers in Schakel are personal data, and an error ends up in logs
/// and on screens. The one thing it tells about the content is a check digit that would have been right.
public struct IdentifierError: Error, Equatable, Sendable {
    /// What kind of fault it is, stable for programs and for translation.
    public let code: Code

    /// The kind of identifier that was expected, such as "IMEI" or "KvK number".
    public let kind: String

    /// One sentence that says what is wrong and what to do about it, in English.
    public let reason: String

    /// Describes a failure; only this package makes them.
    package init(code: Code, kind: String, reason: String) {
        self.code = code
        self.kind = kind
        self.reason = reason
    }
}

extension IdentifierError {
    /// The kind of fault. Open: a later version may add codes, so a `switch` needs a default.
    public struct Code: RawRepresentable, Hashable, Sendable {
        /// The code as it appears in machine-readable answers, in lower camel case.
        public let rawValue: String

        /// Makes a code from its machine-readable form.
        public init(rawValue: String) {
            self.rawValue = rawValue
        }

        /// There is nothing, or nothing but blanks.
        public static let empty = Code(rawValue: "empty")
        /// Fewer digits than the identifier has.
        public static let tooShort = Code(rawValue: "tooShort")
        /// More digits than the identifier has, or a text longer than any spelling of it.
        public static let tooLong = Code(rawValue: "tooLong")
        /// A character that is neither a digit nor an allowed separator; the reason names its position, counted from 1.
        public static let notADigit = Code(rawValue: "notADigit")
        /// The check digit does not follow from the other digits; the reason names the digit that would.
        public static let checkDigit = Code(rawValue: "checkDigit")
        /// The parts are not arranged as the identifier requires.
        public static let malformed = Code(rawValue: "malformed")
    }
}

extension IdentifierError: CustomStringConvertible {
    /// The kind of identifier and the reason, for a log line.
    public var description: String { "\(kind): \(reason)" }
}
