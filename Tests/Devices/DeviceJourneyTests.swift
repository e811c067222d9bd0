// SPDX-License-Identifier: EUPL-1.2

import Devices
import Exchange
import Ledger
import Testing

@Suite("A stolen phone, from report to recovery, by the register's own rules")
struct DeviceJourneyTests {
    private let register = Devices()
    private let id = CaseID(prefix: "DV", random: 42)

    private func at(_ text: String) throws -> Instant { try #require(Instant(rfc3339: text)) }

    /// A police officer's warrant, as authorisation gives it.
    private func officer(_ person: String, in registry: Registry, to right: Right, at now: Instant) throws -> Warrant {
        let police = try PartyID("00000001000000000001")
        return try registry.authorise(
            .party(police, person: person), to: right, in: .devices, purpose: register.policy.purpose, needsPerson: true, at: now
        )
    }

    private func registry() throws -> Registry {
        let parties = PartyDecider(purposes: [.devices: register.policy.purpose])
        let start = try at("2026-01-01T00:00:00Z")
        let police = try PartyID("00000001000000000001")
        let operating = Warrant.clock(purpose: PartyDecider.purpose)
        let commands: [PartyCommand] = [
            .register(police, name: "Voorbeeldpolitie", roles: [.police]),
            .grant(
                police, register: .devices, rights: [.report, .decide, .confirm], purpose: register.policy.purpose,
                basis: "Politiewet 2012 art. 3", from: start, until: nil
            ),
        ]
        var registry = Registry()
        for command in commands {
            for event in try parties.decide(command, in: registry, by: operating, at: start) { registry.apply(event) }
        }
        return registry
    }

    @Test("reported on a Saturday, blocked by two officers, recovered, unblocked and, a year later, erased")
    func whole() throws {
        let decider = CaseDecider(policy: register.policy)
        let registry = try registry()
        let saturday = try at("2026-11-21T04:00:00Z")
        let citizen = Warrant.citizen(purpose: register.policy.purpose, basis: "Wetboek van Strafvordering art. 161")
        let subject = try register.subject("490154203237518", field: "imei")
        let officers = try ["p-1", "p-2"].map { try officer($0, in: registry, to: .decide, at: saturday) }
        let acts: [(CaseCommand, Warrant, Instant)] = [
            (.report(.theft, subjects: [subject], known: [], details: ["datum": "2026-11-21"], secretHash: nil), citizen, saturday),
            (.decide(.block, reasons: "reported by its owner", addressees: []), officers[0], saturday + .minutes(5)),
            (.confirm(1), officers[1], saturday + .minutes(9)),
            (.report(.recovery, subjects: [], known: [], details: [:], secretHash: nil), citizen, saturday + .days(3)),
            (.decide(.unblock, reasons: "the owner has it back", addressees: []), officers[0], saturday + .days(3)),
            (.tick, .clock(purpose: register.policy.purpose), saturday + .days(400)),
        ]

        var state: Case?
        var phases: [CasePhase] = []
        var effects: [CaseEffect] = []
        for (command, warrant, now) in acts {
            for event in try decider.decide(command, in: state, id: id, by: warrant, at: now) {
                effects += decider.effects(of: event, in: state)
                state = Case.evolve(state, event, in: .devices)
            }
            phases.append(try #require(state).phase)
        }

        #expect(phases == [.reported, .proposed, .inForce, .inForce, .closed, .erased])
        #expect(effects == [.hold(.stolen, .prohibited), .release])
        #expect(state?.decisions.first?.validUntil == (try at("2036-11-21T23:59:59.999+01:00")))
        #expect(state?.eraseAt == (try at("2027-11-24T23:59:59.999+01:00")))
    }
}
