// SPDX-License-Identifier: EUPL-1.2

import Hub
import Operations
import SignIn

/// What can be set about signing in to the pages.
enum SignInSettings {
    static let settings = [
        Setting(
            "signin.by", .choice(["nobody", "provider", "demonstration"]), default: "nobody",
            "By whom people are signed in to the pages: nobody, an OpenID provider, or themselves in a demonstration on this machine."
        ),
        Setting(
            "signin.address", .text,
            "The address of the pages as browsers reach them, such as https://schakel.example; the provider must know it followed by /aanmelden/antwoord."
        ),
        Setting("signin.issuer", .text, "The provider: the address below which it has .well-known/openid-configuration."),
        Setting("signin.client", .text, "The name of this hub at the provider (client_id)."),
        Setting(
            "signin.client-key", .path,
            "The private key by which the hub proves who it is there (private_key_jwt): PEM, P-256 or RSA of at least 2048 bits."),
        Setting("signin.client-key-id", .text, "The name under which the provider knows that key (kid), when it has one."),
        Setting(
            "signin.client-secret", .path, "In place of a key: a file with the shared secret (client_secret_basic). Prefer a key."),
        Setting("signin.roots", .path, "The authorities of the provider's certificate (PEM), where they are not the system's."),
        Setting("signin.scopes", .list, default: "openid", "What is asked of the provider; openid must be among it."),
        Setting(
            "signin.claims.party", .list, default: ClaimMap().party.joined(separator: ","),
            "The claims that may name the party by its KvK number or OIN. Those that are there must agree."),
        Setting(
            "signin.claims.kind", .text, default: ClaimMap().kind,
            "The claim that says what kind of number that is; where it is there it must end in :KvKnr or :OIN."),
        Setting(
            "signin.claims.branch", .text, default: ClaimMap().branch, "The claim with the branch to which a person is restricted."),
        Setting(
            "signin.claims.person", .text, default: ClaimMap().person,
            "The claim that names the person, always the same; with eHerkenning perhaps urn:etoegang:core:ActingSubjectID. When it changes every person must be admitted anew."
        ),
        Setting("signin.claims.level", .text, default: ClaimMap().level, "The claim with the level of assurance."),
        Setting(
            "signin.levels", .list, default: AssuranceMap.standard.pairs.joined(separator: ","),
            "What the provider's words for levels mean: word=low, word=substantial or word=high. Another word means none."),
        Setting(
            "signin.level.reading", .choice(["low", "substantial", "high"]), default: "substantial",
            "The level that signing in and reading need."),
        Setting(
            "signin.level.acting", .choice(["low", "substantial", "high"]), default: "substantial",
            "The level that acting for the party needs: reporting, objecting, stating."),
        Setting(
            "signin.level.deciding", .choice(["low", "substantial", "high"]), default: "high",
            "The level that deciding and confirming need."),
        Setting(
            "signin.step-up-age", .span, default: "10m",
            "How long ago somebody may have been authenticated who signs in again for a heavier act: 1m to 8h."),
        Setting("signin.skew", .span, default: "30s", "How far the provider's clock may be off: at most 5m."),
        Setting("signin.session.idle", .span, default: "15m", "After how long without a request a session ends: 1m to 24h."),
        Setting("signin.session.longest", .span, default: "8h", "After how long a session ends in any case: 1m to 24h."),
        Setting(
            "signin.session.most", .integer(1...1_000_000), default: "10000",
            "How many sessions there may be; beyond them those end that were used longest ago."),
        Setting("signin.session.each", .integer(1...100), default: "5", "How many sessions one person may have."),
    ]

    /// How people sign in; nil when they cannot.
    /// - Parameter host: where the door for everybody listens.
    /// - Throws: everything that is wrong, at once.
    static func configuration(_ settings: Settings, host: String) throws -> SignInConfiguration? {
        var check = Check(settings: settings)
        let by = try settings.text("signin.by")
        guard by != "nobody" else { return nil }
        var configuration: SignInConfiguration?
        if by == "demonstration" {
            if let demonstration = DemonstrationSignIn(host: host) {
                configuration = SignInConfiguration(demonstration)
            } else {
                check.fault(
                    "signin.by",
                    "signin.by is demonstration, by which anybody can be anybody, and open.host is \(host): set open.host to 127.0.0.1, or use a provider."
                )
            }
        } else {
            configuration = try provider(settings, &check)
        }
        configuration?.levels = LevelPolicy(
            reading: AssuranceLevel(try settings.text("signin.level.reading")) ?? .substantial,
            acting: AssuranceLevel(try settings.text("signin.level.acting")) ?? .substantial,
            deciding: AssuranceLevel(try settings.text("signin.level.deciding")) ?? .high)
        let limits = SessionLimits(
            idle: try check.seconds("signin.session.idle", 60...86_400),
            absolute: try check.seconds("signin.session.longest", 60...86_400), most: try settings.integer("signin.session.most"),
            mostPerPerson: try settings.integer("signin.session.each"))
        configuration?.limits = limits
        let stepUpAge = try check.seconds("signin.step-up-age", 60...28_800)
        configuration?.stepUpAge = stepUpAge
        try check.end()
        return configuration
    }

