// SPDX-License-Identifier: EUPL-1.2

import Devices
import Exchange
import Ledger

@testable import Hub

/// Parties of every role with every mandate there can be, so that each cell of the table has somebody who stands in it.
struct TrialHolders {
    /// What a party holds.
    enum Mandate: Hashable, CustomStringConvertible {
        /// Nothing.
        case none
        /// One right in the register.
        case one(Right)
        /// The mandate to administer, in the log of parties.
        case administrator
        /// Every right in the register and in the log of parties, ended.
        case ended
        /// Every right save administering in the log of parties, administering in the register: each where it is of no use.
        case elsewhere
        /// Every right everywhere.
        case all

        var description: String {
            switch self {
            case .none: "no mandate"
            case .one(let right): "\(right)"
            case .administrator: "administrator"
            case .ended: "ended mandates"
            case .elsewhere: "mandates elsewhere"
            case .all: "every mandate"
            }
        }
    }

    static let rights = Right.known.keys.sorted()
    static let roles = Role.known.keys.sorted()
    static let inRegister = rights.filter { $0 != .administer }

    static var mandates: [Mandate] { [.none, .administrator, .ended, .elsewhere, .all] + inRegister.map(Mandate.one) }

    /// The party of a role that holds this.
    static func party(_ role: Role, _ mandate: Mandate) -> PartyID {
        let number = (roles.firstIndex(of: role) ?? 0) * 100 + (mandates.firstIndex(of: mandate) ?? 0)
        return Cast.party("kvk:9\(1_000_000 + number)")
    }

    /// A person of a party with one right of all that the party may.
    static func person(with right: Right) -> String { "alleen-\(right)" }

    /// The person of a party whose rights have ended.
    static let former = "vertrokken"

    /// Registers everybody.
    static func register(at hub: TrialHub) async throws {
        for role in roles {
            try await hub.perform("holders") { scope in
                let warrant = try scope.administrator(Cast.admin)
                for mandate in mandates {
                    let id = party(role, mandate)
                    // What nobody could be given may stand in a log of before: it is entered as it is, past the decider.
                    scope.state.registry.apply(
                        .registered(Party(id: id, name: "Voorbeeld", roles: [role], registeredAt: scope.now), by: warrant))
                    for (register, rights, until) in grants(mandate, at: scope.now) {
                        let purpose = register == .parties ? PartyDecider.purpose : Cast.purpose
                        let number = (scope.state.registry.mandates.keys.max() ?? 0) + 1
                        scope.state.registry.apply(
                            .granted(
                                Exchange.Mandate(
                                    number: number, party: id, register: register, rights: rights, purpose: purpose,
                                    basis: "Voorbeeldwet art. 1", from: scope.now - .days(2), until: until), by: warrant,
                                at: scope.now))
                    }
                    for right in Self.rights { admit(person(with: right), [right], of: id, in: scope, by: warrant) }
                    admit(former, [], of: id, in: scope, by: warrant)
                }
            }
        }
    }

    private static func admit(_ person: String, _ rights: Set<Right>, of party: PartyID, in scope: ActScope, by warrant: Warrant) {
        let code = scope.secrets.personCode(issuer: "https://provider.example", subject: "\(party)/\(person)")
        scope.state.registry.apply(
            .personAdmitted(
                Member(party: party, person: person, code: code, rights: rights, branch: nil, until: nil), by: warrant,
                at: scope.now))
    }

    private static func grants(_ mandate: Mandate, at now: Instant) -> [(RegisterName, Set<Right>, until: Instant?)] {
        switch mandate {
        case .none: []
        case .one(let right): [(.devices, [right], nil)]
        case .administrator: [(.parties, [.administer], nil)]
        case .ended: [(.devices, Set(rights), now - .days(1)), (.parties, [.administer], now - .days(1))]
        case .elsewhere: [(.devices, [.administer], nil), (.parties, Set(inRegister), nil)]
        case .all: [(.devices, Set(rights), nil), (.parties, [.administer], nil)]
        }
    }
}
