// SPDX-License-Identifier: EUPL-1.2

internal import Crypto

/// A public key that signs notes, known by name (c2sp.org/signed-note).
///
/// Its text form, the *vkey*, is what parties exchange beforehand:
/// `example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k`.
public struct NoteVerifier: Hashable, Sendable, CustomStringConvertible {
    /// The type byte of an Ed25519 key, the only one that can be used here.
    public static let ed25519: UInt8 = 0x01

    /// The name of the key; for the key of a log, its origin.
    public let name: String
    /// The short identifier that, with the name, tells which key signed.
    public let keyID: UInt32
    /// The kind of signature, 0x01 for Ed25519.
    public let type: UInt8
    /// The encoded public key; 32 bytes for Ed25519.
    public let publicKey: [UInt8]

    /// A key from its text form. Keys of other types than Ed25519 are kept, so that a list of keys survives a round trip, but
    /// signatures by them count as coming from an unknown key.
    ///
    /// - Throws: ``LedgerError`` `malformed` when this is no vkey, `unusableKey` when an Ed25519 key is not 32 bytes long or its
    ///   identifier belongs to another key.
    public init(vkey: some StringProtocol) throws(LedgerError) {
        guard vkey.utf8.count <= 16_384, let parts = NoteName.parts(Substring(vkey)) else {
            throw LedgerError(.malformed, "A verifier key reads name+identifier+base64; copy the whole line from its owner.")
        }
        name = parts.name
        keyID = parts.keyID
        type = parts.material[0]
        publicKey = Array(parts.material.dropFirst())
        if type == Self.ed25519 {
            guard publicKey.count == 32 else {
                throw LedgerError(.unusableKey, "The Ed25519 key of \(name) is not 32 bytes long; ask its owner for it again.")
            }
            guard keyID == NoteName.keyID(name: name, type: type, publicKey: publicKey) else {
                throw LedgerError(.unusableKey, "The identifier does not belong to the key of \(name); ask its owner for it again.")
            }
        }
    }

    /// An Ed25519 key with its name.
    ///
    /// - Throws: ``LedgerError`` `malformed` for a name that notes cannot hold, `unusableKey` unless there are 32 bytes.
    public init(name: String, ed25519 publicKey: [UInt8]) throws(LedgerError) {
        try NoteName.check(name)
        guard publicKey.count == 32 else {
            throw LedgerError(.unusableKey, "The Ed25519 key of \(name) is not 32 bytes long; give its raw form.")
        }
        self.name = name
        self.type = Self.ed25519
        self.publicKey = publicKey
        keyID = NoteName.keyID(name: name, type: Self.ed25519, publicKey: publicKey)
    }

    /// Whether signatures by this key can be checked here.
    public var isUsable: Bool { type == Self.ed25519 }

    /// The text form, `name+identifier+base64`.
    public var vkey: String { "\(name)+\(NoteName.text(keyID))+\(Base64.encode([type] + publicKey))" }

    /// The text form.
    public var description: String { vkey }

    /// Whether a signature carries this key's name and identifier.
    func made(_ signature: NoteSignature) -> Bool {
        signature.keyID == keyID && signature.name == name
    }

    /// Whether the signature fits the text (RFC 8032).
    func accepts(_ signature: NoteSignature, over text: String) -> Bool {
        guard isUsable, let key = try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey) else { return false }
        return key.isValidSignature(signature.bytes, for: Array(text.utf8))
    }
}
