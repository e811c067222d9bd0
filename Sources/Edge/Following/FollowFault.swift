// SPDX-License-Identifier: EUPL-1.2

/// Why an edge does not take what a hub sends. It keeps serving what it has.
struct FollowFault: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kinds of fault. Open.
    struct Code: RawRepresentable, Hashable, Sendable, ExpressibleByStringLiteral {
        /// The code, fit for a metric.
        let rawValue: String

        /// Wraps a code.
        init(rawValue: String) { self.rawValue = rawValue }

        /// Makes a code from a literal.
        init(stringLiteral value: String) { rawValue = value }

        /// A message does not have its prescribed shape.
        static let malformed: Code = "malformed"
        /// A checkpoint is not signed by the hub's key.
        static let signature: Code = "signature"
        /// A checkpoint is of another log.
        static let origin: Code = "origin"
        /// Leaves are missing or repeated.
        static let gap: Code = "gap"
        /// The hub shows a shorter log, an older list or an earlier time than it signed before.
        static let rollback: Code = "rollback"
        /// The hub signed another history than the one the edge verified: the evidence is the two checkpoints.
        static let splitView: Code = "split-view"
        /// The hub names another audience than the one whose leaves the edge followed.
        static let audience: Code = "audience"
        /// A payload addressed to the edge is missing.
        static let withheld: Code = "withheld"
        /// A payload addressed to the edge was erased: a snapshot must take its place.
        static let erased: Code = "erased"
        /// A payload is not what its leaf commits to.
        static let payload: Code = "payload"
        /// A proof does not lead where it must.
        static let proof: Code = "bad-proof"
        /// The text of a snapshot is not the one whose digest is in the log.
        static let digest: Code = "digest"
        /// More is sent than a follower takes, or can hold before it is signed for.
        static let tooMuch: Code = "too-much"
        /// What the hub says of the present is too long ago: it is frozen, or somebody replays it.
        static let tooOld: Code = "too-old"
        /// The hub says to be in the future: one of the two clocks is wrong.
        static let clock: Code = "clock"
        /// A snapshot comes too slowly.
        static let slow: Code = "slow"
    }

    /// The kind of fault.
    let code: Code
    /// One sentence: what is wrong, and what becomes of it.
    let reason: String
    /// The signed note that contradicts the edge's own position; nil when the fault is not proved by one.
    let evidence: String?
    /// Which versions the edge does not have because of it.
    let missing: [MissingVersion]

    init(_ code: Code, _ reason: String, evidence: String? = nil, missing: [MissingVersion] = []) {
        self.code = code
        self.reason = reason
        self.evidence = evidence
        self.missing = missing
    }

    /// Code and sentence.
    var description: String { "\(code.rawValue): \(reason)" }
}
