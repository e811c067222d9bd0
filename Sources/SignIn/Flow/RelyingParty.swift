// SPDX-License-Identifier: EUPL-1.2

import AccessTokens

/// How people are signed in by a provider.
public struct RelyingPartyConfiguration: Sendable {
    /// The provider: the address under which it describes itself.
    public var issuer: String
    /// Who the hub is there.
    public var client: ClientIdentity
    /// Where the pages are, as browsers reach them: `https://schakel.example`, without a slash at the end.
    public var address: String
    /// What is asked for.
    public var scopes = "openid"
    /// In which claims the answer is.
    public var claims = ClaimMap()
    /// What the provider's words for levels mean.
    public var levels = AssuranceMap.standard
    /// How far its clock may be off, in seconds.
    public var skew: Int64 = 30

    /// Where the provider sends people back.
    public static let answerPath = "/aanmelden/antwoord"
    /// Where the provider sends people who signed out.
    public static let farewellPath = "/afmelden/klaar"
    /// Where the provider says that somebody signed out elsewhere.
    public static let backChannelPath = "/afmelden/achtergrond"

    /// Gathers what must be known.
    public init(issuer: String, client: ClientIdentity, address: String) {
        self.issuer = issuer
        self.client = client
        self.address = address
    }

    /// Whether an address can be a provider's, or that of the pages: https, or http on this machine.
    public static func isUsable(_ address: String) -> Bool { ProviderAddress.isUsable(address) }
}

