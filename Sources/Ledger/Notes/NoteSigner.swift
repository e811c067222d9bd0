// SPDX-License-Identifier: EUPL-1.2

internal import Crypto

/// An Ed25519 private key that signs notes under a name (c2sp.org/signed-note).
///
/// Its description names the key and never shows it; only ``privateText`` does.
public struct NoteSigner: Sendable, CustomStringConvertible {
    private static let prefix = "PRIVATE+KEY+"

    private let key: Curve25519.Signing.PrivateKey
    /// The public side, to be given to everyone who checks notes.
    public let verifier: NoteVerifier

    /// A new key from the system's random source. The key of a log is named for its origin.
    ///
    /// - Throws: ``LedgerError`` `malformed` for a name that notes cannot hold.
    public init(generating name: String) throws(LedgerError) {
        try self.init(name: name, key: Curve25519.Signing.PrivateKey())
    }

    /// A key from its text form, `PRIVATE+KEY+name+identifier+base64`, as Go's `sumdb/note` also writes it.
    ///
    /// - Throws: ``LedgerError`` `malformed` or `unusableKey`; the sentence never quotes the key.
    public init(privateText: some StringProtocol) throws(LedgerError) {
        guard privateText.utf8.count <= 1024, privateText.utf8.starts(with: Self.prefix.utf8),
            let parts = NoteName.parts(Substring(Substring(privateText).utf8.dropFirst(Self.prefix.utf8.count)))
        else {
            throw LedgerError(.malformed, "A private key reads PRIVATE+KEY+name+identifier+base64; restore the key file.")
        }
        guard parts.material.count == 33, parts.material[0] == NoteVerifier.ed25519,
            let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: Array(parts.material.dropFirst()))
        else {
            throw LedgerError(
                .unusableKey, "The private key of \(parts.name) is not an Ed25519 key; restore the key file.")
        }
        try self.init(name: parts.name, key: key)
        guard verifier.keyID == parts.keyID else {
            throw LedgerError(
                .unusableKey, "The identifier is not that of the private key of \(parts.name); restore the key file.")
        }
    }

    private init(name: String, key: Curve25519.Signing.PrivateKey) throws(LedgerError) {
        self.key = key
        verifier = try NoteVerifier(name: name, ed25519: Array(key.publicKey.rawRepresentation))
    }

    /// The name under which this key signs.
    public var name: String { verifier.name }

    /// The public side as text; see ``NoteVerifier/vkey``.
    public var vkey: String { verifier.vkey }

    /// The secret as text, for a key file that only the hub can read.
    public var privateText: String {
        let material = [NoteVerifier.ed25519] + Array(key.rawRepresentation)
        return "\(Self.prefix)\(name)+\(NoteName.text(verifier.keyID))+\(Base64.encode(material))"
    }

    /// The public side.
    public var description: String { vkey }

    /// Signs a text as it stands (RFC 8032).
    func signature(over text: String) throws(LedgerError) -> NoteSignature {
        guard let bytes = try? key.signature(for: Array(text.utf8)) else {
            throw LedgerError(.unusableKey, "The private key of \(name) did not sign; restore the key file.")
        }
        return NoteSignature(name: name, keyID: verifier.keyID, bytes: Array(bytes))
    }
}
