// SPDX-License-Identifier: EUPL-1.2

/// Why a token is not accepted. Never holds anything of the token.
public struct TokenFault: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kind of fault; open, so that later kinds break nobody.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        /// The word for logs and metrics.
        public let description: String

        /// It is no signed token in compact form, or too large.
        public static let malformed = Code(description: "malformed")
        /// Its algorithm is not one that is accepted: `none` and HMAC never are.
        public static let algorithm = Code(description: "algorithm")
        /// It is signed with a key that is not known here.
        public static let unknownKey = Code(description: "unknown-key")
        /// The signature is not right.
        public static let signature = Code(description: "signature")
        /// It is from another issuer.
        public static let issuer = Code(description: "issuer")
        /// It is for somebody else.
        public static let audience = Code(description: "audience")
        /// It has ended.
        public static let expired = Code(description: "expired")
        /// It has not begun.
        public static let notYet = Code(description: "not-yet")
        /// A claim that must be there is not, or has another type.
        public static let claims = Code(description: "claims")
        /// It is good, but for another service.
        public static let scope = Code(description: "scope")
    }

    /// The kind of fault.
    public let code: Code

    /// The word of the code.
    public var description: String { "The access token is not accepted: \(code)." }

    /// Names a fault.
    public init(_ code: Code) { self.code = code }
}
