// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Testing

@Suite("No mandate, no act")
struct AuthorisationTests {
    private let noon = Trial.at("2026-02-01T12:00:00Z")

    /// Who may decide in the trial register at a moment, or why not.
    private func answer(
        _ trial: TrialRegistry, _ actor: Actor = .party(People.police, person: "p-1"), to right: Right = .decide,
        in register: RegisterName = Trial.register, purpose: String = Trial.purpose, roles: Set<Role>? = nil,
        needsPerson: Bool = false, at now: Instant? = nil
    ) -> Result<Warrant, Refusal> {
        do throws(Refusal) {
            return .success(
                try trial.registry.authorise(
                    actor, to: right, in: register, purpose: purpose, roles: roles, needsPerson: needsPerson, at: now ?? noon
                )
            )
        } catch {
            return .failure(error)
        }
    }

    private func refusal(_ answer: Result<Warrant, Refusal>) -> Refusal? {
        if case .failure(let refusal) = answer { refusal } else { nil }
    }

    @Test("a party with a valid mandate acts on it: the warrant carries party, person, role, mandate, purpose and basis")
    func granted() throws {
        let trial = try TrialRegistry.police(TrialRegistry.grant([.decide]))

        let warrant = try answer(trial).get()

        #expect(warrant.party == People.police)
        #expect(warrant.person == "p-1")
        #expect(warrant.role == .police)
        #expect(warrant.mandate == 1)
        #expect(warrant.purpose == Trial.purpose)
        #expect(warrant.basis == "Politiewet art. 3")
    }

    @Test("a registered party without any mandate may nothing", arguments: Right.known.keys.sorted())
    func deniedByDefault(right: Right) throws {
        let trial = try TrialRegistry.police()

        let refusal = refusal(answer(trial, to: right))

        #expect(refusal?.code == .noMandate)
        #expect(refusal?.faults == [Fault("mandaat", "No mandate with the right \(right) in trial.")])
    }

    @Test("citizens, the clock and parties that are not registered are not identified for acts of parties")
    func unidentified() throws {
        let trial = try TrialRegistry.police(TrialRegistry.grant([.decide]))

        for actor in [Actor.citizen, .clock, .party(People.telecom, person: "t-1")] {
            #expect(refusal(answer(trial, actor))?.code == .unidentified)
        }
    }

    @Test("a mandate for one right gives no other", arguments: [Right.report, .confirm, .comply, .supervise, .administer])
    func otherRight(right: Right) throws {
        let trial = try TrialRegistry.police(TrialRegistry.grant([.decide]))

        #expect(refusal(answer(trial, to: right))?.code == .noMandate)
        #expect(refusal(answer(trial, to: .decide)) == nil)
    }

    @Test("a mandate in one register gives nothing in another")
    func otherRegister() throws {
        let trial = try TrialRegistry.police(TrialRegistry.grant([.supervise], in: .parties, purpose: PartyDecider.purpose))

        let refusal = refusal(answer(trial, to: .supervise))

        #expect(refusal?.code == .noMandate)
        #expect(refusal?.faults.map(\.field) == ["mandaat"])
    }

