// SPDX-License-Identifier: EUPL-1.2

public import Ledger

/// On what an act stands: who acts, by which right and mandate, for which purpose, on which legal basis. Every entry of an act carries it.
public struct Warrant: Hashable, Sendable {
    /// The acting party; nil for a citizen and for the clock.
    public let party: PartyID?
    /// The acting person's reference within the party, when the act was a person's.
    public let person: String?
    /// The role in which the party acts.
    public let role: Role
    /// The mandate used; nil where none is needed.
    public let mandate: MandateNumber?
    /// The purpose of the processing.
    public let purpose: String
    /// The legal basis.
    public let basis: String

    /// Describes a warrant. Outside this room warrants come from `Registry.authorise`.
    package init(party: PartyID?, person: String?, role: Role, mandate: MandateNumber?, purpose: String, basis: String) {
        self.party = party
        self.person = person
        self.role = role
        self.mandate = mandate
        self.purpose = purpose
        self.basis = basis
    }

    /// The warrant of anybody, for what a register leaves open to the public.
    public static func citizen(purpose: String, basis: String) -> Warrant {
        Warrant(party: nil, person: nil, role: .citizen, mandate: nil, purpose: purpose, basis: basis)
    }

    /// The warrant of the hub's clock, for what a policy says must follow when a term ends.
    public static func clock(purpose: String) -> Warrant {
        Warrant(party: nil, person: nil, role: .hub, mandate: nil, purpose: purpose, basis: "policy")
    }

    /// Whether two acts were done by one and the same person of one and the same party.
    public func isSamePerson(as other: Warrant) -> Bool {
        party == other.party && person == other.person
    }

    /// The form in which it is entered.
    public var json: JSON {
        .object(
            JSONObject([
                ("basis", .string(basis)),
                ("mandate", mandate.map { .integer(Int64($0)) }),
                ("party", party.map { .string($0.description) }),
                ("person", person.map { .string($0) }),
                ("purpose", .string(purpose)),
                ("role", .string(role.rawValue)),
            ])
        )
    }

    /// Reads what was entered.
    public init(json: JSON) throws(MalformedRecord) {
        party = json["party"] == nil ? nil : try json.party("party")
        person = try json.optionalText("person")
        role = Role(rawValue: try json.text("role"))
        mandate = json["mandate"] == nil ? nil : try json.whole("mandate")
        purpose = try json.text("purpose")
        basis = try json.text("basis")
    }
}
