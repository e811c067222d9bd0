// SPDX-License-Identifier: EUPL-1.2

/// What can be asked about parties, mandates, certificates and edges.
public enum PartyCommand: Hashable, Sendable {
    /// Register an organisation.
    case register(PartyID, name: String, roles: Set<Role>)
    /// Grant a mandate.
    case grant(PartyID, register: RegisterName, rights: Set<Right>, purpose: String, basis: String, from: Instant, until: Instant?)
    /// End a mandate now.
    case end(MandateNumber, reasons: String)
    /// Admit a certificate.
    case admit(Credential)
    /// Revoke a certificate now.
    case revoke(fingerprint: String, reasons: String)
    /// Let a person of a party sign in, or give him other rights.
    case admitPerson(Member)
    /// Let a person of a party do nothing any more.
    case endPerson(PartyID, person: String, reasons: String)
    /// Register an edge of the acting party.
    case registerEdge(name: String, verifierKey: String)
    /// Take an edge of the acting party out of use.
    case retireEdge(name: String, reasons: String)
    /// Plan by which day a party reaches a milestone; nil takes the day away.
    case plan(PartyID, Milestone, by: CivilDate?)
}
