// SPDX-License-Identifier: EUPL-1.2

public import Exchange

/// How one edge runs.
public struct EdgeConfiguration: Sendable {
    /// The edge's name within its party: letters, digits and hyphens.
    public let name: String
    /// The key of the hub's log, as a C2SP verifier key; its name is the log's origin. It comes from the edge's owner, never from the
    /// hub's answers.
    public let logKey: String
    /// The register it follows.
    public let register: RegisterName
    /// The list it serves.
    public let list: ListName
    /// The folder with its data.
    public let dataFolder: String
    /// Where the 5G-EIR listens.
    public let serviceHost: String
    /// The 5G-EIR's port; 0 lets the system choose.
    public let servicePort: Int
    /// Where the operator's door listens.
    public let operationsHost: String
    /// The operator's port; 0 lets the system choose.
    public let operationsPort: Int
    /// What it answers where the list says nothing.
    public let policy: AnswerPolicy
    /// Which devices seen it reports to the hub.
    public let hits: HitPolicy
    /// How the 5G-EIR's door is kept.
    public let service: ServiceOptions
    /// How it serves registers that only take files; nil when it serves none.
    public var legacy: LegacyConfiguration?
    /// How it speaks Diameter; nil when it does not.
    public var diameter: DiameterOptions?
    /// How long the edge, when it stops, still takes new connections after its operator's door said that it stops.
    public var notice: Span = .zero
    /// How long, after that, callers may take to finish what they began.
    public var drain: Span = .seconds(10)

    /// Gathers the settings.
    public init(
        name: String, logKey: String, register: RegisterName, list: ListName, dataFolder: String, serviceHost: String,
        servicePort: Int, operationsHost: String, operationsPort: Int, policy: AnswerPolicy,
        hits: HitPolicy = HitPolicy(),
        service: ServiceOptions = ServiceOptions()
    ) {
        self.name = name
        self.logKey = logKey
        self.register = register
        self.list = list
        self.dataFolder = dataFolder
        self.serviceHost = serviceHost
        self.servicePort = servicePort
        self.operationsHost = operationsHost
        self.operationsPort = operationsPort
        self.policy = policy
        self.hits = hits
        self.service = service
    }
}
