// SPDX-License-Identifier: EUPL-1.2

/// Who may connect, and how long is waited for what. Times are in milliseconds.
public struct PeerPolicy: Hashable, Sendable {
    /// The hosts that may connect; nil for any.
    public var hosts: Set<DiameterIdentity>?
    /// The realms whose hosts may connect; nil for any. A host must fit both.
    public var realms: Set<DiameterIdentity>?
    /// Further realms whose checks are answered, beside the node's own.
    public var servedRealms: [DiameterIdentity] = []
    /// Whether checks are answered whatever destination they name.
    public var takesAllDestinations = false
    /// How long a peer may take to introduce itself; 10 seconds by default.
    public var capabilitiesDeadline: Int64 = 10_000
    /// Tw of RFC 3539: how long a peer may be silent before it is asked for a sign of life; 30 seconds by default, 6 at least.
    public var watchdogInterval: Int64 = 30_000
    /// How long a peer may take to close after either side said goodbye; 5 seconds by default.
    public var disconnectGrace: Int64 = 5_000
    /// How many checks of one peer are answered in a second; nil, the default, for all. Further ones get 3004 TOO_BUSY.
    public var checksPerSecond: Int?
    /// How much of a message is read.
    public var limits = ReadLimits()

    /// Any peer, and the default times.
    public init() {}

    func admits(host: DiameterIdentity, realm: DiameterIdentity) -> Bool {
        (hosts?.contains(host) ?? true) && (realms?.contains(realm) ?? true)
    }
}
