// SPDX-License-Identifier: EUPL-1.2

internal import Crypto

/// The private key with which a witness cosigns checkpoints (c2sp.org/tlog-cosignature).
///
/// Its description names the key and never shows it; only ``privateText`` does. A key serves one witness: what is signed does not
/// contain the witness's name, so that a key under two names would speak for both.
public struct WitnessSigner: Sendable, CustomStringConvertible {
    private static let prefix = "PRIVATE+KEY+"

    private let key: Curve25519.Signing.PrivateKey
    /// The public side, to be given to the logs and to everyone who checks their checkpoints.
    public let verifier: WitnessVerifier

    /// A new key from the system's random source.
    ///
    /// - Parameter name: what the witness is called: a URL without scheme, such as `witness.example/w1`.
    /// - Throws: ``LedgerError`` `malformed` for a name that notes cannot hold.
    public init(generating name: String) throws(LedgerError) {
        try self.init(name: name, key: Curve25519.Signing.PrivateKey())
    }

    /// A key from its text form, `PRIVATE+KEY+name+identifier+base64`, with the type of a cosignature in its first byte.
    ///
    /// - Throws: ``LedgerError`` `malformed` or `unusableKey`, the latter also for the key of a log; the sentence never quotes it.
    public init(privateText: some StringProtocol) throws(LedgerError) {
        guard privateText.utf8.count <= 1024, privateText.utf8.starts(with: Self.prefix.utf8),
            let parts = NoteName.parts(Substring(Substring(privateText).utf8.dropFirst(Self.prefix.utf8.count)))
        else {
            throw LedgerError(.malformed, "A private key reads PRIVATE+KEY+name+identifier+base64; restore the key file.")
        }
        guard parts.material.count == 33, parts.material[0] == WitnessVerifier.cosignature,
            let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: Array(parts.material.dropFirst()))
        else {
            throw LedgerError(
                .unusableKey, "The private key of \(parts.name) is not that of a witness; restore the key file.")
        }
        try self.init(name: parts.name, key: key)
        guard verifier.keyID == parts.keyID else {
            throw LedgerError(
                .unusableKey, "The identifier is not that of the private key of \(parts.name); restore the key file.")
        }
    }

    private init(name: String, key: Curve25519.Signing.PrivateKey) throws(LedgerError) {
        self.key = key
        verifier = try WitnessVerifier(name: name, ed25519: Array(key.publicKey.rawRepresentation))
    }

    /// The name under which this witness cosigns.
    public var name: String { verifier.name }

    /// The public side as text; see ``WitnessVerifier/vkey``.
    public var vkey: String { verifier.vkey }

    /// The secret as text, for a key file that only the witness can read.
    public var privateText: String {
        let material = [WitnessVerifier.cosignature] + Array(key.rawRepresentation)
        return "\(Self.prefix)\(name)+\(NoteName.text(verifier.keyID))+\(Base64.encode(material))"
    }

    /// The public side.
    public var description: String { vkey }

    /// States that, of this log, the checkpoint is the largest consistent one seen at a time. Whoever calls this has checked that.
    ///
    /// - Parameters:
    ///   - text: the text of the checkpoint's note, extension lines included.
    ///   - time: now, in seconds since 1970.
    /// - Throws: ``LedgerError`` `malformed` when the text is no checkpoint, `outOfRange` for a time that a cosignature cannot
    ///   carry, `unusableKey`.
    public func cosign(_ text: String, at time: UInt64) throws(LedgerError) -> NoteSignature {
        _ = try Checkpoint(parsing: text)
        guard (1...WitnessVerifier.latestTime).contains(time) else {
            throw LedgerError(.outOfRange, "A cosignature carries a time after 1970; set the clock of the witness.")
        }
        guard let signature = try? key.signature(for: WitnessVerifier.message(text, at: time)) else {
            throw LedgerError(.unusableKey, "The private key of \(name) did not sign; restore the key file.")
        }
        let bytes = withUnsafeBytes(of: time.bigEndian) { Array($0) } + Array(signature)
        return NoteSignature(name: name, keyID: verifier.keyID, bytes: bytes)
    }
}
