// SPDX-License-Identifier: EUPL-1.2

internal import Crypto

/// The public key of a witness: it checks timestamped Ed25519 cosignatures (c2sp.org/tlog-cosignature).
///
/// Its text form, the vkey, looks like that of a log's key but carries another type byte. So the key of a log cannot pass for
/// that of a witness, nor the other way round.
public struct WitnessVerifier: Hashable, Sendable, CustomStringConvertible {
    /// The type byte of a timestamped Ed25519 cosignature, the only kind that can be checked here.
    public static let cosignature: UInt8 = 0x04
    /// The bytes of a cosignature: eight of time, 64 of Ed25519.
    static let blobLength = 72
    /// The largest time that a cosignature may carry: 2^63 - 1.
    static let latestTime = UInt64(Int64.max)

    /// The name of the witness, such as `witness.example/w1`.
    public let name: String
    /// The short identifier that, with the name, tells which key cosigned.
    public let keyID: UInt32
    /// The Ed25519 public key, 32 bytes.
    public let publicKey: [UInt8]

    /// A key from its text form, `name+identifier+base64`.
    ///
    /// - Throws: ``LedgerError`` `malformed` when this is no vkey; `unusableKey` when it is of another kind, not 32 bytes long, or
    ///   its identifier belongs to another key.
    public init(vkey: some StringProtocol) throws(LedgerError) {
        let key = try NoteVerifier(vkey: vkey)
        guard key.type == Self.cosignature else {
            throw LedgerError(
                .unusableKey,
                "The key of \(key.name) has type \(key.type), not 4: ask for the timestamped Ed25519 key with which it cosigns."
            )
        }
        try self.init(name: key.name, ed25519: key.publicKey)
        guard keyID == key.keyID else {
            throw LedgerError(.unusableKey, "The identifier does not belong to the key of \(name); ask its owner for it again.")
        }
    }

    /// An Ed25519 key with the name of its witness.
    ///
    /// - Throws: ``LedgerError`` `malformed` for a name that notes cannot hold, `unusableKey` unless there are 32 bytes.
    public init(name: String, ed25519 publicKey: [UInt8]) throws(LedgerError) {
        try NoteName.check(name)
        guard publicKey.count == 32 else {
            throw LedgerError(.unusableKey, "The Ed25519 key of \(name) is not 32 bytes long; ask its owner for it again.")
        }
        self.name = name
        self.publicKey = publicKey
        keyID = NoteName.keyID(name: name, type: Self.cosignature, publicKey: publicKey)
    }

    /// The text form, `name+identifier+base64`.
    public var vkey: String { "\(name)+\(NoteName.text(keyID))+\(Base64.encode([Self.cosignature] + publicKey))" }

    /// The text form.
    public var description: String { vkey }

    /// Whether a signature carries this key's name and identifier.
    public func made(_ signature: NoteSignature) -> Bool {
        signature.keyID == keyID && signature.name == name
    }

    /// The time at which this witness cosigned a text, in seconds since 1970; nil when the signature does not fit text and time.
    func time(of signature: NoteSignature, over text: String) -> UInt64? {
        guard signature.bytes.count == Self.blobLength,
            let key = try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey)
        else { return nil }
        let time = signature.bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
        guard (1...Self.latestTime).contains(time),
            key.isValidSignature(signature.bytes.dropFirst(8), for: Self.message(text, at: time))
        else { return nil }
        return time
    }

    /// What is signed: two lines of its own before the text, so that no other signature can be taken for a cosignature.
    static func message(_ text: String, at time: UInt64) -> [UInt8] {
        Array("cosignature/v1\ntime \(time)\n\(text)".utf8)
    }
}
