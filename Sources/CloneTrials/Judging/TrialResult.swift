// SPDX-License-Identifier: EUPL-1.2

public import Clones

/// How well the rules did in a made-up world.
public struct TrialResult: Hashable, Sendable {
    /// Of one rule.
    public struct OfRule: Hashable, Sendable {
        /// Devices that were planted for this rule.
        public internal(set) var meant = 0
        /// How many of those it found.
        public internal(set) var foundOfMeant = 0
        /// Devices that it found, planted or not; without those that records garbled.
        public internal(set) var findings = 0
        /// How many of those are on one phone, rightly.
        public internal(set) var wrong = 0
        /// What it found that is no device at all, because a record was garbled on the way: rightly, and of no use.
        public internal(set) var garbled = 0

        /// The share of what was planted for it that it found; nil when nothing was.
        public var recall: Double? { meant == 0 ? nil : Double(foundOfMeant) / Double(meant) }
        /// The share of its findings that is wrong; nil when it found nothing.
        public var falsePositiveShare: Double? { findings == 0 ? nil : Double(wrong) / Double(findings) }
    }

    /// Of one method.
    public struct OfMethod: Hashable, Sendable {
        /// Devices on which it was planted.
        public internal(set) var planted = 0
        /// How many of those some rule found.
        public internal(set) var found = 0
    }

    /// Of each rule.
    public internal(set) var rules: [CloneRule: OfRule] = [:]
    /// Of each method that was planted.
    public internal(set) var methods: [TrialMethod: OfMethod] = [:]
    /// How many IMEIs the world shows.
    public internal(set) var devices = 0
    /// How many of those are on one phone, rightly.
    public internal(set) var unplanted = 0
    /// People with a genuine phone that was found.
    public internal(set) var owners = 0
    /// How many of those keep service, by the ground on which.
    public internal(set) var kept: [OwnerException.Ground: Int] = [:]
    /// How many lose it.
    public internal(set) var lost = 0

    init() {}
}
