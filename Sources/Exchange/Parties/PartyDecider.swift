// SPDX-License-Identifier: EUPL-1.2

/// Decides about parties, mandates, certificates and edges.
///
/// The first party is the operator of the hub; the hub registers it itself when its log of parties is empty.
public struct PartyDecider: Sendable {
    /// The purpose of each register in which mandates can be granted.
    public let purposes: [RegisterName: String]

    /// The purpose for which parties are administered.
    public static let purpose = "administration of participation"

    /// A decider for a hub with these registers.
    public init(purposes: [RegisterName: String]) {
        self.purposes = purposes.merging([.parties: PartyDecider.purpose]) { given, _ in given }
    }

    /// What follows from a command, or why nothing does.
    public func decide(_ command: PartyCommand, in registry: Registry, by warrant: Warrant, at now: Instant) throws(Refusal)
        -> [PartyEvent]
    {
        switch command {
        case .register(let id, let name, let roles):
            return [try register(id, name, roles, in: registry, by: warrant, at: now)]
        case .grant(let id, let register, let rights, let purpose, let basis, let from, let until):
            let mandate = Mandate(
                number: (registry.mandates.keys.max() ?? 0) + 1, party: id, register: register, rights: rights,
                purpose: purpose, basis: basis, from: from, until: until
            )
            try check(mandate, in: registry)
            return [.granted(mandate, by: warrant, at: now)]
        case .end(let number, let reasons):
            guard let mandate = registry.mandates[number] else {
                throw .field("mandaat", "There is no mandate with this number.", code: .unknown)
            }
            guard mandate.until.map({ $0 > now }) ?? true else {
                throw .field("mandaat", "The mandate has ended already.", code: .notNow)
            }
            guard mandate.register != .parties || registry.administers(without: { $0 == number }, at: now) else {
                throw .field("mandaat", "This is the last mandate to administer: give another one first.", code: .notNow)
            }
            try require(reasons, "redenen")
            return [.ended(number, reasons: reasons, by: warrant, at: now)]
        case .admit(let credential):
            guard registry.parties[credential.party] != nil else {
                throw .field("deelnemer", "Register the party first.", code: .unknown)
            }
            guard registry.credentials[credential.fingerprint] == nil, !registry.revoked.contains(credential.fingerprint) else {
                throw .field("certificaat", "This certificate was handed in before: make a new one.", code: .duplicate)
            }
            guard credential.person.map(Credential.isPersonReference) ?? true else {
                throw .field(
                    "persoon", "Name a person by 1 to 64 lower-case letters, digits, dots and hyphens: one spelling for one person."
                )
            }
            return [.admitted(credential, by: warrant, at: now)]
        case .revoke(let fingerprint, let reasons):
            guard registry.credentials[fingerprint] != nil else {
                throw .field("vingerafdruk", "No admitted certificate has this fingerprint.", code: .unknown)
            }
            guard registry.canAdminister(withoutCertificate: fingerprint, at: now) else {
                throw .field(
                    "vingerafdruk", "This is the last certificate to administer with: issue another one first.", code: .notNow)
            }
            try require(reasons, "redenen")
            return [.revoked(fingerprint: fingerprint, reasons: reasons, by: warrant, at: now)]
        case .admitPerson(let member):
            try check(member, in: registry)
            if registry.members[member.party]?[member.person] == member { return [] }
            return [.personAdmitted(member, by: warrant, at: now)]
        case .endPerson(let party, let person, let reasons):
            guard registry.members[party]?[person]?.isValid(at: now) == true else {
                throw .field("persoon", "No person of this party with this reference may sign in.", code: .unknown)
            }
            try require(reasons, "redenen")
            return [.personEnded(party, person: person, reasons: reasons, by: warrant, at: now)]
        case .registerEdge(let name, let key):
            return try registerEdge(name, key, in: registry, by: warrant, at: now)
        case .retireEdge(let name, let reasons):
            guard let party = warrant.party, registry.edges[party]?[name] != nil else {
                throw .field("naam", "This party has no edge of this name.", code: .unknown)
            }
            try require(reasons, "redenen")
            return [.edgeRetired(party, name: name, reasons: reasons, by: warrant, at: now)]
        case .plan(let party, let milestone, let day):
            return try plan(party, milestone, by: day, in: registry, by: warrant, at: now)
        }
    }

