// SPDX-License-Identifier: EUPL-1.2

/// An edge that a party registered: the name and the key by which its statements are recognised.
public struct EdgeNode: Hashable, Sendable {
    /// The party that runs it.
    public let party: PartyID
    /// Its name within the party: letters, digits and hyphens.
    public let name: String
    /// The public key of its statements, as a C2SP verifier key.
    public let verifierKey: String
    /// When it was registered.
    public let registeredAt: Instant

    /// Describes an edge.
    public init(party: PartyID, name: String, verifierKey: String, registeredAt: Instant) {
        self.party = party
        self.name = name
        self.verifierKey = verifierKey
        self.registeredAt = registeredAt
    }

    /// The name a key must carry: party and edge, so that a statement names its maker.
    public static func keyName(party: PartyID, edge: String) -> String { "\(party)/\(edge)" }
}
