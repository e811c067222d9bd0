// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Store

/// One row of a message of hits as a door hands it in, checked for shape but not yet for meaning.
struct HitDraft: Sendable {
    /// The subject as it was written.
    let subject: String
    /// When it was seen.
    let seenAt: Instant
    /// The area of the network, when it was given.
    let area: String?
    /// The edge, by its name within its party.
    let edge: String
}

extension ActScope {
    /// The most faults that are named at once.
    private static let mostFaults = 100

    /// Enters that a party's edges saw listed subjects. A row about what is not listed leaves nothing behind.
    /// - Returns: what became of each row, in order.
    func see(_ drafts: [HitDraft], in register: any Register, by actor: Actor) throws -> [HitOutcome] {
        let warrant = try warrant(actor, to: .comply, in: register)
        guard let rule = register.policy.hits, let party = warrant.party else {
            throw Refusal.field("register", "This register takes in no hits.", code: .unknown)
        }
        let sightings = try sightings(drafts, in: register, of: party)
        var tally = try writer.hits(of: party, in: register.policy.register)
        let before = tally
        var cases: [CaseID: Case] = [:]
        var outcomes: [HitOutcome] = []
        outcomes.reserveCapacity(sightings.count)
        for sighting in sightings {
            guard tally.hasRoom(at: now, under: rule) else {
                outcomes.append(.later)
                continue
            }
            let outcome = try see(sighting, in: register, by: warrant, &cases)
            if outcome == .entered { tally.count(at: now) }
            outcomes.append(outcome)
        }
        if tally != before {
            try writer.put(setting: HitTally.name(of: party, in: register.policy.register), tally.json.canonical())
        }
        return outcomes
    }

    /// Enters one sighting in every open case that holds its subject.
    private func see(
        _ sighting: Sighting, in register: any Register, by warrant: Warrant, _ cases: inout [CaseID: Case]
    ) throws -> HitOutcome {
        let name = register.policy.register
        var holders: Set<CaseID> = []
        for list in register.policy.lists.keys.sorted() {
            for hold in try writer.holds(on: list, of: sighting.subject.value, in: name) { holders.insert(hold.caseID) }
        }
        var outcome: HitOutcome?
        for id in holders.sorted(by: { $0.description < $1.description }) {
            do {
                guard let state = try cases[id] ?? loadCase(id, in: name) else { continue }
                cases[id] = state
                cases[id] = try run(.see(sighting), in: state, of: register, by: warrant)
                outcome = .entered
            } catch let refusal as Refusal {
                // Of several cases that do not take it, the one that has it already says most.
                let other = HitOutcome(refusal)
                if outcome == nil || outcome != .entered && other == .known { outcome = other }
            }
        }
        return outcome ?? .notListed
    }

    /// The rows as the register knows them; all faults at once.
    private func sightings(_ drafts: [HitDraft], in register: any Register, of party: PartyID) throws(Refusal) -> [Sighting] {
        let edges = state.registry.edges[party] ?? [:]
        var faults: [Fault] = []
        var sightings: [Sighting] = []
        sightings.reserveCapacity(drafts.count)
        for (index, draft) in drafts.enumerated() where faults.count < ActScope.mostFaults {
            if let area = draft.area, !Sighting.isArea(area) {
                faults.append(
                    Fault(
                        "treffers[\(index)].gebied",
                        "Give 1 to \(Sighting.mostAreaBytes) printable ASCII characters, never a subscriber's number."))
            }
            if edges[draft.edge] == nil {
                faults.append(
                    Fault("treffers[\(index)].randknoop", "This party has no edge of this name: register the edge first."))
            }
            do {
                let subject = try register.subject(draft.subject, field: "treffers[\(index)].onderwerp")
                sightings.append(Sighting(subject: subject, seenAt: draft.seenAt, area: draft.area, edge: draft.edge))
            } catch {
                faults += error.faults
            }
        }
        guard faults.isEmpty else {
            throw Refusal(.invalid, "The hits cannot be entered like this: mend the fields named.", faults: faults)
        }
        return sightings
    }
}

extension HitTally {
    /// Under which name a hub keeps a party's tally.
    static func name(of party: PartyID, in register: RegisterName) -> String { "hits/\(register)/\(party)" }
}

extension StoreReader {
    /// How many hits of a party were entered in a register.
    func hits(of party: PartyID, in register: RegisterName) throws -> HitTally {
        guard let bytes = try setting(HitTally.name(of: party, in: register)) else { return HitTally() }
        return try HitTally(json: JSON(parsing: bytes))
    }
}
