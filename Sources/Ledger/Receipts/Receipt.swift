// SPDX-License-Identifier: EUPL-1.2

/// What a party gets for an act: proof, to be checked offline and for ever, that the act is in the log.
///
/// The form is that of c2sp.org/tlog-proof, so public tools read it. Its *extra* line carries, as canonical JSON in Base 64,
/// the leaf, the payload and the salt that ties them together:
/// `{"leaf": base64, "payload": any value, "salt": base64}`. A payload too large to travel along is left out together with its
/// salt; such a receipt proves that the leaf, and so whatever it commits to, is in the log.
///
/// Whoever holds a receipt holds the payload; erasing a payload includes erasing its receipts.
public struct Receipt: Hashable, Sendable {
    /// The first line.
    static let heading = "c2sp.org/tlog-proof@v1"

    /// The entry in the log.
    public let leaf: Leaf
    /// What was recorded and the salt of the commitment in the leaf; nil when the payload was too large to travel along.
    public let opening: Opening?
    /// The place of the leaf in the log, from 0.
    public let index: UInt64
    /// The hashes from the leaf's sibling up to the root's child.
    public let path: [Digest]
    /// The checkpoint of the log that the path leads to.
    public let checkpoint: SignedNote

    /// What opens the commitment in a leaf.
    public struct Opening: Hashable, Sendable {
        /// What was recorded.
        public let payload: JSON
        /// The salt of the commitment.
        public let salt: Salt

        /// Pairs the two.
        public init(payload: JSON, salt: Salt) {
            self.payload = payload
            self.salt = salt
        }
    }

    /// The largest payload, in bytes of canonical JSON, that a receipt should carry.
    public static let largestPayload = 256 << 10

    /// A receipt of these parts; nothing is checked until ``verify(by:)``.
    public init(leaf: Leaf, opening: Opening?, index: UInt64, path: [Digest], checkpoint: SignedNote) {
        self.leaf = leaf
        self.opening = opening
        self.index = index
        self.path = path
        self.checkpoint = checkpoint
    }
}

/// What a receipt proves, once verified.
public struct VerifiedReceipt: Hashable, Sendable {
    /// The log, `<hub>/<register>`.
    public let origin: String
    /// How many leaves the log had at the checkpoint.
    public let size: UInt64
    /// The place of the leaf, from 0.
    public let index: UInt64
    /// The entry.
    public let leaf: Leaf
    /// What was recorded; nil when the receipt does not carry it.
    public let payload: JSON?
    /// The names of the trusted keys that signed: the log's own and those of witnesses.
    public let signers: [String]
}
