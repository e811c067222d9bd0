// SPDX-License-Identifier: EUPL-1.2

/// Why somebody cannot be signed in or out. Never holds anything of a token, a code or a person.
public struct SignInFault: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kind of fault; open, so that later kinds break nobody.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        /// The word for logs and metrics.
        public let description: String

        /// The provider cannot be reached, or what it says of itself cannot be used.
        public static let provider = Code(description: "provider")
        /// The browser brought no sign-in that began here, or another one than the answer belongs to.
        public static let state = Code(description: "state")
        /// The sign-in began too long ago.
        public static let late = Code(description: "late")
        /// The answer was used before.
        public static let replay = Code(description: "replay")
        /// The answer came from another provider than was asked (RFC 9207).
        public static let mixUp = Code(description: "mix-up")
        /// The provider says that it did not sign the person in.
        public static let refused = Code(description: "refused")
        /// The provider gives no token for the code.
        public static let code = Code(description: "code")
        /// The identity token is not accepted.
        public static let token = Code(description: "token")
        /// The level of assurance is too low, or not one that is known.
        public static let level = Code(description: "level")
        /// The person was authenticated too long ago for this act.
        public static let age = Code(description: "age")
        /// The claims name no party, more than one, or a branch that is none.
        public static let claims = Code(description: "claims")
        /// A logout token is not accepted.
        public static let logout = Code(description: "logout")
        /// Too many sign-ins are under way.
        public static let busy = Code(description: "busy")
    }

    /// The kind of fault.
    public let code: Code
    /// A word or two more for the log; never anything that came from outside.
    public let detail: String

    /// Names a fault.
    public init(_ code: Code, _ detail: String = "") {
        self.code = code
        self.detail = detail
    }

    /// The code, with the detail when there is one.
    public var description: String { detail.isEmpty ? "\(code)" : "\(code): \(detail)" }
}
