// SPDX-License-Identifier: EUPL-1.2

/// A text with the signatures of one or more keys (c2sp.org/signed-note).
///
/// The text says nothing until ``verified(by:)`` has found a trusted signature under it.
public struct SignedNote: Hashable, Sendable, CustomStringConvertible {
    /// The largest text that is read, in bytes.
    public static let largestText = 1 << 20
    /// The most signatures that are read; the specification asks for 16 at least.
    public static let mostSignatures = 64
    private static let largestNote = largestText + mostSignatures * 8_500

    /// What is signed, with its final newline.
    public let text: String
    /// The signatures in the order of their lines: one at least.
    public let signatures: [NoteSignature]

    /// A text with signatures made elsewhere.
    ///
    /// - Throws: ``LedgerError`` `malformed` when the text does not end in a newline or holds another control character, or
    ///   there is no signature; `tooLarge` beyond the bounds.
    public init(text: String, signatures: [NoteSignature]) throws(LedgerError) {
        guard text.utf8.count <= Self.largestText, signatures.count <= Self.mostSignatures else {
            throw LedgerError(.tooLarge, "A note has at most 1 MiB of text and \(Self.mostSignatures) signatures.")
        }
        guard text.utf8.last == 0x0A, text.utf8.allSatisfy({ $0 >= 0x20 || $0 == 0x0A }) else {
            throw LedgerError(.malformed, "The text of a note ends in a newline and holds no other control character.")
        }
        guard !signatures.isEmpty else {
            throw LedgerError(.malformed, "A note has at least one signature.")
        }
        self.text = text
        self.signatures = signatures
    }

    /// Signs a text with each key.
    ///
    /// - Throws: ``LedgerError`` as ``init(text:signatures:)``, or `unusableKey`.
    public init(signing text: String, with signers: [NoteSigner]) throws(LedgerError) {
        var signatures: [NoteSignature] = []
        for signer in signers { signatures.append(try signer.signature(over: text)) }
        try self.init(text: text, signatures: signatures)
    }

    /// Reads a note, bounded in size. Nothing is verified.
    ///
    /// - Throws: ``LedgerError`` `malformed` or `tooLarge`.
    public init(parsing bytes: some Collection<UInt8>) throws(LedgerError) {
        guard bytes.count <= Self.largestNote else {
            throw LedgerError(.tooLarge, "A note has at most 1 MiB of text and \(Self.mostSignatures) signatures.")
        }
        let bytes = Array(bytes)
        guard let end = Self.endOfText(bytes), bytes.last == 0x0A,
            let text = String(validating: bytes[..<end], as: UTF8.self),
            let rest = String(validating: bytes[(end + 1)...].dropLast(), as: UTF8.self)
        else {
            throw LedgerError(.malformed, "A note is UTF-8 text, an empty line and signature lines; fetch it again.")
        }
        let lines = rest.split(separator: "\n", maxSplits: Self.mostSignatures, omittingEmptySubsequences: false)
        guard lines.count <= Self.mostSignatures else {
            throw LedgerError(.tooLarge, "A note has at most \(Self.mostSignatures) signatures.")
        }
        var signatures: [NoteSignature] = []
        for line in lines { signatures.append(try NoteSignature(line: line)) }
        try self.init(text: text, signatures: signatures)
    }

    /// Reads a note from a text; see ``init(parsing:)-(Collection<UInt8>)``.
    public init(parsing text: some StringProtocol) throws(LedgerError) {
        try self.init(parsing: text.utf8)
    }

    /// The note with a further signature, such as that of a witness. One by a key that already signed replaces the earlier one.
    ///
    /// - Throws: ``LedgerError`` `tooLarge` when there are too many.
    public func adding(_ signature: NoteSignature) throws(LedgerError) -> SignedNote {
        let others = signatures.filter { $0.name != signature.name || $0.keyID != signature.keyID }
        return try SignedNote(text: text, signatures: others + [signature])
    }

    /// The whole note.
    public var description: String {
        signatures.reduce(into: text + "\n") { $0 += "\($1)\n" }
    }

    /// The whole note in UTF-8.
    public var bytes: [UInt8] { Array(description.utf8) }

    /// The end of the text: the place of the last empty line.
    private static func endOfText(_ bytes: [UInt8]) -> Int? {
        var place = bytes.count - 1
        while place > 0 {
            if bytes[place] == 0x0A, bytes[place - 1] == 0x0A { return place }
            place -= 1
        }
        return nil
    }
}
