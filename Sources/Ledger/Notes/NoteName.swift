// SPDX-License-Identifier: EUPL-1.2

/// What a key may be called and how its identifier is made (c2sp.org/signed-note).
enum NoteName {
    /// Names are not empty, hold no Unicode space, plus or control character, and fit on a line.
    static func isValid(_ name: String) -> Bool {
        !name.isEmpty && name.utf8.count <= 256
            && name.unicodeScalars.allSatisfy { !$0.properties.isWhitespace && $0 != "+" && $0.value >= 0x20 }
    }

    static func check(_ name: String) throws(LedgerError) {
        guard isValid(name) else {
            throw LedgerError(
                .malformed,
                "A key name is 1 to 256 bytes without space, plus or control character, such as hub.example/register.")
        }
    }

    /// The first four bytes of SHA-256(name, newline, type, public key), big-endian.
    static func keyID(name: String, type: UInt8, publicKey: [UInt8]) -> UInt32 {
        let digest = MerkleHash.plain(Array(name.utf8), [0x0A, type], publicKey)
        return digest.withUnsafeBytes { UInt32(bigEndian: $0.loadUnaligned(as: UInt32.self)) }
    }

    /// The identifier as eight hexadecimal digits.
    static func text(_ keyID: UInt32) -> String {
        withUnsafeBytes(of: keyID.bigEndian) { Hexadecimal.encode($0) }
    }

    /// Splits `name+identifier+base64` into its parts; the last may itself hold a plus.
    ///
    /// By bytes, as other programs do: some code points would join a plus beside them into one character.
    static func parts(_ text: Substring) -> (name: String, keyID: UInt32, material: [UInt8])? {
        let pieces = text.utf8.split(separator: UInt8(ascii: "+"), maxSplits: 2, omittingEmptySubsequences: false)
        let parts = pieces.map(Substring.init)
        guard parts.count == 3, isValid(String(parts[0])), parts[1].utf8.count == 8,
            let identifier = Hexadecimal.decode(parts[1]), let material = Base64.decode(parts[2]), !material.isEmpty
        else { return nil }
        return (String(parts[0]), identifier.reduce(0) { $0 << 8 | UInt32($1) }, material)
    }
}
