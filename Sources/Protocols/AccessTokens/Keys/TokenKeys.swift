// SPDX-License-Identifier: EUPL-1.2

/// The public keys by which an issuer's tokens are verified.
public struct TokenKeys: Sendable {
    /// The most keys that are taken.
    static let most = 64

    let keys: [TokenKey]

    init(_ keys: [TokenKey]) { self.keys = keys }

    /// No keys: nothing is accepted.
    public static let none = TokenKeys([])

    /// How many keys there are.
    public var count: Int { keys.count }

    /// Reads a file of keys: one or more PEM blocks `PUBLIC KEY`, or a JSON Web Key Set (RFC 7517 §5).
    /// - Throws: ``TokenKeyFault`` when it holds neither, a private key, or no key that can verify.
    public init(reading bytes: [UInt8]) throws(TokenKeyFault) {
        let first = bytes.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
        if first == UInt8(ascii: "{") {
            self = try TokenKeys(keySet: bytes)
        } else {
            self = try TokenKeys(pem: bytes)
        }
    }

    /// The keys that may have made a signature under `name`: those of that name, and those without one; with no name, all.
    func candidates(named name: String?) -> [TokenKey] {
        guard let name else { return keys }
        return keys.filter { $0.name == nil || $0.name == name }
    }
}

/// Why keys cannot be used.
public struct TokenKeyFault: Error, Hashable, Sendable, CustomStringConvertible {
    /// One sentence that says what is wrong and what to do.
    public let description: String

    static let unreadable = TokenKeyFault(
        description: "These are no keys: give PEM blocks PUBLIC KEY, or a JSON Web Key Set with a member keys.")
    static let privateKey = TokenKeyFault(
        description:
            "There is a private key among these: take it out, and make the issuer use another, for this one has been about.")
    static let noKey = TokenKeyFault(
        description:
            "There is no key here that can verify: give keys on P-256, P-384 or P-521, RSA of 2048 to 8192 bits, or Ed25519.")
    static let tooMany = TokenKeyFault(description: "There are more than 64 keys here: give those the issuer signs with.")
}
