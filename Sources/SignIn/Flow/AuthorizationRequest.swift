// SPDX-License-Identifier: EUPL-1.2

/// The request with which a browser goes to the provider (OpenID Connect Core §3.1.2.1, RFC 7636 §4.3).
struct AuthorizationRequest {
    let metadata: ProviderMetadata
    let client: String
    let redirect: String
    let scopes: String
    /// The provider's words for the levels that will do.
    let words: [String]
    /// The language in which the provider should speak.
    let language: String

    /// The address to go to.
    func address(for pending: PendingSignIn) -> String {
        var fields = [
            ("response_type", "code"), ("client_id", client), ("redirect_uri", redirect), ("scope", scopes),
            ("state", pending.state), ("nonce", pending.nonce),
            ("code_challenge", CodeVerifier(text: pending.verifier).challenge), ("code_challenge_method", "S256"),
            ("ui_locales", language),
        ]
        if !words.isEmpty { fields.append(("acr_values", words.joined(separator: " "))) }
        if let age = pending.wish.age { fields.append(("max_age", "\(age)")) }
        let separator = metadata.authorization.contains("?") ? "&" : "?"
        return metadata.authorization + separator + FormText.encode(fields)
    }
}
