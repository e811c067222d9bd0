// SPDX-License-Identifier: EUPL-1.2

import AccessTokens
import Ledger

/// The request that exchanges a code for tokens (OpenID Connect Core §3.1.3.1).
public struct TokenRequest: Hashable, Sendable {
    /// The form.
    public let form: String
    /// The field `Authorization`, when the client proves itself by a secret.
    public let authorization: String?

    private static let assertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
    private static let assertionLife: Int64 = 60

    /// Makes the request.
    /// - Throws: `provider` when the provider does not take the client's kind of proof.
    init(
        code: String, pending: PendingSignIn, client: ClientIdentity, redirect: String, metadata: ProviderMetadata,
        random: RandomBytes, at now: Int64
    ) throws(SignInFault) {
        var fields = [
            ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", redirect), ("code_verifier", pending.verifier),
        ]
        switch client.proof {
        case .key(let key):
            guard metadata.clientAuthentication.contains("private_key_jwt") else {
                throw SignInFault(.provider, "it takes no private_key_jwt")
            }
            let assertion = try key.token([
                "iss": .string(client.name), "sub": .string(client.name), "aud": .string(metadata.token),
                "jti": .string(Base64URL.encode(random.bytes(16))), "iat": .integer(now), "exp": .integer(now + Self.assertionLife),
            ])
            fields += [
                ("client_id", client.name), ("client_assertion_type", Self.assertionType), ("client_assertion", assertion),
            ]
            authorization = nil
        case .secret(let secret):
            guard metadata.clientAuthentication.contains("client_secret_basic") else {
                throw SignInFault(.provider, "it takes no client_secret_basic")
            }
            let pair = FormText.escape(client.name) + ":" + FormText.escape(secret)
            authorization = "Basic " + Base64.encode(Array(pair.utf8))
        }
        form = FormText.encode(fields)
    }
}

/// What the token endpoint answers.
struct TokenAnswer {
    /// The most bytes of an answer.
    static let mostBytes = 64 << 10

    /// The identity token.
    let identity: String
    /// The access token; only its hash is compared.
    let access: String?

    /// Reads an answer.
    /// - Throws: `code`.
    init(_ reply: ProviderReply) throws(SignInFault) {
        let json = try? JSON(parsing: reply.bytes, limits: JSONLimits(bytes: Self.mostBytes, depth: 8))
        guard reply.status == 200 else {
            throw SignInFault(.code, json?["error"]?.string == "invalid_grant" ? "invalid_grant" : "status \(reply.status)")
        }
        guard let identity = json?["id_token"]?.string, json?["token_type"]?.string?.lowercased() == "bearer" else {
            throw SignInFault(.code, "there is no identity token in the answer")
        }
        self.identity = identity
        access = json?["access_token"]?.string
    }
}
