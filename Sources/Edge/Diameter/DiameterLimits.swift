// SPDX-License-Identifier: EUPL-1.2

public import NIOCore

/// How much a ``DiameterServer`` takes from its peers before it stops listening to them.
public struct DiameterLimits: Hashable, Sendable {
    /// How many connections may be open at once; 256 by default. Further ones are closed as soon as they are accepted.
    public var maximumConnections = 256

    /// How many bytes of answers may wait for one peer before nothing more is read from it; 256 KiB by default.
    public var waitingBytes = 256 * 1024

    /// How long a peer may leave its answers unread before it is cut off; 30 seconds by default.
    public var stallTimeout: TimeAmount = .seconds(30)

    /// How long a shutdown waits for peers to close before it cuts them off; 6 seconds by default, a little more than the
    /// `disconnectGrace` of the peers' policy.
    public var shutdownGrace: TimeAmount = .seconds(6)

    /// The default limits.
    public init() {}
}
