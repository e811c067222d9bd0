// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger

extension ActScope {
    /// Runs a command on the registry of parties and enters what follows, with the measures that a mandate brings along.
    @discardableResult
    func run(_ command: PartyCommand, by warrant: Warrant) throws -> [PartyEvent] {
        let events = try PartyDecider(purposes: registers.purposes).decide(command, in: state.registry, by: warrant, at: now)
        for event in events {
            let before = state.registry
            try enter(event.kind, event.json, in: .parties, stream: PartyStream.name, audience: .parties)
            state.registry.apply(event)
            switch event {
            case .granted(let mandate, _, _) where mandate.rights.contains(.comply) && mandate.isValid(at: now):
                guard let register = registers[mandate.register] else { continue }
                try imposeLists(of: register, on: mandate.party, basis: mandate.basis)
            case .ended(let number, let reasons, let warrant, _):
                guard let mandate = before.mandates[number], mandate.rights.contains(.comply) else { continue }
                try liftLists(of: mandate.register, on: mandate.party, by: warrant, reasons: reasons)
            case .edgeRetired(let party, let name, _, let warrant, _):
                for measure in state.measures.values.sorted(by: { $0.id < $1.id })
                where measure.addressee == party && measure.liftedAt == nil {
                    try run(.retire(edge: name), on: measure, by: warrant)
                }
            default: continue
            }
        }
        return events
    }

    /// The warrant for administering participation.
    func administrator(_ actor: Actor) throws(Refusal) -> Warrant {
        try state.registry.authorise(administrator: actor, at: now)
    }

    /// Registers the operator of the hub as the first party, with the mandate to administer, and admits the certificate to do it with.
    func found(_ operatorID: PartyID, name: String, fingerprint: String, until: Instant) throws {
        let warrant = Warrant.clock(purpose: PartyDecider.purpose)
        if state.registry.parties.isEmpty {
            try run(.register(operatorID, name: name, roles: [.hub]), by: warrant)
            try run(
                .grant(
                    operatorID, register: .parties, rights: [.administer], purpose: PartyDecider.purpose,
                    basis: "founding of the hub", from: now, until: nil
                ),
                by: warrant
            )
        }
        try run(.admit(Credential(fingerprint: fingerprint, party: operatorID, person: nil, until: until)), by: warrant)
    }
}
