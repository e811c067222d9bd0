// SPDX-License-Identifier: EUPL-1.2

/// One signature line of a note: who says to have signed, and the signature.
public struct NoteSignature: Hashable, Sendable, CustomStringConvertible {
    /// The name of the key.
    public let name: String
    /// The short identifier of the key.
    public let keyID: UInt32
    /// The signature proper; 64 bytes for Ed25519.
    public let bytes: [UInt8]

    init(name: String, keyID: UInt32, bytes: [UInt8]) {
        self.name = name
        self.keyID = keyID
        self.bytes = bytes
    }

    /// A signature from its line, without the newline: em dash, space, name, space, Base 64 of identifier and signature.
    ///
    /// - Throws: ``LedgerError`` `malformed`.
    public init(line: some StringProtocol) throws(LedgerError) {
        // By bytes: a name may begin with a code point that would join the space before it into one character.
        let parts = Substring(line).utf8.split(separator: 0x20, maxSplits: 3, omittingEmptySubsequences: false).map(Substring.init)
        guard parts.count == 3, parts[0] == "\u{2014}", NoteName.isValid(String(parts[1])), parts[2].utf8.count <= 8192,
            let blob = Base64.decode(parts[2]), blob.count > 4
        else {
            throw LedgerError(
                .malformed, "A signature line reads em dash, name, Base 64, a space between; fetch the note again.")
        }
        name = String(parts[1])
        keyID = blob.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
        bytes = Array(blob.dropFirst(4))
    }

    /// The line, without the newline.
    public var description: String {
        let identifier = withUnsafeBytes(of: keyID.bigEndian) { Array($0) }
        return "\u{2014} \(name) \(Base64.encode(identifier + bytes))"
    }
}