    @Test("only a party that runs the hub can be given to administer it, and only in that role")
    func administering() throws {
        var trial = try TrialRegistry.police()
        let refused = trial.refusal(of: TrialRegistry.grant([.administer], in: .parties, purpose: PartyDecider.purpose))
        try trial.act(.register(People.hub, name: "Voorbeeldbeheer", roles: [.hub]))
        try trial.act(TrialRegistry.grant([.administer], to: People.hub, in: .parties, purpose: PartyDecider.purpose))

        #expect(refused?.faults.map(\.field) == ["rechten"])
        let warrant = try trial.registry.authorise(administrator: .party(People.hub, person: "b-1"), at: TrialRegistry.start)
        #expect(warrant.role == .hub && warrant.mandate != nil)
        #expect(throws: Refusal.self) {
            try trial.registry.authorise(administrator: .party(People.police, person: "p-1"), at: TrialRegistry.start)
        }
    }

    @Test("a mandate of one party is of no use to another")
    func otherParty() throws {
        var trial = try TrialRegistry.police(TrialRegistry.grant([.decide]))
        try trial.act(.register(People.prosecutor, name: "Voorbeeldparket", roles: [.prosecutor]))

        #expect(refusal(answer(trial, .party(People.prosecutor, person: "m-1")))?.code == .noMandate)
    }

    @Test("a mandate for another purpose does not count, and the refusal names the purpose")
    func otherPurpose() throws {
        let trial = try TrialRegistry.police(TrialRegistry.grant([.decide]))

        let refusal = refusal(answer(trial, purpose: "selling phones"))

        #expect(refusal?.code == .noMandate)
        #expect(refusal?.faults == [Fault("mandaat", "It was given for another purpose than selling phones.")])
    }

    @Test("a mandate is of use from its first moment until before its end")
    func validity() throws {
        let from = Trial.at("2026-02-01T00:00:00Z")
        let until = Trial.at("2026-03-01T00:00:00Z")
        let trial = try TrialRegistry.police(TrialRegistry.grant([.decide], from: from, until: until))

        #expect(
            refusal(answer(trial, at: from - Trial.millisecond))?.faults
                == [Fault("mandaat", "It starts on 2026-02-01T00:00:00.000Z.")]
        )
        #expect(refusal(answer(trial, at: from)) == nil)
        #expect(refusal(answer(trial, at: until - Trial.millisecond)) == nil)
        let ended = refusal(answer(trial, at: until))
        #expect(ended?.code == .noMandate)
        #expect(ended?.faults == [Fault("mandaat", "It ended on 2026-03-01T00:00:00.000Z.")])
    }

    @Test("a mandate without an end stays of use")
    func noEnd() throws {
        let trial = try TrialRegistry.police(TrialRegistry.grant([.decide]))

        #expect(refusal(answer(trial, at: .latest)) == nil)
    }

    @Test("a mandate that is ended early is of no use from that moment")
    func endedEarly() throws {
        var trial = try TrialRegistry.police(TrialRegistry.grant([.decide], until: Trial.at("2027-01-01T00:00:00Z")))
        try trial.act(.end(1, reasons: "the agreement ended"), at: noon)

        #expect(refusal(answer(trial, at: noon - Trial.millisecond)) == nil)
        #expect(refusal(answer(trial, at: noon))?.faults == [Fault("mandaat", "It ended on 2026-02-01T12:00:00.000Z.")])
    }

    @Test("a mandate that is ended before it began is never of use")
    func endedBeforeItBegan() throws {
        let from = Trial.at("2026-03-01T00:00:00Z")
        var trial = try TrialRegistry.police(TrialRegistry.grant([.decide], from: from))
        try trial.act(.end(1, reasons: "a mistake"), at: noon)

        for moment in [noon - Trial.millisecond, noon, from, from + .days(1)] {
            #expect(refusal(answer(trial, at: moment))?.code == .noMandate)
        }
    }

    @Test("of several mandates that fit, the oldest that is valid is used")
    func oldestFits() throws {
        var trial = try TrialRegistry.police(
            TrialRegistry.grant([.decide], basis: "first"), TrialRegistry.grant([.decide], basis: "second"),
            TrialRegistry.grant([.decide], basis: "third")
        )
        #expect(try answer(trial).get().mandate == 1)

        try trial.act(.end(1, reasons: "over"), at: noon)

        let warrant = try answer(trial).get()
        #expect(warrant.mandate == 2)
        #expect(warrant.basis == "second")
    }

    @Test("an act reserved for a role is refused to parties of other roles, and the refusal names the roles")
    func otherRole() throws {
        let trial = try TrialRegistry.police(TrialRegistry.grant([.decide]))

        let refusal = refusal(answer(trial, roles: [.prosecutor, .insurer]))

        #expect(refusal?.code == .noMandate)
        #expect(refusal?.faults == [Fault("rol", "Needed: insurer, prosecutor.")])
    }

    @Test("a party of several roles acts in the one that the act asks for")
    func fittingRole() throws {
        var trial = TrialRegistry()
        try trial.act(.register(People.telecom, name: "Voorbeeld Telecom", roles: [.provider, .insurer]))
        try trial.act(TrialRegistry.grant([.report], to: People.telecom))
        let actor = Actor.party(People.telecom, person: nil)

        #expect(try answer(trial, actor, to: .report, roles: [.provider]).get().role == .provider)
        #expect(try answer(trial, actor, to: .report, roles: [.insurer, .police]).get().role == .insurer)
    }

    @Test("an act that needs a person is refused to a system, and the refusal says so")
    func needsPerson() throws {
        let trial = try TrialRegistry.police(TrialRegistry.grant([.confirm]))
        let system = Actor.party(People.police, person: nil)

        let refusal = refusal(answer(trial, system, to: .confirm, needsPerson: true))

        #expect(refusal?.code == .personNeeded)
        #expect(refusal?.faults.map(\.field) == ["persoon"])
        #expect(try answer(trial, system, to: .confirm).get().person == nil)
        #expect(try answer(trial, to: .confirm, needsPerson: true).get().person == "p-1")
    }

    @Test("an actor tells its party and person, if it has them")
    func actors() {
        #expect(Actor.party(People.police, person: "p-1").party == People.police)
        #expect(Actor.party(People.police, person: "p-1").person == "p-1")
        #expect(Actor.citizen.party == nil && Actor.clock.party == nil)
        #expect(Actor.citizen.person == nil && Actor.clock.person == nil)
    }
}
