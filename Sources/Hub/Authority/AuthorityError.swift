// SPDX-License-Identifier: EUPL-1.2

/// Why a certificate, a request for one or a name in one is refused.
public struct AuthorityError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What kind of refusal this is; open, so that later versions can add kinds.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        /// The code as it is logged, such as `missing-attribute`.
        public let description: String

        /// A code of this name.
        public init(_ name: String) {
            self.description = name
        }

        /// The bytes or the text are no certificate, request or key at all, or longer than any real one.
        public static let unreadable = Code("unreadable")
        /// The subject lacks an attribute that the hub needs.
        public static let missingAttribute = Code("missing-attribute")
        /// The subject has an attribute more than once, so that two readers could see two holders.
        public static let duplicateAttribute = Code("duplicate-attribute")
        /// An attribute holds nothing but white space.
        public static let emptyAttribute = Code("empty-attribute")
        /// An attribute is longer than 256 bytes of UTF-8.
        public static let overlongAttribute = Code("overlong-attribute")
        /// An attribute is in an outdated character set or holds characters that cannot be shown safely.
        public static let unusableAttribute = Code("unusable-attribute")
        /// The request is not signed by the key it carries: its sender does not prove to hold that key.
        public static let brokenSignature = Code("broken-signature")
        /// The key is not on a curve that the authority certifies.
        public static let unsupportedKey = Code("unsupported-key")
        /// The private key does not belong to the certificate.
        public static let keyMismatch = Code("key-mismatch")
        /// The certificate may not issue others.
        public static let notAnAuthority = Code("not-an-authority")
        /// A server name is neither a DNS name nor an IP address, or there are none or too many.
        public static let unusableName = Code("unusable-name")
        /// The period asked for is impossible, or does not fit in that of the authority.
        public static let unusablePeriod = Code("unusable-period")
        /// The certificate or request could not be put together; a defect, not the caller's doing.
        public static let notProduced = Code("not-produced")
    }

    /// What kind of refusal this is.
    public let code: Code

    /// What is wrong and what to do about it, in one sentence.
    public let reason: String

    /// An error with its code and its sentence.
    public init(_ code: Code, _ reason: String) {
        self.code = code
        self.reason = reason
    }

    /// The code and the sentence, for a log.
    public var description: String {
        "\(self.code): \(self.reason)"
    }

    /// Runs `body` and reports any failure of it as this code and sentence, so that neither the bytes that were handed in nor
    /// the inner workings of a library come along.
    static func reporting<Value>(
        _ code: Code,
        _ reason: @autoclosure () -> String,
        _ body: () throws -> Value
    ) throws(AuthorityError) -> Value {
        do {
            return try body()
        } catch {
            throw AuthorityError(code, reason())
        }
    }
}
