// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger

/// On what a call was let through.
struct Admission: Sendable {
    /// The register in which a right was used; nil when none was needed.
    var register: (any Register)?
    /// The right that was used; nil when none was needed.
    var right: Right?
    /// On what an act stands; nil when no right was needed.
    var warrant: Warrant?
}

extension Access {
    /// Decides whether a call may be made.
    /// - Parameters:
    ///   - call: who calls, and about what.
    ///   - registry: the parties and their mandates.
    ///   - registers: the registers of the hub.
    ///   - now: the moment of the call.
    /// - Throws: `unidentified`, `noMandate`, `personNeeded`, `samePerson`; `unknown` or `invalid` when the call names no register there is.
    func admit(_ call: Call, registry: Registry, registers: RegisterSet, at now: Instant) throws(Refusal) -> Admission {
        if call.isOpenDoor {
            guard open != nil else { throw Access.unidentified }
            guard let publicBasis, case .rights(_, let place, _, _)? = parties,
                let policy = try place.registers(of: call, among: registers).first?.policy
            else { return Admission() }
            let basis = try publicBasis.text(in: policy, kind: call.text("soort"))
            return Admission(register: registers[policy.register], warrant: .citizen(purpose: policy.purpose, basis: basis))
        }
        guard let parties else { throw Access.unidentified }
        return try parties.admit(call, registry: registry, registers: registers, at: now)
    }
}

extension Access.PublicBasis {
    /// The basis as the policy names it. A kind that the policy does not know is refused by the register itself.
    /// - Throws: `noMandate` when the kind is for parties only.
    fileprivate func text(in policy: RegisterPolicy, kind: String) throws(Refusal) -> String {
        guard let basis = basis(in: policy, kind: kind) else {
            guard let rule = policy.reports[ReportKind(rawValue: kind)] else { return "none" }
            let roles = rule.roles.sorted().map(\.rawValue).joined(separator: ", ")
            throw Refusal(
                .noMandate, "A report of this kind is for parties only: connect with the certificate of one.",
                faults: [Fault("soort", "Open to: \(roles).")])
        }
        return basis
    }

    /// The basis as the policy names it; nil when the kind is not open to everybody.
    func basis(in policy: RegisterPolicy, kind: String) -> String? {
        switch self {
        case .report: policy.reports[ReportKind(rawValue: kind)]?.publicBasis
        case .objection: policy.objection.basis
        }
    }
}

extension Access.Parties {
    fileprivate func admit(
        _ call: Call, registry: Registry, registers: RegisterSet, at now: Instant
    ) throws(Refusal) -> Admission {
        guard let party = call.actor.party, registry.parties[party] != nil else { throw Access.unidentified }
        switch self {
        case .anybody: return Admission()
        case .registered:
            if let member = call.actor.person.flatMap({ registry.members[party]?[$0] }), !member.isValid(at: now) {
                throw Refusal(
                    .noMandate,
                    "This person may do nothing any more for the party: ask whoever manages the persons of the party.",
                    faults: [Fault("persoon", "The rights of this person have ended.")])
            }
            return Admission()
        case .administrators:
            let warrant = try registry.authorise(administrator: call.actor, at: now)
            return Admission(right: .administer, warrant: warrant)
        case .managers:
            // Whoever names no party manages that of his own.
            let named = call.body["deelnemer"] == nil ? party : try PartyID(call.text("deelnemer"))
            let warrant = try registry.authorise(call.actor, toManage: call.text("persoon"), of: named, at: now)
            return Admission(warrant: warrant)
        case .oneOf(let others):
            var admission = Result<Admission, Refusal>.failure(Access.unidentified)
            for (index, other) in others.enumerated() {
                do {
                    return try other.admit(call, registry: registry, registers: registers, at: now)
                } catch {
                    // The first says what is needed; the others are other ways to it.
                    if index == 0 { admission = .failure(error) }
                }
            }
            return try admission.get()
        case .inPerson(let others):
            let admission = try others.admit(call, registry: registry, registers: registers, at: now)
            guard call.actor.person != nil else {
                throw Refusal(
                    .personNeeded, "This act needs a named person: connect with that person's own certificate.",
                    faults: [Fault("persoon", "The certificate names a system, not a person.")])
            }
            return admission
        case .rights(let rights, let place, let roles, let needsPerson):
            var refusal: Refusal?
            for register in try place.registers(of: call, among: registers) {
                let policy = register.policy
                for right in rights {
                    do {
                        let warrant = try registry.authorise(
                            call.actor, to: right, in: policy.register, purpose: policy.purpose,
                            roles: roles.roles(for: right, in: policy, of: call), needsPerson: needsPerson, at: now)
                        return Admission(register: register, right: right, warrant: warrant)
                    } catch {
                        refusal = refusal ?? error
                    }
                }
            }
            throw refusal ?? Refusal(.noMandate, "This hub has no register in which anybody may do this.")
        }
    }
}

extension HubCore {
    /// Lets a call through, or says why not.
    func admit(_ call: Call) throws(Refusal) -> Admission {
        try call.access.admit(call, registry: board.registry, registers: registers, at: timekeeper.now())
    }

    /// An endpoint that lets nobody through whom its access does not name. What lasts looks again whenever it asks to.
    func guarded(_ endpoint: Endpoint) -> Endpoint {
        var guarded = endpoint
        guarded.handle = { call in
            var call = call
            call.access = endpoint.access
            call.admission = try admit(call)
            let (asked, recheck) = (call, call.recheck)
            call.recheck = {
                try await recheck()
                _ = try admit(asked)
            }
            return try await endpoint.handle(call)
        }
        return guarded
    }
}

extension ActScope {
    /// On what an act stands, by the access of its endpoint and the registry as earlier acts of the batch left it.
    /// - Throws: as `Access.admit`; `unidentified` when the endpoint asks no right.
    func warrant(for call: Call) throws(Refusal) -> Warrant {
        let admission = try call.access.admit(call, registry: state.registry, registers: registers, at: now)
        guard let warrant = admission.warrant else { throw Access.unidentified }
        return warrant
    }
}
