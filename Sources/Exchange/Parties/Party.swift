// SPDX-License-Identifier: EUPL-1.2

/// An organisation that takes part.
public struct Party: Hashable, Sendable {
    /// How it is known in every act.
    public let id: PartyID
    /// Its name, as registered.
    public let name: String
    /// What it is.
    public let roles: Set<Role>
    /// When it was registered.
    public let registeredAt: Instant

    /// Describes a party.
    public init(id: PartyID, name: String, roles: Set<Role>, registeredAt: Instant) {
        self.id = id
        self.name = name
        self.roles = roles
        self.registeredAt = registeredAt
    }
}
