// SPDX-License-Identifier: EUPL-1.2

/// What a browser brings back from the provider.
struct CallbackAnswer {
    /// The most bytes of the query.
    static let mostBytes = 8 << 10

    /// The code.
    let code: String
    /// The sign-in to which it belongs.
    let pending: PendingSignIn

    /// Reads an answer and looks whether it belongs to this browser.
    /// - Parameters:
    ///   - query: what follows the question mark.
    ///   - cookie: what this browser kept; nil when it has nothing.
    ///   - metadata: the provider that was asked.
    ///   - used: what was answered already.
    /// - Throws: `state`, `late`, `replay`, `mixUp`, `refused`, `code`.
    init(
        query: String, cookie: String?, seal: PendingSeal, metadata: ProviderMetadata, used: inout OnceSet, at now: Int64
    ) throws(SignInFault) {
        guard query.utf8.count <= Self.mostBytes, let fields = FormText.decode(query, most: 32) else {
            throw SignInFault(.state, "the answer cannot be read")
        }
        guard let pending = cookie.flatMap(seal.open) else { throw SignInFault(.state, "this browser began no sign-in") }
        guard let state = fields["state"], ConstantTime.equal(state, pending.state) else {
            throw SignInFault(.state, "the answer belongs to another sign-in")
        }
        guard now < pending.began + PendingSignIn.life, now >= pending.began - 60 else { throw SignInFault(.late) }
        // From here on this state has had its answer, whatever comes of it.
        guard used.add(pending.state, until: pending.began + PendingSignIn.life, at: now) else { throw SignInFault(.replay) }
        if let issuer = fields["iss"] {
            guard issuer == metadata.issuer else { throw SignInFault(.mixUp) }
        } else if metadata.namesItself {
            throw SignInFault(.mixUp, "the answer does not say whose it is")
        }
        if let error = fields["error"] {
            throw SignInFault(.refused, Self.known.contains(error) ? error : "another error")
        }
        guard let code = fields["code"], (1...2_048).contains(code.utf8.count) else { throw SignInFault(.code, "there is no code") }
        self.code = code
        self.pending = pending
    }

    /// The errors that may be named in a log (RFC 6749 §4.1.2.1, OpenID Connect Core §3.1.2.6).
    private static let known: Set<String> = [
        "access_denied", "invalid_request", "unauthorized_client", "unsupported_response_type", "invalid_scope", "server_error",
        "temporarily_unavailable", "interaction_required", "login_required", "account_selection_required", "consent_required",
        "unmet_authentication_requirements",
    ]
}
