// SPDX-License-Identifier: EUPL-1.2

public import NIOCore

/// How much an ``EquipmentServer`` takes from its callers before it stops listening to them.
///
/// The defaults suit a handful of access functions with long-lived connections.
public struct ServingLimits: Hashable, Sendable {
    /// How long a connection may go without being answered anything; 60 seconds by default. A caller that trickles in
    /// bytes and never completes a request is idle too.
    public var idleTimeout: TimeAmount = .seconds(60)

    /// How many connections may be open at once; 4096 by default. Checks over further ones are answered as in overload, and then they
    /// are closed; beyond an eighth more, connections are closed as soon as they are accepted.
    public var maximumConnections = 4096

    /// How long a connection beyond ``maximumConnections`` may keep its place without asking; 5 seconds by default.
    public var surplusTimeout: TimeAmount = .seconds(5)

    /// How many HTTP/2 streams a caller may have open on one connection; 256 by default.
    public var maximumConcurrentStreams = 256

    /// The size of a request's header fields in bytes; 16 KiB by default. Over HTTP/1.1 the bound holds for one field and
    /// for all together, over HTTP/2 it is what RFC 9113 §6.5.2 calls the header list size.
    public var maximumHeaderBytes = 16 * 1024

    /// How much of a request body is read and thrown away, in bytes; 16 KiB by default and never over 32 KiB, so that a
    /// body fits the initial flow-control window of HTTP/2. A check has no body at all.
    public var maximumBodyBytes = 16 * 1024

    /// How long checks may wait to be read before they are answered as in overload; 1 second by default.
    public var overloadAfter: TimeAmount = .seconds(1)

    /// How long a shutdown waits for callers to finish before it cuts them off; 5 seconds by default.
    public var shutdownGrace: TimeAmount = .seconds(5)

    /// The default limits.
    public init() {}
}
