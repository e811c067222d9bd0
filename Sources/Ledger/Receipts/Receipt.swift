// SPDX-License-Identifier: EUPL-1.2

/// What a party gets for an act: proof, to be checked offline and for ever, that the act is in the log.
///
/// The form is that of c2sp.org/tlog-proof, so public tools read it. Its *extra* line carries, as canonical JSON in Base 64,
/// the leaf, the payload and the salt that ties them together:
/// `{"leaf": base64, "payload": any value, "salt": base64}`.
///
/// Whoever holds a receipt holds the payload; erasing a payload includes erasing its receipts.
public struct Receipt: Hashable, Sendable {
    /// The first line.
    static let heading = "c2sp.org/tlog-proof@v1"

    /// The entry in the log.
    public let leaf: Leaf
    /// What was recorded.
    public let payload: JSON
    /// The salt of the commitment in the leaf.
    public let salt: Salt
    /// The place of the leaf in the log, from 0.
    public let index: UInt64
    /// The hashes from the leaf's sibling up to the root's child.
    public let path: [Digest]
    /// The checkpoint of the log that the path leads to.
    public let checkpoint: SignedNote

    /// A receipt of these parts; nothing is checked until ``verify(by:)``.
    public init(leaf: Leaf, payload: JSON, salt: Salt, index: UInt64, path: [Digest], checkpoint: SignedNote) {
        self.leaf = leaf
        self.payload = payload
        self.salt = salt
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
    /// What was recorded.
    public let payload: JSON
    /// The names of the trusted keys that signed: the log's own and those of witnesses.
    public let signers: [String]
}
