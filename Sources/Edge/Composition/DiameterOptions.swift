// SPDX-License-Identifier: EUPL-1.2

public import Diameter

/// How the Diameter door is kept: where it listens, who it says it is, and whom it lets in.
public struct DiameterOptions: Sendable {
    /// Where it listens.
    public var host: String
    /// Its port; 0 lets the system choose.
    public var port: Int
    /// Who this node says it is.
    public var node: LocalNode
    /// Who may connect, and how long is waited for what.
    public var policy: PeerPolicy
    /// The credentials of TLS; nil for plain TCP.
    public var tls: DiameterTLS?
    /// How much is taken from peers.
    public var limits: DiameterLimits

    /// Gathers the options.
    public init(
        host: String, port: Int, node: LocalNode, policy: PeerPolicy = PeerPolicy(), tls: DiameterTLS? = nil,
        limits: DiameterLimits = DiameterLimits()
    ) {
        self.host = host
        self.port = port
        self.node = node
        self.policy = policy
        self.tls = tls
        self.limits = limits
    }
}
