// SPDX-License-Identifier: EUPL-1.2

import AccessTokens
import Crypto
import CryptoExtras
import Foundation
import Ledger
import Synchronization

@testable import SignIn

/// A provider that says whatever a test wants, and signs it.
final class TrialProvider: ProviderTransport {
    static let now: Int64 = 1_800_000_000
    static let issuer = "https://provider.example"
    static let client = "schakel"

    struct State {
        var key = P256.Signing.PrivateKey()
        var keyName = "first"
        var document: [String: JSON] = [
            "issuer": .string(issuer), "authorization_endpoint": .string(issuer + "/authorize"),
            "token_endpoint": .string(issuer + "/token"), "jwks_uri": .string(issuer + "/keys"),
            "end_session_endpoint": .string(issuer + "/end"), "response_types_supported": ["code"],
            "authorization_response_iss_parameter_supported": true,
            "token_endpoint_auth_methods_supported": ["client_secret_basic", "private_key_jwt"],
        ]
        var tokenAnswer: JSON = [:]
        var tokenStatus = 200
        var requests: [TokenRequest] = []
        var keyFetches = 0
        var isAway = false
    }

    let state = Mutex(State())

    func get(_ address: String, most: Int) async throws(SignInFault) -> ProviderReply {
        let reply: ProviderReply? = state.withLock { state in
            guard !state.isAway else { return nil }
            if address.hasSuffix("/keys") {
                state.keyFetches += 1
                return ProviderReply(status: 200, bytes: Self.keySet(state.key.publicKey, name: state.keyName).canonical())
            }
            guard address == Self.issuer + "/.well-known/openid-configuration" else { return ProviderReply(status: 404, bytes: []) }
            return ProviderReply(status: 200, bytes: Self.object(state.document).canonical())
        }
        guard let reply else { throw SignInFault(.provider, "away") }
        return reply
    }

    func post(_ address: String, _ request: TokenRequest, most: Int) async throws(SignInFault) -> ProviderReply {
        state.withLock { state in
            state.requests.append(request)
            return ProviderReply(status: state.tokenStatus, bytes: state.tokenAnswer.canonical())
        }
    }

    /// What the token endpoint answers next.
    func answer(with claims: [String: JSON], access: String = "access") throws {
        let token = try sign(claims)
        state.withLock {
            $0.tokenAnswer = ["id_token": .string(token), "access_token": .string(access), "token_type": "Bearer"]
        }
    }

    /// Signs claims with its key, under its name unless another is given.
    func sign(_ claims: [String: JSON], type: String? = nil, name: String? = nil) throws -> String {
        let (key, ownName) = state.withLock { ($0.key, $0.keyName) }
        return try Self.sign(claims, by: key, name: name ?? ownName, type: type)
    }

    static func sign(
        _ claims: [String: JSON], by key: P256.Signing.PrivateKey, name: String?, type: String? = nil, algorithm: String = "ES256"
    ) throws -> String {
        let header = JSONObject([
            ("alg", .string(algorithm)), ("kid", name.map { .string($0) }), ("typ", type.map { .string($0) }),
        ])
        let signed = [JSON.object(header), object(claims)].map { Base64URL.encode($0.canonical()) }.joined(separator: ".")
        let signature = try key.signature(for: Data(signed.utf8)).rawRepresentation
        return signed + "." + Base64URL.encode(Array(signature))
    }

    /// Takes another key into use.
    func rotate(name: String) {
        state.withLock {
            $0.key = P256.Signing.PrivateKey()
            $0.keyName = name
        }
    }

    static func keySet(_ key: P256.Signing.PublicKey, name: String) -> JSON {
        let raw = Array(key.rawRepresentation)
        return [
            "keys": [
                [
                    "kty": "EC", "crv": "P-256", "kid": .string(name), "use": "sig",
                    "x": .string(Base64URL.encode(Array(raw[..<32]))),
                    "y": .string(Base64URL.encode(Array(raw[32...]))),
                ]
            ]
        ]
    }

    static func object(_ members: [String: JSON]) -> JSON { .object(JSONObject(members.map { ($0.key, $0.value) })) }

    /// Claims of somebody of a company by eHerkenning at level 3.
    static func claims(nonce: String, changing changes: [(String, JSON?)] = []) -> [String: JSON] {
        var claims: [String: JSON] = [
            "iss": .string(issuer), "aud": .string(client), "sub": "p-1", "exp": .integer(now + 300), "iat": .integer(now),
            "auth_time": .integer(now - 5), "nonce": .string(nonce), "acr": "urn:etoegang:core:assurance-class:loa3",
            "urn:etoegang:core:LegalSubjectID": "12345678", "namequalifier": "urn:etoegang:1.9:EntityConcernedID:KvKnr",
            "sid": "session-1",
        ]
        for (name, value) in changes { claims[name] = value }
        return claims
    }
}

/// A relying party with its provider, and what a browser holds between the two.
struct TrialBrowser {
    let provider = TrialProvider()
    let party: RelyingParty

    init(configure: (inout RelyingPartyConfiguration) -> Void = { _ in }) {
        var configuration = RelyingPartyConfiguration(
            issuer: TrialProvider.issuer,
            client: ClientIdentity(name: TrialProvider.client, proof: .secret("a secret of some length")),
            address: "https://schakel.example")
        configure(&configuration)
        party = RelyingParty(configuration, transport: provider, secret: Array(repeating: 7, count: 32))
    }

    /// A sign-in that has gone to the provider.
    struct Away {
        let keepsake: String
        let query: [String: String]
        var state: String { query["state"] ?? "" }
        var nonce: String { query["nonce"] ?? "" }
    }

    func leave(
        _ wish: SignInWish = SignInWish(level: .substantial, back: "/nl"), at now: Int64 = TrialProvider.now
    ) async throws -> Away {
        let departure = try await party.begin(wish, language: "nl", at: now)
        let query = departure.address.split(separator: "?", maxSplits: 1).last.flatMap { FormText.decode($0) } ?? [:]
        return Away(keepsake: departure.keepsake, query: query)
    }

    /// Comes back with a code.
    func comeBack(
        _ away: Away, code: String = "code-1", issuer: String? = TrialProvider.issuer, state: String? = nil,
        keepsake: String?? = nil, at now: Int64 = TrialProvider.now
    ) async throws -> RelyingParty.Arrival {
        var fields = [("code", code), ("state", state ?? away.state)]
        if let issuer { fields.append(("iss", issuer)) }
        return try await party.finish(query: FormText.encode(fields), keepsake: keepsake ?? away.keepsake, at: now)
    }

    /// Goes, is answered with these claims, and comes back.
    func signIn(
        _ wish: SignInWish = SignInWish(level: .substantial, back: "/nl"), changing changes: [(String, JSON?)] = []
    ) async throws -> RelyingParty.Arrival {
        let away = try await leave(wish)
        try provider.answer(with: TrialProvider.claims(nonce: away.nonce, changing: changes))
        return try await comeBack(away)
    }
}

/// The code of the fault that something throws; nil when it throws none.
func fault(_ body: () async throws -> Void) async -> SignInFault? {
    do {
        try await body()
        return nil
    } catch {
        return error as? SignInFault
    }
}
