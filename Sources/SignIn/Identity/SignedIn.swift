// SPDX-License-Identifier: EUPL-1.2

/// Somebody who signed in: what the provider said of him, verified, and nothing that a register decides.
public struct SignedIn: Hashable, Sendable {
    /// The provider that says so.
    public let issuer: String
    /// The person, in the provider's word: stable, and of nobody else there.
    public let subject: String
    /// The party for which he signed in, as claimed: `kvk:` or `oin:` with its number.
    public let party: String
    /// The branch to which the provider restricts him: 12 digits; nil when he may act for the whole party.
    public let branch: String?
    /// How sure that is.
    public let level: AssuranceLevel
    /// When he was authenticated, in seconds since 1970.
    public let at: Int64
    /// The account at the provider (`sub`), by which it ends all sessions of the person; often the same as `subject`.
    public let account: String
    /// The provider's session, by which it ends this one; nil when it names none.
    public let providerSession: String?
    /// What the provider wants to see again at the end (`id_token_hint`); nil in a demonstration.
    public let hint: String?

    /// Describes somebody.
    public init(
        issuer: String, subject: String, party: String, branch: String?, level: AssuranceLevel, at: Int64,
        account: String? = nil, providerSession: String? = nil, hint: String? = nil
    ) {
        self.issuer = issuer
        self.subject = subject
        self.party = party
        self.branch = branch
        self.level = level
        self.at = at
        self.account = account ?? subject
        self.providerSession = providerSession
        self.hint = hint
    }
}
