// SPDX-License-Identifier: EUPL-1.2

/// A peer that wants a place among the connected ones.
public struct PeerClaim: Hashable, Sendable {
    /// Its host.
    public let host: DiameterIdentity
    /// A number that is greater than on an older connection when the peer was started again since (RFC 6733 §8.16).
    public let originStateID: UInt32?

    /// A claim of these parts.
    public init(host: DiameterIdentity, originStateID: UInt32? = nil) {
        self.host = host
        self.originStateID = originStateID
    }
}
