// SPDX-License-Identifier: EUPL-1.2

/// All parties with their mandates, certificates and edges, as the log of parties tells them.
public struct Registry: Hashable, Sendable {
    /// The parties.
    public private(set) var parties: [PartyID: Party] = [:]
    /// The mandates by number, ended ones included with their end.
    public private(set) var mandates: [MandateNumber: Mandate] = [:]
    /// The certificates that are admitted, by fingerprint.
    public private(set) var credentials: [String: Credential] = [:]
    /// The certificates that were revoked.
    public private(set) var revoked: Set<String> = []
    /// Those of them that were admitted here, with when and why, by fingerprint.
    public private(set) var revocations: [String: Revocation] = [:]
    /// The persons who may sign in, by party and reference; those who may do nothing any more among them.
    public private(set) var members: [PartyID: [String: Member]] = [:]
    /// The edges by party.
    public private(set) var edges: [PartyID: [String: EdgeNode]] = [:]

    /// How far each party is with joining.
    public private(set) var onboarding: [PartyID: Onboarding] = [:]

    /// An empty registry.
    public init() {}

    /// The registry after an event.
    public mutating func apply(_ event: PartyEvent) {
        noteMilestone(of: event)
        switch event {
        case .registered(let party, _): parties[party.id] = party
        case .granted(let mandate, _, _): mandates[mandate.number] = mandate
        case .ended(let number, _, _, let at):
            guard let old = mandates[number] else { return }
            mandates[number] = Mandate(
                number: number, party: old.party, register: old.register, rights: old.rights, purpose: old.purpose,
                basis: old.basis, from: old.from, until: at
            )
        case .admitted(let credential, _, _): credentials[credential.fingerprint] = credential
        case .revoked(let fingerprint, let reasons, _, let at):
            if let credential = credentials.removeValue(forKey: fingerprint) {
                revocations[fingerprint] = Revocation(credential: credential, at: at, reasons: reasons)
            }
            revoked.insert(fingerprint)
        case .personAdmitted(let member, _, _): members[member.party, default: [:]][member.person] = member
        case .personEnded(let party, let person, _, _, let at):
            guard let member = members[party]?[person] else { return }
            members[party]?[person] = member.ended(at: at)
        case .edgeRegistered(let edge, _): edges[edge.party, default: [:]][edge.name] = edge
        case .edgeRetired(let party, let name, _, _, _): edges[party]?[name] = nil
        case .milestonePlanned(let party, let milestone, let day, _, _):
            onboarding[party, default: .init()].planned[milestone] = day
        }
    }

    /// Notes what an event tells of how far a party is with joining.
    private mutating func noteMilestone(of event: PartyEvent) {
        switch event {
        case .registered(let party, _): onboarding[party.id, default: .init()].reach(.registered, at: party.registeredAt)
        case .granted(let mandate, _, let at) where mandate.rights.contains(.comply):
            onboarding[mandate.party, default: .init()].reach(.mandated, at: at)
        case .admitted(let credential, _, let at): onboarding[credential.party, default: .init()].reach(.certified, at: at)
        case .edgeRegistered(let edge, _): onboarding[edge.party, default: .init()].reach(.connected, at: edge.registeredAt)
        default: break
        }
    }

    /// The registered party that an organisation is, by this number or by the other it has: an OIN may be built on a KvK number.
    public func party(named id: PartyID) -> Party? {
        parties[id] ?? id.otherSpelling(among: parties.keys).flatMap { parties[$0] }
    }

    /// The person of a party whom a code stands for; nil when he was never admitted, or it has ended.
    public func member(of party: PartyID, code: String, at now: Instant) -> Member? {
        members[party]?.values.first { $0.code == code && $0.isValid(at: now) }
    }

    /// The mandates a party can use in a register at a moment.
    public func mandates(of party: PartyID, in register: RegisterName, at now: Instant) -> [Mandate] {
        mandates.values
            .filter { $0.party == party && $0.register == register && $0.isValid(at: now) }
            .sorted { $0.number < $1.number }
    }

    /// The parties that hold a right in a register at a moment.
    public func parties(with right: Right, in register: RegisterName, at now: Instant) -> [PartyID] {
        Set(mandates.values.filter { $0.register == register && $0.rights.contains(right) && $0.isValid(at: now) }.map(\.party))
            .sorted()
    }

    /// Whether somebody can still administer when some mandates are left out.
    func administers(without isLeftOut: (MandateNumber) -> Bool, at now: Instant) -> Bool {
        mandates.values.contains {
            $0.register == .parties && $0.rights.contains(.administer) && $0.isValid(at: now) && !isLeftOut($0.number)
                && runsHub($0.party)
        }
    }

    /// Whether a party runs the hub; only such a party can administer it.
    private func runsHub(_ party: PartyID) -> Bool { parties[party]?.roles.contains(.hub) == true }

    /// Whether a certificate is left to administer with when one is revoked. Revoking others never matters.
    func canAdminister(withoutCertificate fingerprint: String, at now: Instant) -> Bool {
        let administrators = Set(parties(with: .administer, in: .parties, at: now).filter(runsHub))
        guard let party = credentials[fingerprint]?.party, administrators.contains(party) else { return true }
        return credentials.values.contains { administrators.contains($0.party) && $0.fingerprint != fingerprint && $0.until > now }
    }
}
