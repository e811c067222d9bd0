// SPDX-License-Identifier: EUPL-1.2

public import AccessTokens
import Crypto
public import Ledger

/// Which identity tokens and logout tokens are accepted.
public struct IdentityRules: Hashable, Sendable {
    /// Who must have issued them.
    public var issuer: String
    /// For whom they must be.
    public var client: String
    /// The algorithms that are accepted. None is symmetric: a public key can never pass for a secret.
    public var algorithms: Set<TokenAlgorithm>
    /// How far the provider's clock may be off, in seconds.
    public var skew: Int64

    /// Gathers the rules.
    public init(
        issuer: String, client: String, algorithms: Set<TokenAlgorithm> = [.rs256, .ps256, .es256, .edDSA], skew: Int64 = 30
    ) {
        self.issuer = issuer
        self.client = client
        self.algorithms = algorithms
        self.skew = skew
    }
}

/// An identity token that was verified.
public struct IdentityToken: Sendable {
    /// All it says.
    public let claims: JSONObject
    /// When the person was authenticated, in seconds since 1970; when it does not say, when it was issued.
    public let authenticated: Int64
    /// The account at the provider (`sub`).
    public let subject: String
    /// The provider's session; nil when it names none.
    public let session: String?
}

/// Verifies identity tokens (OpenID Connect Core §3.1.3.7).
public struct IdentityTokenVerifier: Sendable {
    /// The largest token that is looked at, in bytes: claims of eHerkenning are long-winded.
    public static let mostBytes = 32 << 10
    /// How old a token may be at most when it arrives, in seconds: it comes straight from the provider.
    static let mostAge: Int64 = 600

    private let rules: IdentityRules

    /// A verifier by some rules.
    public init(rules: IdentityRules) { self.rules = rules }

    /// Verifies one token.
    /// - Parameters:
    ///   - text: the token.
    ///   - nonce: the one that went with the request.
    ///   - access: the access token that came along; its hash is compared when the token has one.
    ///   - age: how long ago the person may have been authenticated, in seconds.
    ///   - now: the moment, in seconds since 1970.
    /// - Throws: `token` with the word of a `TokenFault`, so that `unknown-key` makes the keys be fetched; `age`.
    public func verify(
        _ text: String, by keys: TokenKeys, nonce: String, access: String?, age: Int64?, at now: Int64
    ) throws(SignInFault) -> IdentityToken {
        let token = try Self.signed(text, by: keys, rules: rules)
        let claims = token.claims
        guard token.type == nil || token.type?.lowercased() == "jwt", claims["events"] == nil else {
            throw SignInFault(.token, "it is another kind of token")
        }
        try Self.addressed(claims, rules: rules)
        if let party = claims["azp"] {
            guard party.string == rules.client else { throw SignInFault(.token, "azp") }
        }
        guard let subject = claims["sub"]?.string, (1...255).contains(subject.utf8.count) else { throw SignInFault(.token, "sub") }
        guard let expires = token.seconds("exp"), let issued = token.seconds("iat") else { throw SignInFault(.token, "claims") }
        guard now < expires.clampedSum(rules.skew) else { throw SignInFault(.token, "expired") }
        guard issued <= now + rules.skew else { throw SignInFault(.token, "not-yet") }
        guard issued.clampedSum(Self.mostAge) >= now - rules.skew else { throw SignInFault(.token, "old") }
        if claims["nbf"] != nil {
            guard let begins = token.seconds("nbf"), begins <= now + rules.skew else { throw SignInFault(.token, "not-yet") }
        }
        guard let sent = claims["nonce"]?.string, ConstantTime.equal(sent, nonce) else { throw SignInFault(.token, "nonce") }
        if let hash = claims["at_hash"], let access {
            guard let text = hash.string, ConstantTime.equal(text, Self.half(of: access, by: token.algorithm)) else {
                throw SignInFault(.token, "at_hash")
            }
        }
        let authenticated = token.seconds("auth_time")
        if claims["auth_time"] != nil, authenticated == nil { throw SignInFault(.token, "auth_time") }
        if let age {
            guard let authenticated else { throw SignInFault(.age, "the token does not say when the person was authenticated") }
            guard authenticated.clampedSum(age).clampedSum(rules.skew) >= now else { throw SignInFault(.age) }
        }
        guard (authenticated ?? issued) <= now + rules.skew else { throw SignInFault(.token, "auth_time") }
        return IdentityToken(
            claims: claims, authenticated: authenticated ?? issued, subject: subject, session: claims["sid"]?.string)
    }

    /// Takes a token apart and verifies its signature.
    static func signed(_ text: String, by keys: TokenKeys, rules: IdentityRules) throws(SignInFault) -> SignedToken {
        do throws(TokenFault) {
            let token = try SignedToken(text, mostBytes: mostBytes)
            guard rules.algorithms.contains(token.algorithm) else { throw TokenFault(.algorithm) }
            try token.verify(by: keys)
            return token
        } catch {
            throw SignInFault(.token, "\(error.code)")
        }
    }

    /// Looks whose a token is and for whom. Others beside this client make it one that others could bring, so it is for this one
    /// alone.
    static func addressed(_ claims: JSONObject, rules: IdentityRules) throws(SignInFault) {
        guard claims["iss"]?.string == rules.issuer else { throw SignInFault(.token, "issuer") }
        let audience = claims["aud"]?.string.map { [$0] } ?? claims["aud"]?.array.map { $0.map { $0.string ?? "" } } ?? []
        guard audience == [rules.client] else { throw SignInFault(.token, "audience") }
    }

    /// The left half of the hash of an access token, by the hash of the algorithm (OpenID Connect Core §3.1.3.6).
    static func half(of access: String, by algorithm: TokenAlgorithm) -> String {
        let bytes = Array(access.utf8)
        let hash: [UInt8] =
            switch algorithm {
            case .es256, .rs256, .ps256: Array(SHA256.hash(data: bytes))
            case .es384, .rs384, .ps384: Array(SHA384.hash(data: bytes))
            case .es512, .rs512, .ps512, .edDSA: Array(SHA512.hash(data: bytes))
            }
        return Base64URL.encode(Array(hash.prefix(hash.count / 2)))
    }
}

extension Int64 {
    /// The sum, or the end of the range.
    func clampedSum(_ other: Int64) -> Int64 {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? (other < 0 ? .min : .max) : sum
    }
}
