// SPDX-License-Identifier: EUPL-1.2

/// A certificate that lets a party, or one person of a party, in.
public struct Credential: Hashable, Sendable {
    /// SHA-256 of the certificate's DER, in hexadecimal.
    public let fingerprint: String
    /// The party it belongs to.
    public let party: PartyID
    /// The person it names by a reference of the party's own, or nil for a system.
    public let person: String?
    /// When it ends.
    public let until: Instant

    /// Describes a credential.
    public init(fingerprint: String, party: PartyID, person: String?, until: Instant) {
        self.fingerprint = fingerprint
        self.party = party
        self.person = person
        self.until = until
    }

    /// Whether a text can name a person: 1 to 64 lower-case letters, digits, dots and hyphens. There is one spelling, so that one
    /// person cannot pass for two.
    public static func isPersonReference(_ text: String) -> Bool {
        (1...64).contains(text.utf8.count)
            && text.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D || $0 == 0x2E }
    }
}
