// SPDX-License-Identifier: EUPL-1.2

/// The number of a mandate within the hub, counted from 1.
public typealias MandateNumber = Int

/// What a party may do in a register, for which purpose, on which legal basis, from when to when. No mandate, no act.
public struct Mandate: Hashable, Sendable {
    /// Its number within the hub.
    public let number: MandateNumber
    /// The party that holds it.
    public let party: PartyID
    /// The register it is for.
    public let register: RegisterName
    /// What it lets the party do.
    public let rights: Set<Right>
    /// The purpose it is given for; it must be the purpose of the register (GDPR art. 5(1)(b)).
    public let purpose: String
    /// The legal basis it stands on, as text that names the article.
    public let basis: String
    /// The first moment it can be used.
    public let from: Instant
    /// The first moment it can no longer be used, or nil when no end is set.
    public let until: Instant?

    /// Describes a mandate.
    public init(
        number: MandateNumber,
        party: PartyID,
        register: RegisterName,
        rights: Set<Right>,
        purpose: String,
        basis: String,
        from: Instant,
        until: Instant?
    ) {
        self.number = number
        self.party = party
        self.register = register
        self.rights = rights
        self.purpose = purpose
        self.basis = basis
        self.from = from
        self.until = until
    }

    /// Whether it can be used at a moment.
    public func isValid(at now: Instant) -> Bool {
        guard now >= from else { return false }
        return until.map { now < $0 } ?? true
    }
}
