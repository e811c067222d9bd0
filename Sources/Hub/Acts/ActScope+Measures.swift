// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Store

extension ActScope {
    /// Lays a measure on a party, unless it is laid already.
    func impose(_ id: MeasureID, on party: PartyID, target: Measure.Target, basis: String, in register: RegisterName) throws {
        if let existing = state.measures[id], existing.liftedAt == nil { return }
        var measure = Measure(id: id, register: register, addressee: party, target: target, basis: basis, imposedAt: now)
        if let former = state.measures[id] { measure.takeOver(ordersOf: former) }
        try enter([.imposed(measure)], of: measure)
    }

    /// Lays the standing measure of every list of a register on a party that may now comply.
    func imposeLists(of register: any Register, on party: PartyID, basis: String) throws {
        guard let roles = state.registry.parties[party]?.roles else { return }
        for (list, rule) in register.policy.lists.sorted(by: { $0.key < $1.key }) where !rule.measure.roles.isDisjoint(with: roles)
        {
            let name = register.policy.register
            try impose(MeasureID(register: name, list: list, party: party), on: party, target: .list(list), basis: basis, in: name)
        }
    }

    /// Lifts the standing measures of a party whose last mandate to comply has ended.
    func liftLists(of register: RegisterName, on party: PartyID, by warrant: Warrant, reasons: String) throws {
        guard state.registry.mandates(of: party, in: register, at: now).allSatisfy({ !$0.rights.contains(.comply) }) else { return }
        for measure in state.measures.values
        where measure.addressee == party && measure.register == register && measure.liftedAt == nil {
            guard case .list = measure.target else { continue }
            try run(.lift(reasons: reasons), on: measure, by: warrant)
        }
    }

    /// Lifts what a case laid on parties.
    func lift(measuresOf id: CaseID, in register: any Register) throws {
        for measure in state.measures.values.sorted(by: { $0.id < $1.id }) where measure.liftedAt == nil {
            guard measure.target.caseID == id else { continue }
            try run(
                .lift(reasons: "What the case brought about has ended."), on: measure, by: .clock(purpose: register.policy.purpose))
        }
    }

    /// Lifts the measures that questions in a case laid on parties.
    func lift(questionsOf id: CaseID, in register: any Register) throws {
        for measure in state.measures.values.sorted(by: { $0.id < $1.id }) where measure.liftedAt == nil {
            guard case .question(id, _, _) = measure.target else { continue }
            try run(.lift(reasons: "No answer is wanted any more."), on: measure, by: .clock(purpose: register.policy.purpose))
        }
    }

    /// The measure with this name.
    func existingMeasure(_ id: MeasureID) throws(Refusal) -> Measure {
        guard let measure = state.measures[id] else {
            throw .field("maatregel", "There is no measure of this name.", code: .unknown)
        }
        return measure
    }

    /// The newest version of a measure's target: 1 for a decision, the list's version for a list.
    func publishedVersion(of measure: Measure) -> Int {
        switch measure.target {
        case .list(let list): version(of: list, in: measure.register)
        case .decision, .question: 1
        }
    }

    /// The oldest version that is owed, with the moment from which it counts: its entry, or the hub's own start when that was later, for
    /// while the hub was away nobody could state anything. While the distribution is stopped no term runs: it counts from now, and
    /// afterwards from the end of the stop.
    func outstanding(_ measure: Measure) throws -> OutstandingVersion? {
        let next = measure.firstOwedVersion
        guard next <= publishedVersion(of: measure) else { return nil }
        switch measure.target {
        case .decision, .question: return OutstandingVersion(version: next, since: max(measure.imposedAt, startedAt))
        case .list(let list):
            let tag = secrets.tag(of: .list(list, of: measure.register))
            guard let entry = try writer.entry(of: measure.register, tag: tag, sequence: UInt64(next)) else { return nil }
            return OutstandingVersion(
                version: next,
                since: distribution(of: measure.register).owed(
                    since: max(Instant(milliseconds: entry.leaf.time), startedAt), at: now))
        }
    }

    /// Runs a command on a measure and enters what follows.
    func run(_ command: MeasureCommand, on measure: Measure, by warrant: Warrant) throws {
        let decider = MeasureDecider(rule: try rule(of: measure))
        try enter(try decider.decide(command, in: measure, by: warrant, at: now), of: measure)
    }

    /// The rule a measure stands under.
    func rule(of measure: Measure) throws(Refusal) -> MeasureRule {
        let policy = try register(measure.register).policy
        let rule =
            switch measure.target {
            case .list(let list): policy.lists[list]?.measure
            case .decision(_, _, let kind), .question(_, _, let kind): policy.measures[kind]
            }
        guard let rule else { throw .field("maatregel", "The policy no longer has this kind of measure.", code: .notNow) }
        return rule
    }

    private func enter(_ events: [MeasureEvent], of measure: Measure) throws {
        guard !events.isEmpty else { return }
        var measure = measure
        for event in events {
            try enter(
                event.kind, event.json(of: measure.id), in: measure.register, stream: "measure:\(measure.id)",
                audience: .measures(of: measure.register, party: measure.addressee)
            )
            switch event {
            case .stated(let fact, let standing, _), .statedByHand(let fact, let standing, _, _):
                try writer.add(fact, standing, of: measure.id)
            default: break
            }
            measure.apply(event)
        }
        state.measures[measure.id] = measure
        try writer.put(measure)
    }
}