/// Signs people in by an OpenID provider: authorization code with PKCE.
///
/// What it decides stands in values that know no network: ``CallbackAnswer``, ``KeyShelf``, ``IdentityTokenVerifier``,
/// ``LogoutTokenVerifier``. This actor asks the provider for what they need.
public actor RelyingParty {
    /// Where a browser goes to sign in, and what it keeps meanwhile.
    public struct Departure: Sendable {
        /// The address at the provider.
        public let address: String
        /// What the browser keeps in a cookie until it comes back.
        public let keepsake: String
    }

    /// Somebody who came back.
    public struct Arrival: Sendable {
        /// Who.
        public let signedIn: SignedIn
        /// Where he wants to go.
        public let back: String
    }

    /// How long what a provider says of itself is used, in seconds.
    static let metadataLife: Int64 = 3_600
    /// How many answers are worked on at once.
    static let mostAtOnce = 64

    /// How people are signed in.
    public nonisolated let configuration: RelyingPartyConfiguration
    private let transport: any ProviderTransport
    private let random: RandomBytes
    private let seal: PendingSeal
    private let rules: IdentityRules
    private var metadata: (value: ProviderMetadata, at: Int64)?
    private var asking: Task<Result<ProviderMetadata, SignInFault>, Never>?
    private var shelf = KeyShelf()
    private var fetching: Task<Result<TokenKeys, SignInFault>, Never>?
    private var answered = OnceSet()
    private var loggedOut = OnceSet()
    private var underWay = 0

    /// A relying party.
    /// - Parameter secret: what only the hub knows; what browsers keep is sealed with it.
    public init(
        _ configuration: RelyingPartyConfiguration, transport: any ProviderTransport, secret: [UInt8], random: RandomBytes = .system
    ) {
        self.configuration = configuration
        self.transport = transport
        self.random = random
        seal = PendingSeal(key: secret)
        rules = IdentityRules(issuer: configuration.issuer, client: configuration.client.name, skew: configuration.skew)
    }

    /// Begins a sign-in.
    /// - Parameter language: `nl` or `en`.
    /// - Throws: `provider`.
    public func begin(_ wish: SignInWish, language: String, at now: Int64) async throws(SignInFault) -> Departure {
        let metadata = try await described(at: now)
        let pending = PendingSignIn(wish: wish, random: random, at: now)
        let request = AuthorizationRequest(
            metadata: metadata, client: configuration.client.name, redirect: redirect, scopes: configuration.scopes,
            words: configuration.claims.level == "acr" ? configuration.levels.words(atLeast: wish.level) : [], language: language)
        return Departure(address: request.address(for: pending), keepsake: try seal.seal(pending))
    }

    /// Takes the provider's answer that a browser brings.
    /// - Parameters:
    ///   - query: what follows the question mark.
    ///   - keepsake: what the browser kept.
    /// - Throws: any ``SignInFault``.
    public func finish(query: String, keepsake: String?, at now: Int64) async throws(SignInFault) -> Arrival {
        guard underWay < Self.mostAtOnce else { throw SignInFault(.busy) }
        underWay += 1
        defer { underWay -= 1 }
        let metadata = try await described(at: now)
        let answer = try CallbackAnswer(query: query, cookie: keepsake, seal: seal, metadata: metadata, used: &answered, at: now)
        let request = try TokenRequest(
            code: answer.code, pending: answer.pending, client: configuration.client, redirect: redirect, metadata: metadata,
            random: random, at: now)
        let tokens = try TokenAnswer(try await transport.post(metadata.token, request, most: TokenAnswer.mostBytes))
        let pending = answer.pending
        let verifier = IdentityTokenVerifier(rules: rules)
        let token = try await withKeys(metadata, at: now) { keys throws(SignInFault) in
            try verifier.verify(
                tokens.identity, by: keys, nonce: pending.nonce, access: tokens.access, age: pending.wish.age, at: now)
        }
        let identity = try configuration.claims.identity(in: token.claims, levels: configuration.levels)
        guard identity.level >= pending.wish.level else { throw SignInFault(.level) }
        return Arrival(
            signedIn: SignedIn(
                issuer: configuration.issuer, subject: identity.subject, party: identity.party, branch: identity.branch,
                level: identity.level, at: token.authenticated, account: token.subject,
                providerSession: token.session, hint: tokens.identity),
            back: pending.wish.back)
    }

    /// Where a browser goes to sign out at the provider too (OpenID Connect RP-Initiated Logout 1.0); nil when there is no such
    /// place.
    public func farewell(_ signedIn: SignedIn, at now: Int64) async -> String? {
        guard let place = try? await described(at: now).endSession else { return nil }
        var fields = [
            ("client_id", configuration.client.name),
            ("post_logout_redirect_uri", configuration.address + RelyingPartyConfiguration.farewellPath),
        ]
        if let hint = signedIn.hint { fields.insert(("id_token_hint", hint), at: 0) }
        return place + (place.contains("?") ? "&" : "?") + FormText.encode(fields)
    }

    /// Takes the provider's word that somebody signed out elsewhere.
    /// - Throws: `provider`, `token`, `logout`.
    public func takeLogout(_ token: String, at now: Int64) async throws(SignInFault) -> LogoutNotice {
        let metadata = try await described(at: now)
        let verifier = LogoutTokenVerifier(rules: rules)
        // The signature first, with keys fetched where that helps; what was seen is noted only when all is right.
        _ = try await withKeys(metadata, at: now) { [rules] keys throws(SignInFault) in
            try IdentityTokenVerifier.signed(token, by: keys, rules: rules)
        }
        return try verifier.verify(token, by: shelf.keys, used: &loggedOut, at: now)
    }

    private var redirect: String { configuration.address + RelyingPartyConfiguration.answerPath }

    /// What the provider says of itself; whoever needs it while it is being asked waits for the same answer.
    private func described(at now: Int64) async throws(SignInFault) -> ProviderMetadata {
        if let metadata, now >= metadata.at, now < metadata.at + Self.metadataLife { return metadata.value }
        let task = asking ?? Task { [transport, configuration] in await Self.describe(configuration.issuer, by: transport) }
        asking = task
        let answer = await task.value
        asking = nil
        switch answer {
        case .success(let value):
            metadata = (value, now)
            return value
        case .failure(let fault):
            // A provider that is away for a moment keeps nobody from a sign-in that needs no more of it.
            guard let metadata else { throw fault }
            return metadata.value
        }
    }

    private static func describe(_ issuer: String, by transport: any ProviderTransport) async -> Result<
        ProviderMetadata, SignInFault
    > {
        do throws(SignInFault) {
            let reply = try await transport.get(ProviderMetadata.address(of: issuer), most: ProviderMetadata.mostBytes)
            guard reply.status == 200 else { throw SignInFault(.provider, "its document is not there: status \(reply.status)") }
            return .success(try ProviderMetadata(reading: reply.bytes, of: issuer))
        } catch {
            return .failure(error)
        }
    }

    /// Verifies something with the provider's keys; when its key is not among them they are fetched, at most once a minute.
    private func withKeys<Value: Sendable>(
        _ metadata: ProviderMetadata, at now: Int64, _ verify: (TokenKeys) throws(SignInFault) -> Value
    ) async throws(SignInFault) -> Value {
        if shelf.isStale(at: now) { _ = try await refreshKeys(metadata, at: now) }
        do {
            return try verify(shelf.keys)
        } catch {
            guard error.code == .token, Self.mayBeRotation.contains(error.detail) else { throw error }
            guard try await refreshKeys(metadata, at: now) else { throw error }
        }
        return try verify(shelf.keys)
    }

    /// The faults that a new key may mend: its name is new, or it came under an old name.
    private static let mayBeRotation: Set<String> = ["\(TokenFault.Code.unknownKey)", "\(TokenFault.Code.signature)"]

    /// Fetches the keys, when they may be asked for now.
    /// - Returns: whether they were fetched.
    private func refreshKeys(_ metadata: ProviderMetadata, at now: Int64) async throws(SignInFault) -> Bool {
        if fetching == nil {
            guard shelf.mayAsk(at: now) else { return false }
            fetching = Task { [transport] in await Self.fetch(metadata.keys, by: transport) }
        }
        guard let task = fetching else { return false }
        let answer = await task.value
        fetching = nil
        switch answer {
        case .success(let keys): shelf.put(keys, at: now)
        case .failure(let fault):
            shelf.fail(at: now)
            throw fault
        }
        return true
    }

    private static func fetch(_ address: String, by transport: any ProviderTransport) async -> Result<TokenKeys, SignInFault> {
        do throws(SignInFault) {
            let reply = try await transport.get(address, most: 256 << 10)
            guard reply.status == 200, let keys = try? TokenKeys(reading: reply.bytes) else {
                throw SignInFault(.provider, "its keys cannot be used")
            }
            return .success(keys)
        } catch {
            return .failure(error)
        }
    }
}