    private static func provider(_ settings: Settings, _ check: inout Check) throws -> SignInConfiguration? {
        for key in ["signin.address", "signin.issuer", "signin.client"] where !settings.isSet(key) {
            check.fault(key, "\(key) is needed with signin.by provider: set it.", code: .missing)
        }
        let address = settings.isSet("signin.address") ? try settings.text("signin.address") : ""
        let issuer = settings.isSet("signin.issuer") ? try settings.text("signin.issuer") : ""
        for (key, text) in [("signin.address", address), ("signin.issuer", issuer)]
        where settings.isSet(key) && !RelyingPartyConfiguration.isUsable(text) {
            check.fault(key, "\(key) must be an address such as https://schakel.example; http is for this machine only.")
        }
        if address.split(separator: "/", omittingEmptySubsequences: false).count != 3, RelyingPartyConfiguration.isUsable(address) {
            check.fault("signin.address", "signin.address must end with the name or port: without a path or a slash.")
        }
        let levels = AssuranceMap(reading: try settings.list("signin.levels"))
        if levels == nil {
            check.fault(
                "signin.levels",
                "signin.levels must be words with levels, such as urn:etoegang:core:assurance-class:loa3=substantial.")
        }
        let scopes = try settings.list("signin.scopes")
        if !scopes.contains("openid") { check.fault("signin.scopes", "signin.scopes must have openid among it.") }
        let skew = try check.seconds("signin.skew", 0...300)
        guard let proof = try proof(settings, &check), let levels, check.faults.isEmpty else { return nil }
        var party = RelyingPartyConfiguration(
            issuer: issuer, client: ClientIdentity(name: try settings.text("signin.client"), proof: proof), address: address)
        party.scopes = scopes.joined(separator: " ")
        party.claims = ClaimMap(
            party: try settings.list("signin.claims.party"), kind: try settings.text("signin.claims.kind"),
            branch: try settings.text("signin.claims.branch"), person: try settings.text("signin.claims.person"),
            level: try settings.text("signin.claims.level"))
        party.levels = levels
        party.skew = skew
        let roots = settings.isSet("signin.roots") ? try Files.text(settings.path("signin.roots")) : nil
        guard let transport = try? ProviderClient(roots: roots) else {
            check.fault("signin.roots", "signin.roots holds no certificates: give PEM blocks CERTIFICATE.")
            return nil
        }
        return SignInConfiguration(party, transport: transport)
    }

    private static func proof(_ settings: Settings, _ check: inout Check) throws -> ClientIdentity.Proof? {
        switch (settings.isSet("signin.client-key"), settings.isSet("signin.client-secret")) {
        case (true, true):
            check.fault("signin.client-secret", "Set signin.client-key or signin.client-secret, not both.")
        case (false, false):
            check.fault(
                "signin.client-key", "signin.client-key is needed with signin.by provider, or signin.client-secret.", code: .missing
            )
        case (true, false):
            let name = settings.isSet("signin.client-key-id") ? try settings.text("signin.client-key-id") : nil
            if let key = ClientKey(pem: try Files.text(settings.path("signin.client-key")), name: name) { return .key(key) }
            check.fault(
                "signin.client-key",
                "signin.client-key holds no key that can be used: give P-256 or RSA of 2048 bits or more (PEM).")
        case (false, true):
            let text = try Files.text(settings.path("signin.client-secret"))
            let secret = String(text.prefix { $0 != "\n" && $0 != "\r\n" })
            if secret.utf8.count >= 16 { return .secret(secret) }
            check.fault("signin.client-secret", "signin.client-secret must be a file with at least 16 bytes on its first line.")
        }
        return nil
    }

    /// Gathers what is wrong.
    private struct Check {
        let settings: Settings
        var faults: [ConfigurationFault] = []

        mutating func fault(_ key: String, _ message: String, code: ConfigurationFault.Code = .invalidValue) {
            faults.append(ConfigurationFault(code: code, key: key, source: settings.source(of: key), message: message))
        }

        mutating func seconds(_ key: String, _ range: ClosedRange<Int64>) throws -> Int64 {
            let seconds = try settings.milliseconds(key) / 1_000
            if !range.contains(seconds) {
                fault(key, "\(key) must be from \(range.lowerBound)s to \(range.upperBound)s.")
            }
            return seconds
        }

        func end() throws {
            guard faults.isEmpty else { throw ConfigurationError(faults) }
        }
    }
}
