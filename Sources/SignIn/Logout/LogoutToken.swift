// SPDX-License-Identifier: EUPL-1.2

public import AccessTokens
import Ledger

/// Whose sessions a provider ends (OpenID Connect Back-Channel Logout 1.0 §2.4).
public struct LogoutNotice: Hashable, Sendable {
    /// The provider.
    public let issuer: String
    /// The person, all of whose sessions end; nil when a session is named.
    public let subject: String?
    /// The provider's session that ends; nil when all of the person do.
    public let session: String?
}

/// Verifies logout tokens (§2.6).
public struct LogoutTokenVerifier: Sendable {
    /// The event that makes a token a logout token.
    static let event = "http://schemas.openid.net/event/backchannel-logout"
    /// How old one may be, in seconds: it comes straight from the provider.
    static let mostAge: Int64 = 120

    private let rules: IdentityRules

    /// A verifier by some rules.
    public init(rules: IdentityRules) { self.rules = rules }

    /// Verifies one token.
    /// - Parameters:
    ///   - text: the token.
    ///   - used: the tokens there were; one comes once.
    ///   - now: the moment, in seconds since 1970.
    /// - Throws: `token` for its signature, `logout` for what it says.
    public func verify(
        _ text: String, by keys: TokenKeys, used: inout OnceSet, at now: Int64
    ) throws(SignInFault) -> LogoutNotice {
        let token = try IdentityTokenVerifier.signed(text, by: keys, rules: rules)
        let claims = token.claims
        guard token.type == nil || ["logout+jwt", "jwt"].contains(token.type?.lowercased() ?? "") else {
            throw SignInFault(.logout, "it is another kind of token")
        }
        do throws(SignInFault) {
            try IdentityTokenVerifier.addressed(claims, rules: rules)
        } catch {
            throw SignInFault(.logout, error.detail)
        }
        guard claims["nonce"] == nil else { throw SignInFault(.logout, "it has a nonce") }
        guard claims["events"]?[Self.event]?.object != nil else { throw SignInFault(.logout, "it names no logout") }
        guard let issued = token.seconds("iat") else { throw SignInFault(.logout, "iat") }
        guard issued <= now + rules.skew, issued.clampedSum(Self.mostAge) >= now - rules.skew else {
            throw SignInFault(.logout, "old")
        }
        if claims["exp"] != nil {
            guard let expires = token.seconds("exp"), now < expires.clampedSum(rules.skew) else {
                throw SignInFault(.logout, "expired")
            }
        }
        let (subject, session) = (claims["sub"]?.string, claims["sid"]?.string)
        guard subject != nil || session != nil else { throw SignInFault(.logout, "it names nobody") }
        guard let number = claims["jti"]?.string, (1...512).contains(number.utf8.count) else { throw SignInFault(.logout, "jti") }
        guard used.add(number, until: issued.clampedSum(Self.mostAge).clampedSum(2 * rules.skew) + 1, at: now) else {
            throw SignInFault(.logout, "it came before")
        }
        return LogoutNotice(issuer: rules.issuer, subject: subject, session: session)
    }
}
