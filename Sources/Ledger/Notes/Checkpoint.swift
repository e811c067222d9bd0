// SPDX-License-Identifier: EUPL-1.2

/// A statement about a log at one moment: its origin, size and root (c2sp.org/tlog-checkpoint).
///
/// A hub signs one for every batch it commits, and never two that contradict one another.
public struct Checkpoint: Hashable, Sendable, CustomStringConvertible {
    /// The largest text that is read, in bytes.
    private static let largestText = 16_384

    /// Which log: a URL without scheme, `<hub>/<register>`; also the name of the log's key.
    public let origin: String
    /// How many leaves the log has.
    public let size: UInt64
    /// The root of its tree.
    public let root: Digest
    /// Further lines, opaque; usually none.
    public let extensions: [String]

    /// A checkpoint to be signed. What cannot be written as one is refused by ``signed(by:)``.
    public init(origin: String, size: UInt64, root: Digest, extensions: [String] = []) {
        self.origin = origin
        self.size = size
        self.root = root
        self.extensions = extensions
    }

    /// Reads the text of a note as a checkpoint. This says nothing about who signed it; prefer ``init(opening:by:)``.
    ///
    /// - Throws: ``LedgerError`` `malformed`.
    public init(parsing text: some StringProtocol) throws(LedgerError) {
        guard text.utf8.count <= Self.largestText else {
            throw LedgerError(.malformed, "A checkpoint has at most \(Self.largestText) bytes; fetch it again.")
        }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.count >= 4, lines.last == "", lines.dropLast().allSatisfy({ !$0.isEmpty }),
            lines[0].utf8.allSatisfy({ $0 >= 0x20 }), let size = Decimal.read(lines[1]), let root = Digest(base64: lines[2])
        else {
            throw LedgerError(.malformed, "A checkpoint has an origin, a size and a root on a line each; fetch it again.")
        }
        guard size > 0 || root == MerkleHash.empty else {
            throw LedgerError(.malformed, "The root of an empty log is the hash of nothing; fetch the checkpoint again.")
        }
        let extensions = lines[3..<(lines.count - 1)].map { String($0) }
        self.init(origin: String(lines[0]), size: size, root: root, extensions: extensions)
    }

    /// Verifies a note and reads it as a checkpoint of the log whose key signed it.
    ///
    /// The specification recommends that a log's key be named for its origin. Here it must be: otherwise the key of one log, or
    /// of a witness, could speak for another.
    ///
    /// - Throws: ``LedgerError``, as ``SignedNote/verified(by:)`` and ``init(parsing:)``, or `wrongOrigin`.
    public init(opening note: SignedNote, by verifiers: [NoteVerifier]) throws(LedgerError) {
        self = try Checkpoint.open(note, by: verifiers).checkpoint
    }

    static func open(
        _ note: SignedNote, by verifiers: [NoteVerifier]
    ) throws(LedgerError) -> (checkpoint: Checkpoint, signers: [NoteVerifier]) {
        let signers = try note.verified(by: verifiers)
        let checkpoint = try Checkpoint(parsing: note.text)
        guard signers.contains(where: { $0.name == checkpoint.origin }) else {
            throw LedgerError(
                .wrongOrigin, "No trusted key of the log \(checkpoint.origin) signed this; get its verifier key.")
        }
        return (checkpoint, signers)
    }

    /// The text that is signed, ending in a newline.
    public var text: String {
        ([origin, String(size), root.base64] + extensions).reduce(into: "") { $0 += "\($1)\n" }
    }

    /// The text that is signed.
    public var description: String { text }

    /// The checkpoint as a signed note.
    ///
    /// - Throws: ``LedgerError`` `malformed` when origin or extensions cannot be written, `wrongOrigin` when none of the keys is
    ///   named for the origin.
    public func signed(by signers: [NoteSigner]) throws(LedgerError) -> SignedNote {
        guard try Checkpoint(parsing: text) == self else {
            throw LedgerError(.malformed, "Origin and extensions of a checkpoint are single lines.")
        }
        guard signers.contains(where: { $0.name == origin }) else {
            throw LedgerError(.wrongOrigin, "A checkpoint is signed by a key named for its origin, \(origin); configure that key.")
        }
        return try SignedNote(signing: text, with: signers)
    }
}
