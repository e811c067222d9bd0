// SPDX-License-Identifier: EUPL-1.2

/// What a log sends to a witness: a checkpoint, and the proof that it extends the one cosigned last (c2sp.org/tlog-witness).
///
///     old 20852014
///     PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=
///
///     example.com/behind-the-sofa
///     20852163
///     …
public struct AddCheckpointRequest: Hashable, Sendable, CustomStringConvertible {
    /// The largest request that is read, in bytes.
    public static let largest = 64 << 10
    /// The most hashes of a proof.
    public static let mostHashes = 63

    /// The size of the checkpoint that the witness cosigned last, as the log believes; 0 when there is none.
    public let oldSize: UInt64
    /// The consistency proof from the old size to that of the checkpoint (RFC 6962 §2.1.2).
    public let proof: [Digest]
    /// The checkpoint as a signed note.
    public let note: SignedNote
    /// What the note says. Nobody has verified yet who says so.
    public let claim: Checkpoint

    /// A request to be sent.
    ///
    /// - Throws: ``LedgerError`` `malformed` when the note is no checkpoint, `tooLarge` when the proof is too long.
    public init(oldSize: UInt64, proof: [Digest], note: SignedNote) throws(LedgerError) {
        guard proof.count <= Self.mostHashes else {
            throw LedgerError(.tooLarge, "A consistency proof has at most \(Self.mostHashes) hashes.")
        }
        claim = try Checkpoint(parsing: note.text)
        self.oldSize = oldSize
        self.proof = proof
        self.note = note
    }

    /// Reads a request, bounded in size. Nothing is verified.
    ///
    /// - Throws: ``LedgerError`` `malformed` or `tooLarge`.
    public init(parsing bytes: some Collection<UInt8>) throws(LedgerError) {
        guard bytes.count <= Self.largest else {
            throw LedgerError(.tooLarge, "A request has at most \(Self.largest) bytes; send fewer signatures.")
        }
        var rest = ArraySlice(Array(bytes))
        guard let first = Self.line(&rest), first.hasPrefix("old "), let oldSize = Decimal.read(first.dropFirst(4)) else {
            throw LedgerError(.malformed, "A request begins with old, a space and the size cosigned last, on a line.")
        }
        var proof: [Digest] = []
        while true {
            guard let line = Self.line(&rest) else {
                throw LedgerError(.malformed, "An empty line parts the consistency proof from the checkpoint.")
            }
            if line.isEmpty { break }
            guard proof.count < Self.mostHashes else {
                throw LedgerError(.tooLarge, "A consistency proof has at most \(Self.mostHashes) hashes.")
            }
            guard let hash = Digest(base64: line) else {
                throw LedgerError(.malformed, "A line of the consistency proof is one hash of 32 bytes in Base 64.")
            }
            proof.append(hash)
        }
        try self.init(oldSize: oldSize, proof: proof, note: try SignedNote(parsing: rest))
    }

    /// The request as it is sent.
    public var description: String {
        var text = "old \(oldSize)\n"
        for hash in proof { text += "\(hash.base64)\n" }
        return "\(text)\n\(note)"
    }

    /// The request in UTF-8.
    public var bytes: [UInt8] { Array(description.utf8) }

    /// Takes a line off the front, without its newline; nil when there is none, or it is longer than any line here.
    private static func line(_ rest: inout ArraySlice<UInt8>) -> String? {
        guard let end = rest.prefix(64).firstIndex(of: 0x0A), let line = String(validating: rest[..<end], as: UTF8.self) else {
            return nil
        }
        rest = rest[(end + 1)...]
        return line
    }
}
