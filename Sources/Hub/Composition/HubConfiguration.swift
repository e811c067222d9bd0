// SPDX-License-Identifier: EUPL-1.2

public import Exchange

/// How one hub runs.
public struct HubConfiguration: Sendable {
    /// Where a door listens.
    public struct Address: Sendable {
        /// The host name or address.
        public let host: String
        /// The port; 0 lets the system choose.
        public let port: Int

        /// Names an address.
        public init(host: String, port: Int) {
            self.host = host
            self.port = port
        }
    }

    /// The hub's name, the first part of every log's origin: `hub.example`.
    public let name: String
    /// The door for everybody: plain HTTP, to stand behind a proxy or on loopback.
    public let open: Address
    /// The parties' door: mutual TLS.
    public let parties: Address
    /// The operator's door: health and metrics, plain HTTP, for loopback or a private network.
    public let operations: Address
    /// The TLS files of the parties' door.
    public let tls: HubTLS
    /// The operator of the hub, its first party.
    public let operatorID: PartyID
    /// The operator's name.
    public let operatorName: String
    /// The fingerprint of the certificate with which the operator administers, and its end.
    public let operatorCredential: (fingerprint: String, until: Instant)

    /// Where other hubs of the same store reach this one; nil when it has its store to itself.
    public var hubs: HubsAddress?
    /// The file in which erasures are noted outside the store; nil when none is kept.
    public var erasureJournal: String?
    /// The folder in which the last signed heads are noted outside the store; nil when none are kept.
    public var signedHeads: String?
    /// Whether a store that is older than the noted heads is signed on, against the interest of everybody who saw more.
    public var acceptsOlderStore = false
    /// The witnesses that are asked to sign checkpoints along; nil when there are none.
    public var witnessing: WitnessingConfiguration?
    /// How people sign in to the pages; nil when they cannot.
    public var signIn: SignInConfiguration?
    /// The addresses of the operator's own proxies before the open door; of what they forward the last other address counts.
    public var proxies: Set<String> = ["127.0.0.1", "::1"]
    /// The folder in which tables of private checks are kept, so that they need not be made anew at a start; nil when none are.
    public var privateChecks: String?
    /// When snapshots of lists are made.
    public var snapshots: SnapshotRule = .standard

    /// Where a hub takes in what other hubs of the same store pass on.
    public struct HubsAddress: Sendable {
        /// Where it listens.
        public let listen: Address
        /// `host:port` by which the others reach it; nil: where it listens.
        public let reached: String?
        /// How long this hub may be silent before another enters acts.
        public let term: Span

        /// Names the addresses.
        public init(listen: Address, reached: String?, term: Span) {
            self.listen = listen
            self.reached = reached
            self.term = term
        }
    }

    /// Gathers the settings.
    public init(
        name: String, open: Address, parties: Address, operations: Address, tls: HubTLS, operatorID: PartyID, operatorName: String,
        operatorCredential: (fingerprint: String, until: Instant)
    ) {
        self.name = name
        self.open = open
        self.parties = parties
        self.operations = operations
        self.tls = tls
        self.operatorID = operatorID
        self.operatorName = operatorName
        self.operatorCredential = operatorCredential
    }
}

/// The certificate a hub shows to parties, and the authority whose certificates it accepts; all PEM.
public struct HubTLS: Sendable {
    /// The chain it shows.
    public let certificateChain: String
    /// Its private key.
    public let privateKey: String
    /// The authorities it trusts.
    public let trustRoots: String

    /// Gathers the three.
    public init(certificateChain: String, privateKey: String, trustRoots: String) {
        self.certificateChain = certificateChain
        self.privateKey = privateKey
        self.trustRoots = trustRoots
    }
}
