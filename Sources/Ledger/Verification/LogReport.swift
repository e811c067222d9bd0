// SPDX-License-Identifier: EUPL-1.2

/// What the verification of a whole log found.
public struct LogReport: Hashable, Sendable {
    /// What the log says about itself: origin, size and root.
    public let checkpoint: Checkpoint
    /// The checkpoint as it was served, with its signatures: keep it, to prove later that the log only grew.
    public let note: SignedNote
    /// The names of the trusted keys that signed it, the log's own among them, and of the witnesses that cosigned.
    public let signers: [String]
    /// How many entries were gone through; fewer than the size only when ``isCutShort``.
    public let entries: UInt64
    /// When the first leaf was recorded: milliseconds since 1970-01-01T00:00:00Z; nil when no leaf was read.
    public let firstTime: Int64?
    /// When the last leaf was recorded: milliseconds since 1970-01-01T00:00:00Z; nil when no leaf was read.
    public let lastTime: Int64?
    /// How many leaves there are of each kind of act; empty when the entries are opaque.
    public let kinds: [String: UInt64]
    /// How many audiences the leaves address.
    public let audiences: Int
    /// Whether the log is the earlier one with entries added at its end; nil when there was none to compare with, or it could
    /// not be told.
    public let extendsEarlier: Bool?
    /// What was wrong, in the order in which it was found: ``LogVerifier/mostFaults`` at most.
    public let faults: [LogFault]
    /// Whether verification stopped early because there were too many faults.
    public let isCutShort: Bool

    /// Whether the log is in every respect what it should be.
    public var isSound: Bool { faults.isEmpty && !isCutShort }
}