    private func register(
        _ id: PartyID, _ name: String, _ roles: Set<Role>, in registry: Registry, by warrant: Warrant, at now: Instant
    ) throws(Refusal) -> PartyEvent {
        var faults: [Fault] = []
        if registry.parties[id] != nil { faults.append(Fault("deelnemer", "This party is registered already.")) }
        if let other = id.otherSpelling(among: registry.parties.keys) {
            faults.append(Fault("deelnemer", "This organisation is registered already, as \(other)."))
        }
        if name.isEmpty || name.utf8.count > 200 { faults.append(Fault("naam", "Give a name of 1 to 200 bytes.")) }
        if roles.isEmpty { faults.append(Fault("rollen", "Give at least one role.")) }
        for role in roles.sorted() where Role.known[role] == nil {
            faults.append(
                Fault(
                    "rollen",
                    "The role \(role) is not known; known are \(Role.known.keys.sorted().map(\.rawValue).joined(separator: ", ")).")
            )
        }
        guard faults.isEmpty else {
            let code: RefusalCode = registry.parties[id] != nil ? .duplicate : .invalid
            throw Refusal(code, "The party cannot be registered like this: mend the fields named.", faults: faults)
        }
        return .registered(Party(id: id, name: name, roles: roles, registeredAt: now), by: warrant)
    }

    private func check(_ mandate: Mandate, in registry: Registry) throws(Refusal) {
        var faults: [Fault] = []
        if registry.parties[mandate.party] == nil { faults.append(Fault("deelnemer", "Register the party first.")) }
        if let purpose = purposes[mandate.register] {
            if mandate.purpose != purpose { faults.append(Fault("doel", "The purpose of this register is: \(purpose).")) }
        } else {
            faults.append(
                Fault(
                    "register",
                    "This hub has no such register; it has \(purposes.keys.sorted().map(\.rawValue).joined(separator: ", "))."))
        }
        if mandate.rights.isEmpty { faults.append(Fault("rechten", "Give at least one right.")) }
        for right in mandate.rights.sorted() where Right.known[right] == nil {
            faults.append(
                Fault(
                    "rechten",
                    "The right \(right) is not known; known are \(Right.known.keys.sorted().map(\.rawValue).joined(separator: ", "))."
                ))
        }
        if mandate.register == .parties, mandate.rights.contains(.administer), let party = registry.parties[mandate.party],
            !party.roles.contains(.hub)
        {
            faults.append(Fault("rechten", "Only a party with the role \(Role.hub) can administer the hub."))
        }
        if mandate.basis.isEmpty { faults.append(Fault("grondslag", "Name the legal basis, with its article.")) }
        if let until = mandate.until, until <= mandate.from { faults.append(Fault("tot", "The end must come after the start.")) }
        guard faults.isEmpty else {
            throw Refusal(.invalid, "The mandate cannot be granted like this: mend the fields named.", faults: faults)
        }
    }

    private func check(_ member: Member, in registry: Registry) throws(Refusal) {
        var faults: [Fault] = []
        if registry.parties[member.party] == nil { faults.append(Fault("deelnemer", "Register the party first.")) }
        if !Credential.isPersonReference(member.person) {
            faults.append(
                Fault(
                    "persoon",
                    "Name a person by 1 to 64 lower-case letters, digits, dots and hyphens: one spelling for one person."))
        }
        if !Member.isCode(member.code) {
            faults.append(Fault("code", "Give the code that signing in shows: 32 letters and digits."))
        }
        if let other = registry.members[member.party]?.values.first(where: { $0.code == member.code && $0.person != member.person }
        ),
            !other.rights.isEmpty
        {
            faults.append(Fault("code", "This is the code of another person of the party: one person has one reference."))
        }
        if member.rights.isEmpty { faults.append(Fault("rechten", "Give at least one right.")) }
        for right in member.rights.sorted() where Right.known[right] == nil {
            faults.append(Fault("rechten", "The right \(right) is not known."))
        }
        if let branch = member.branch, !Member.isBranch(branch) {
            faults.append(Fault("vestiging", "Give a branch number of 12 digits."))
        }
        guard faults.isEmpty else {
            throw Refusal(.invalid, "The person cannot be admitted like this: mend the fields named.", faults: faults)
        }
    }

    private func registerEdge(
        _ name: String, _ key: String, in registry: Registry, by warrant: Warrant, at now: Instant
    ) throws(Refusal) -> [PartyEvent] {
        guard let party = warrant.party else { throw Refusal(.unidentified, "Only a party can register an edge.") }
        guard EdgeNode.isName(name) else {
            throw .field("naam", "Name the edge with 1 to 63 lower-case letters, digits and hyphens.")
        }
        guard key.hasPrefix(EdgeNode.keyName(party: party, edge: name) + "+") else {
            throw .field("sleutel", "The name of the key must be \(EdgeNode.keyName(party: party, edge: name)).")
        }
        if registry.edges[party]?[name]?.verifierKey == key { return [] }
        return [.edgeRegistered(EdgeNode(party: party, name: name, verifierKey: key, registeredAt: now), by: warrant)]
    }

    private func require(_ text: String, _ field: String) throws(Refusal) {
        guard !text.isEmpty, text.utf8.count <= 4_000 else { throw .field(field, "Give reasons, in at most 4,000 bytes.") }
    }
}

extension EdgeNode {
    /// Whether a text can be the name of an edge: 1 to 63 lower-case letters, digits and hyphens.
    public static func isName(_ text: String) -> Bool {
        (1...63).contains(text.utf8.count)
            && text.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
    }
}
