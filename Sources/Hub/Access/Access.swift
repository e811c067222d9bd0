// SPDX-License-Identifier: EUPL-1.2

import Exchange

/// Who may use an endpoint, through each door.
///
/// It is the one source. The hub lets nobody through whom it does not name (`HubCore.guarded`), acts take their warrants from it
/// (`ActScope.warrant(for:)`), and the OpenAPI document and `docs/authorisation.md` tell it.
struct Access: Sendable {
    /// Who may through the door for everybody.
    enum Open: Hashable, Sendable {
        /// Whoever comes.
        case everybody
        /// Whoever knows the number and the secret of a report. The endpoint compares them.
        case secret
    }

    /// Who may through the parties' door.
    indirect enum Parties: Sendable {
        /// Every registered party: the endpoint is open to everybody.
        case anybody
        /// Every registered party, and a person of it whose rights have not ended.
        case registered
        /// Whoever holds one of these rights in the register that the call is about; the first that fits counts.
        case rights([Right], in: RegisterPlace, roles: RoleRule, needsPerson: Bool)
        /// Whoever administers the hub.
        case administrators
        /// Whoever manages the persons of the party in the body, and no one for himself; administrators among them.
        case managers
        /// Whoever one of these names.
        case oneOf([Parties])
        /// Whoever this names, when it is a named person and no system.
        case inPerson(Parties)
    }

    /// On which legal basis somebody without a mandate acts through the door for everybody.
    enum PublicBasis: Sendable {
        /// That of the kind of report in the body, `soort`; a kind without one is for parties only.
        case report
        /// That of objecting in the register.
        case objection
    }

    /// Refuses whoever is nobody here.
    static let unidentified = Refusal(.unidentified, "Connect with the certificate of a registered party.")

    /// Who may through the door for everybody; nil when the endpoint is not shown there.
    var open: Open?
    /// Who may through the parties' door; nil when the endpoint is not shown there.
    var parties: Parties?
    /// The basis of an act through the door for everybody; nil when nothing is entered. The register is that of the parties' rule.
    var publicBasis: PublicBasis?

    /// The doors that show the endpoint.
    var doors: Endpoint.Doors {
        var doors: Endpoint.Doors = []
        if open != nil { doors.insert(.open) }
        if parties != nil { doors.insert(.parties) }
        return doors
    }
}

extension Access {
    /// Nobody: what a call has until the hub has let it through.
    static let nobody = Access()
    /// Everybody, through both doors.
    static let everybody = Access(open: .everybody, parties: .anybody)
    /// Whoever knows the number and the secret of a report, through the door for everybody.
    static let secret = Access(open: .secret)
    /// Every registered party.
    static let registered = Access(parties: .registered)
    /// Whoever administers the hub.
    static let administrators = Access(parties: .administrators)
    /// Whoever manages the persons of the party in the body.
    static let managers = Access(parties: .managers)
    /// Whoever administers the hub, or supervises in a register.
    static let overseers = Access(
        parties: .oneOf([.administrators, .rights([.supervise], in: .any, roles: .ofRight, needsPerson: false)]))

    /// Parties with one of some rights in a register.
    /// - Parameters:
    ///   - rights: one is enough; the first that fits is the one with which the call is made.
    ///   - place: which register the call is about.
    ///   - roles: in which roles; those whose work it is unless told otherwise.
    ///   - needsPerson: whether a system may not.
    static func rights(
        _ rights: Right..., in place: RegisterPlace, roles: RoleRule = .ofRight, needsPerson: Bool = false
    ) -> Access {
        Access(parties: .rights(rights, in: place, roles: roles, needsPerson: needsPerson))
    }

    /// The same through the parties' door, and these through the door for everybody.
    /// - Parameter basis: on what their act stands.
    func and(_ open: Open, on basis: PublicBasis) -> Access { Access(open: open, parties: parties, publicBasis: basis) }
}
