// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Testing

@Suite("Parties and their mandates")
struct PartyDeciderTests {
    private let start = TrialRegistry.start

    @Test("a registered party is known by its number, with its name, roles and the moment")
    func registers() throws {
        var trial = TrialRegistry()

        let events = try trial.act(.register(People.telecom, name: "Voorbeeld Telecom", roles: [.provider]))

        let party = Party(id: People.telecom, name: "Voorbeeld Telecom", roles: [.provider], registeredAt: start)
        #expect(events == [.registered(party, by: TrialRegistry.operating)])
        #expect(trial.registry.parties == [People.telecom: party])
    }

    @Test("a party cannot be registered twice")
    func duplicate() throws {
        let trial = try TrialRegistry.police()

        let refusal = trial.refusal(of: .register(People.police, name: "Again", roles: [.police]))

        #expect(refusal?.code == .duplicate)
        #expect(refusal?.faults.map(\.field) == ["deelnemer"])
    }

    @Test("all faults of a registration are named at once")
    func registrationFaults() throws {
        let trial = try TrialRegistry.police()

        let empty = trial.refusal(of: .register(People.telecom, name: "", roles: []))
        let everything = trial.refusal(of: .register(People.police, name: "", roles: ["wizard", "citizen"]))

        #expect(empty?.code == .invalid)
        #expect(empty?.faults.map(\.field) == ["naam", "rollen"])
        #expect(everything?.code == .duplicate)
        #expect(everything?.faults.map(\.field) == ["deelnemer", "naam", "rollen", "rollen"])
        #expect(everything?.faults.last?.reason.hasPrefix("The role wizard is not known") == true)
    }

    @Test("a name has 1 to 200 bytes", arguments: [(0, false), (1, true), (200, true), (201, false)])
    func nameLength(length: Int, fits: Bool) {
        let command = PartyCommand.register(People.telecom, name: String(repeating: "n", count: length), roles: [.provider])

        #expect((TrialRegistry().refusal(of: command) == nil) == fits)
    }

    @Test("mandates are numbered from 1 in the order in which they are granted")
    func grants() throws {
        var trial = try TrialRegistry.police()
        let end = start + .days(30)

        let first = try trial.act(TrialRegistry.grant([.decide, .confirm], until: end), at: start + .hours(1))
        try trial.act(TrialRegistry.grant([.report]))

        let mandate = Mandate(
            number: 1, party: People.police, register: Trial.register, rights: [.decide, .confirm], purpose: Trial.purpose,
            basis: "Politiewet art. 3", from: start, until: end
        )
        #expect(first == [.granted(mandate, by: TrialRegistry.operating, at: start + .hours(1))])
        #expect(trial.registry.mandates.keys.sorted() == [1, 2])
        #expect(trial.registry.mandates[1] == mandate)
    }

    @Test("all faults of a mandate are named at once")
    func mandateFaults() {
        let command = TrialRegistry.grant(
            [], to: People.telecom, in: "nowhere", purpose: "any", basis: "", from: start, until: start
        )

        let refusal = TrialRegistry().refusal(of: command)

        #expect(refusal?.code == .invalid)
        #expect(refusal?.faults.map(\.field) == ["deelnemer", "register", "rechten", "grondslag", "tot"])
        #expect(refusal?.faults[1].reason == "This hub has no such register; it has parties, trial.")
    }

    @Test("a mandate is given for the purpose of its register and no other")
    func mandatePurpose() throws {
        let trial = try TrialRegistry.police()

        let refusal = trial.refusal(of: TrialRegistry.grant([.decide], purpose: PartyDecider.purpose))

        #expect(refusal?.faults == [Fault("doel", "The purpose of this register is: trying the lifecycle.")])
        #expect(trial.refusal(of: TrialRegistry.grant([.supervise], in: .parties, purpose: PartyDecider.purpose)) == nil)
    }

