// SPDX-License-Identifier: EUPL-1.2

import Ledger

/// Verifies access tokens without asking anybody: JSON Web Tokens in compact form (RFC 7519, RFC 7515 §3.1), as TS 33.501 §13.4.1
/// has them for service access.
///
/// What is cheap is looked at first. The algorithm must be one of ``TokenAlgorithm`` and fit the key; a key that the token itself
/// brings or points at (`jwk`, `jku`, `x5c`, `x5u`) is never looked at.
public struct TokenVerifier: Sendable {
    /// The largest token that is looked at, in bytes.
    public static let mostBytes = SignedToken.mostBytes

    private let rules: TokenRules
    private let keys: TokenKeys

    /// A verifier that accepts by `rules` what is signed with one of `keys`.
    public init(rules: TokenRules, keys: TokenKeys) {
        self.rules = rules
        self.keys = keys
    }

    /// Verifies one token.
    /// - Parameters:
    ///   - token: the token alone, without `Bearer`.
    ///   - now: the moment, in seconds since 1970.
    /// - Throws: ``TokenFault``; `scope` only when all else is right.
    public func verify(_ token: some StringProtocol, at now: Int64) throws(TokenFault) -> AccessToken {
        let signed = try SignedToken(token)
        let (accepted, hasScope) = try check(signed, at: now)
        try signed.verify(by: keys)
        guard hasScope else { throw TokenFault(.scope) }
        return accepted
    }

    private func check(_ signed: SignedToken, at now: Int64) throws(TokenFault) -> (token: AccessToken, hasScope: Bool) {
        let claims = signed.claims
        guard let issuer = claims["iss"]?.string, let subject = claims["sub"]?.string, let audience = claims["aud"],
            let expires = signed.seconds("exp")
        else { throw TokenFault(.claims) }
        guard rules.issuers.contains(issuer) else { throw TokenFault(.issuer) }
        let audiences = audience.string.map { [$0] } ?? audience.array?.compactMap(\.string) ?? []
        guard audiences.contains(where: rules.audiences.contains) else { throw TokenFault(.audience) }
        guard now < expires.saturatingAdd(rules.skew) else { throw TokenFault(.expired) }
        for name in ["nbf", "iat"] {
            guard claims[name] != nil else { continue }
            guard let begins = signed.seconds(name) else { throw TokenFault(.claims) }
            guard begins <= now.saturatingAdd(rules.skew) else { throw TokenFault(.notYet) }
        }
        if let network = claims["producerPlmnId"], !rules.networks.isEmpty {
            let named = rules.networks.contains {
                network["mcc"]?.string == $0.countryCode && network["mnc"]?.string == $0.networkCode
            }
            guard named else { throw TokenFault(.audience) }
        }
        let scopes = claims["scope"]?.string?.split(separator: " ") ?? []
        return (AccessToken(issuer: issuer, subject: subject, expires: expires), scopes.contains { $0 == rules.scope })
    }
}

extension Int64 {
    fileprivate func saturatingAdd(_ other: Int64) -> Int64 {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? (other < 0 ? .min : .max) : sum
    }
}
