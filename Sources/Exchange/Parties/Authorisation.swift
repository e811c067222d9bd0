// SPDX-License-Identifier: EUPL-1.2

extension Registry {
    /// Decides whether an actor may use a right in a register now. Everything that is not granted is refused.
    ///
    /// - Parameters:
    ///   - actor: who tries, as the door established it.
    ///   - right: what he wants to do.
    ///   - register: where.
    ///   - purpose: the purpose the register serves; a mandate for another purpose does not count.
    ///   - roles: the roles that may do this; nil when the right alone decides.
    ///   - needsPerson: whether a system may do it, or only a named person.
    ///   - now: the moment of the act.
    /// - Returns: the warrant that the entry of the act carries.
    /// - Throws: `unidentified`, `noMandate` or `personNeeded`.
    public func authorise(
        _ actor: Actor,
        to right: Right,
        in register: RegisterName,
        purpose: String,
        roles: Set<Role>? = nil,
        needsPerson: Bool = false,
        at now: Instant
    ) throws(Refusal) -> Warrant {
        guard case .party(let id, let person) = actor, let party = parties[id] else {
            throw Refusal(.unidentified, "This act is for parties: connect with the certificate of a registered party.")
        }
        if let member = person.flatMap({ members[id]?[$0] }) {
            guard member.isValid(at: now), member.rights.contains(right) else {
                throw Refusal(
                    .noMandate,
                    "This person may not \(right) for the party: ask whoever manages the persons of the party.",
                    faults: [Fault("persoon", "No right \(right).")]
                )
            }
        }
        let held = mandates.values.filter { $0.party == id && $0.register == register && $0.rights.contains(right) }
        guard !held.isEmpty else {
            throw Refusal(
                .noMandate,
                "The party has no mandate to \(right) in the register \(register): ask the operator of the hub for one.",
                faults: [Fault("mandaat", "No mandate with the right \(right) in \(register).")]
            )
        }
        guard let mandate = held.filter({ $0.isValid(at: now) && $0.purpose == purpose }).min(by: { $0.number < $1.number }) else {
            throw Refusal(
                .noMandate,
                "The mandate to \(right) in the register \(register) is not valid now for this purpose: have it renewed.",
                faults: [Fault("mandaat", Registry.why(held, purpose: purpose, now: now))]
            )
        }
        let fitting = roles.map { party.roles.intersection($0) } ?? party.roles
        guard let role = fitting.min() else {
            throw Refusal(
                .noMandate,
                "This act is reserved for other roles than those of this party.",
                faults: [Fault("rol", "Needed: \(roles?.sorted().map(\.rawValue).joined(separator: ", ") ?? "a role").")]
            )
        }
        guard !needsPerson || person != nil else {
            throw Refusal(
                .personNeeded,
                "This act needs a named person: connect with that person's own certificate.",
                faults: [Fault("persoon", "The certificate names a system, not a person.")]
            )
        }
        return Warrant(party: id, person: person, role: role, mandate: mandate.number, purpose: purpose, basis: mandate.basis)
    }

    /// Decides whether an actor may say who of a party may sign in: whoever administers the hub, and a person of the party itself
    /// who was given the right to administer. Nobody can do it for himself.
    /// - Throws: `unidentified`, `noMandate`, `samePerson`.
    public func authorise(_ actor: Actor, toManage person: String, of party: PartyID, at now: Instant) throws(Refusal) -> Warrant {
        guard case .party(let id, let acting) = actor, let own = parties[id] else {
            throw Refusal(.unidentified, "This act is for parties: connect with the certificate of a registered party.")
        }
        if id == party, acting == person {
            throw Refusal(.samePerson, "Nobody can change his own rights: ask another person who manages the persons of the party.")
        }
        if id == party, let member = acting.flatMap({ members[id]?[$0] }), member.isValid(at: now),
            member.rights.contains(.administer), let role = own.roles.min()
        {
            return Warrant(
                party: id, person: acting, role: role, mandate: nil, purpose: PartyDecider.purpose, basis: "own persons")
        }
        return try authorise(administrator: actor, at: now)
    }

    /// Decides whether an actor may use a right in a register now, in the roles whose work it is there.
    /// - Throws: as `authorise(_:to:in:purpose:roles:needsPerson:at:)`.
    public func authorise(_ actor: Actor, to right: Right, under policy: RegisterPolicy, at now: Instant) throws(Refusal) -> Warrant
    {
        try authorise(
            actor, to: right, in: policy.register, purpose: policy.purpose, roles: policy.roles(for: right), at: now)
    }

    /// Decides whether an actor may administer the hub: a party that runs it, with the mandate to.
    /// - Throws: `unidentified`, `noMandate`.
    public func authorise(administrator actor: Actor, at now: Instant) throws(Refusal) -> Warrant {
        try authorise(actor, to: .administer, in: .parties, purpose: PartyDecider.purpose, roles: [.hub], at: now)
    }

    private static func why(_ held: [Mandate], purpose: String, now: Instant) -> String {
        if held.contains(where: { $0.isValid(at: now) }) { return "It was given for another purpose than \(purpose)." }
        if let end = held.compactMap(\.until).filter({ $0 <= now }).max() { return "It ended on \(end)." }
        return "It starts on \(held.map(\.from).min()?.description ?? "a later day")."
    }
}
