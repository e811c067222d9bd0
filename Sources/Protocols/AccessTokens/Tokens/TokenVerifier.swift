// SPDX-License-Identifier: EUPL-1.2

import Ledger

/// Verifies access tokens without asking anybody: JSON Web Tokens in compact form (RFC 7519, RFC 7515 §3.1), as TS 33.501 §13.4.1
/// has them for service access.
///
/// What is cheap is looked at first. The algorithm must be one of ``TokenAlgorithm`` and fit the key; a key that the token itself
/// brings or points at (`jwk`, `jku`, `x5c`, `x5u`) is never looked at.
public struct TokenVerifier: Sendable {
    /// The largest token that is looked at, in bytes.
    public static let mostBytes = 8 << 10
    /// The most keys that are tried for one token.
    private static let mostTried = 8

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
        let bytes = Array(token.utf8)
        guard bytes.count <= Self.mostBytes else { throw TokenFault(.malformed) }
        let dots = bytes.indices.filter { bytes[$0] == UInt8(ascii: ".") }
        guard dots.count == 2 else { throw TokenFault(.malformed) }
        let header = try Self.object(bytes[..<dots[0]])
        let claims = try Self.object(bytes[(dots[0] + 1)..<dots[1]])
        guard let signature = Base64URL.decode(String(decoding: bytes[(dots[1] + 1)...], as: UTF8.self)) else {
            throw TokenFault(.malformed)
        }
        guard let algorithm = header["alg"]?.string.flatMap(TokenAlgorithm.init) else { throw TokenFault(.algorithm) }
        // An extension that must be understood is none of ours (RFC 7515 §4.1.11).
        guard header["crit"] == nil else { throw TokenFault(.malformed) }
        if let name = header["kid"], name.string == nil { throw TokenFault(.malformed) }
        let (accepted, hasScope) = try check(claims, at: now)
        let candidates = keys.candidates(named: header["kid"]?.string)
        guard !candidates.isEmpty else { throw TokenFault(.unknownKey) }
        let isSigned = candidates.prefix(Self.mostTried).contains { key in
            key.verifies(signature, of: bytes[..<dots[1]], by: algorithm)
        }
        guard isSigned else { throw TokenFault(.signature) }
        guard hasScope else { throw TokenFault(.scope) }
        return accepted
    }

    private static func object(_ part: ArraySlice<UInt8>) throws(TokenFault) -> JSONObject {
        guard let bytes = Base64URL.decode(String(decoding: part, as: UTF8.self)),
            let json = try? JSON(parsing: bytes, limits: JSONLimits(bytes: mostBytes, depth: 8)), let object = json.object
        else { throw TokenFault(.malformed) }
        return object
    }

    private func check(_ claims: JSONObject, at now: Int64) throws(TokenFault) -> (token: AccessToken, hasScope: Bool) {
        guard let issuer = claims["iss"]?.string, let subject = claims["sub"]?.string, let audience = claims["aud"],
            let expires = claims["exp"].flatMap(Self.seconds)
        else { throw TokenFault(.claims) }
        guard rules.issuers.contains(issuer) else { throw TokenFault(.issuer) }
        let audiences = audience.string.map { [$0] } ?? audience.array?.compactMap(\.string) ?? []
        guard audiences.contains(where: rules.audiences.contains) else { throw TokenFault(.audience) }
        guard now < expires.saturatingAdd(rules.skew) else { throw TokenFault(.expired) }
        for name in ["nbf", "iat"] {
            guard let claim = claims[name] else { continue }
            guard let begins = Self.seconds(claim) else { throw TokenFault(.claims) }
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

    /// A `NumericDate` (RFC 7519 §2): seconds, possibly with a fraction.
    private static func seconds(_ value: JSON) -> Int64? {
        if let whole = value.integer { return whole }
        guard let number = value.number, number.magnitude < 1e15 else { return nil }
        return Int64(number)
    }
}

extension Int64 {
    fileprivate func saturatingAdd(_ other: Int64) -> Int64 {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? (other < 0 ? .min : .max) : sum
    }
}
