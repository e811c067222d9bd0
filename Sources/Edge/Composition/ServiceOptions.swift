// SPDX-License-Identifier: EUPL-1.2

public import NIOSSL

/// How the 5G-EIR's door is kept: how much it takes, what it shows, whom it lets in, and where it is made known.
public struct ServiceOptions: Sendable {
    /// Where an issuer's keys are fetched.
    public struct KeySource: Sendable {
        /// The address of a JSON Web Key Set.
        public var address: String
        /// Whom to trust there, where it is not whom the system trusts.
        public var tls: TLSConfiguration?
        /// How often they are fetched when nothing calls for it.
        public var interval: Duration

        /// Gathers the three.
        public init(address: String, tls: TLSConfiguration? = nil, interval: Duration = .seconds(3600)) {
            self.address = address
            self.tls = tls
            self.interval = interval
        }
    }

    /// Where and how the door is made known.
    public struct Registration: Sendable {
        /// The repositories in the order in which they are tried.
        public var addresses: [RepositoryAddress]
        /// How they are reached.
        public var client: RepositoryClient
        /// What they are told, given the port of the door.
        public var profile: @Sendable (_ port: Int) -> NFProfile

        /// Gathers the three.
        public init(
            addresses: [RepositoryAddress], client: RepositoryClient, profile: @escaping @Sendable (_ port: Int) -> NFProfile
        ) {
            self.addresses = addresses
            self.client = client
            self.profile = profile
        }
    }

    /// How much the door takes.
    public var limits = ServingLimits()
    /// Its certificate; without one it speaks plain TCP. To replace it while the edge runs, keep it and call its `replace`.
    public var tls: ServiceTLS?
    /// Who looks at access tokens; without one nobody needs a token.
    public var gate: TokenGate?
    /// Where the gate's keys come from, when not from a file.
    public var keySource: KeySource?
    /// Where the door is made known; nil where it is not.
    public var registration: Registration?

    /// A door over plain TCP, for everybody who can reach it, made known nowhere.
    public init() {}
}
