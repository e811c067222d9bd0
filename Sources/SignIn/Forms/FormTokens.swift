// SPDX-License-Identifier: EUPL-1.2

import AccessTokens
import Crypto

/// The tokens in forms, by which a POST proves that it comes from a page of this site.
///
/// For somebody who signed in a token is an HMAC over his session; for visitors over a random value in a `__Host-` cookie, which
/// no other site can set. A page of another site can make a browser send the cookie, but never knows the token.
public struct FormTokens: Sendable {
    /// To whom a form is shown.
    public enum Holder: Hashable, Sendable {
        /// Somebody who signed in.
        case session(Session)
        /// Somebody who did not: the value of ``BrowserCookie/visitor``.
        case visitor(String)
    }

    private let key: SymmetricKey

    /// Tokens under a key that only the hub knows. Hubs with the same key accept each other's.
    public init(key: [UInt8]) { self.key = SymmetricKey(data: SHA256.hash(data: key)) }

    /// A fresh value for the cookie of a visitor.
    public static func visitor(_ random: RandomBytes = .system) -> String { Base64URL.encode(random.bytes(32)) }

    /// The token for a form.
    public func token(for holder: Holder) -> String {
        let text =
            switch holder {
            case .session(let session): "session \(session.key)"
            case .visitor(let value): "visitor \(value)"
            }
        return Base64URL.encode(Array(HMAC<SHA256>.authenticationCode(for: Array(text.utf8), using: key)))
    }

    /// Whether a form came with the token that was given to its holder. Takes the same time whatever differs.
    public func accepts(_ token: String?, from holder: Holder?) -> Bool {
        guard let token, let holder else { return false }
        if case .visitor(let value) = holder, value.utf8.count != 43 { return false }
        return ConstantTime.equal(token, self.token(for: holder))
    }
}
