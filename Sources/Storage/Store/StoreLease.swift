// SPDX-License-Identifier: EUPL-1.2

public import Exchange

/// What a hub asks when it wants to be the one that enters acts.
public struct LeaseClaim: Hashable, Sendable {
    /// Who asks: a name that no other running hub has.
    public let holder: String
    /// Where the other hubs reach it, for acts that they pass on.
    public let address: String
    /// How long the lease holds without being renewed, by the store's own clock.
    public let term: Span

    /// Describes a claim.
    public init(holder: String, address: String, term: Span) {
        self.holder = holder
        self.address = address
        self.term = term
    }
}

/// Who has the right to enter acts.
public struct StoreLease: Hashable, Sendable {
    /// Who has it.
    public let holder: String
    /// Where it is reached.
    public let address: String
    /// Which reign this is. It only rises.
    public let epoch: UInt64

    /// Describes a lease.
    public init(holder: String, address: String, epoch: UInt64) {
        self.holder = holder
        self.address = address
        self.epoch = epoch
    }
}