    @Test("every right in a mandate must be known")
    func unknownRights() throws {
        let trial = try TrialRegistry.police()

        let refusal = trial.refusal(of: TrialRegistry.grant([.decide, "destroy", "abolish"]))

        #expect(refusal?.faults.map(\.field) == ["rechten", "rechten"])
        #expect(refusal?.faults.first?.reason.hasPrefix("The right abolish is not known") == true)
        #expect(trial.refusal(of: TrialRegistry.grant(Set(Right.known.keys))) == nil)
    }

    @Test("a mandate must end after it starts")
    func mandateOrder() throws {
        let trial = try TrialRegistry.police()

        #expect(trial.refusal(of: TrialRegistry.grant([.decide], until: start))?.faults.map(\.field) == ["tot"])
        #expect(trial.refusal(of: TrialRegistry.grant([.decide], until: start + Trial.millisecond)) == nil)
    }

    @Test("a mandate that is ended keeps everything but its end")
    func ends() throws {
        var trial = try TrialRegistry.police(TrialRegistry.grant([.decide]))
        let moment = start + .days(3)

        let events = try trial.act(.end(1, reasons: "merged"), at: moment)

        #expect(events == [.ended(1, reasons: "merged", by: TrialRegistry.operating, at: moment)])
        #expect(
            trial.registry.mandates[1]
                == Mandate(
                    number: 1, party: People.police, register: Trial.register, rights: [.decide], purpose: Trial.purpose,
                    basis: "Politiewet art. 3", from: start, until: moment
                )
        )
    }

    @Test("a mandate can be ended once, before it has ended by itself, with reasons")
    func endsOnce() throws {
        let until = start + .days(10)
        var trial = try TrialRegistry.police(TrialRegistry.grant([.decide], until: until))

        #expect(trial.refusal(of: .end(2, reasons: "r"))?.code == .unknown)
        #expect(trial.refusal(of: .end(1, reasons: ""))?.faults.map(\.field) == ["redenen"])
        #expect(trial.refusal(of: .end(1, reasons: String(repeating: "r", count: 4_001)))?.code == .invalid)
        #expect(trial.refusal(of: .end(1, reasons: "r"), at: until - Trial.millisecond) == nil)
        #expect(trial.refusal(of: .end(1, reasons: "r"), at: until)?.code == .notNow)

        try trial.act(.end(1, reasons: "r"), at: start + .days(1))
        #expect(trial.refusal(of: .end(1, reasons: "r"), at: start + .days(1))?.code == .notNow)
    }

    @Test("the end of an unknown mandate changes nothing")
    func strayEnd() throws {
        var registry = try TrialRegistry.police().registry
        let before = registry

        registry.apply(.ended(7, reasons: "r", by: TrialRegistry.operating, at: start))

        #expect(registry == before)
    }

    @Test("a hub without other registers still administers its parties")
    func partiesAlways() {
        #expect(PartyDecider(purposes: [:]).purposes == [.parties: PartyDecider.purpose])
    }

    @Test("the parties with a right are those whose mandate is valid, each once, in order")
    func partiesWithRight() throws {
        var trial = try TrialRegistry.police(TrialRegistry.grant([.comply]), TrialRegistry.grant([.comply]))
        try trial.act(.register(People.telecom, name: "Voorbeeld Telecom", roles: [.provider]))
        try trial.act(.register(People.mobile, name: "Voorbeeld Mobiel", roles: [.provider]))
        try trial.act(TrialRegistry.grant([.comply], to: People.telecom, until: start + .days(1)))
        try trial.act(TrialRegistry.grant([.report], to: People.mobile))

        #expect(trial.registry.parties(with: .comply, in: Trial.register, at: start) == [People.telecom, People.police])
        #expect(trial.registry.parties(with: .comply, in: Trial.register, at: start + .days(1)) == [People.police])
        #expect(trial.registry.parties(with: .comply, in: .parties, at: start).isEmpty)
        #expect(trial.registry.mandates(of: People.police, in: Trial.register, at: start).map(\.number) == [1, 2])
        #expect(trial.registry.mandates(of: People.police, in: Trial.register, at: start - Trial.millisecond).isEmpty)
    }
}
