// SPDX-License-Identifier: EUPL-1.2

/// The lifecycle of a measure in any register: laid, delivered, accepted, carried out; refused with grounds; overdue; lifted. Pure.
public struct MeasureDecider: Sendable {
    /// What the measure asks, and what follows when it is not done.
    public let rule: MeasureRule

    /// A decider for one kind of measure.
    public init(rule: MeasureRule) {
        self.rule = rule
    }

    /// What follows from a command, or why nothing does.
    public func decide(_ command: MeasureCommand, in measure: Measure, by warrant: Warrant, at now: Instant) throws(Refusal)
        -> [MeasureEvent]
    {
        let events = try events(of: command, in: measure, by: warrant, at: now)
        return events + consequences(of: events, in: measure, at: now)
    }

    private func events(of command: MeasureCommand, in measure: Measure, by warrant: Warrant, at now: Instant) throws(Refusal)
        -> [MeasureEvent]
    {
        if case .tick(let outstanding) = command { return tick(measure, outstanding: outstanding, at: now) }
        if case .order(let asked) = command { return try decide(asked, in: measure, by: warrant, at: now) }
        guard measure.liftedAt == nil else {
            throw .field("maatregel", "This measure was lifted; nothing is owed any more.", code: .notNow)
        }
        switch command {
        case .state(let statement, let note, let published):
            try checkAddressee(measure, warrant)
            return try state(statement, note: note, published: published, in: measure, at: now)
        case .accept(let version, let published):
            try checkAddressee(measure, warrant)
            return try accept(version, published: published, in: measure, by: warrant, at: now)
        case .carryOut(let version, let how, let published):
            try checkAddressee(measure, warrant)
            return try carryOut(version, how, published: published, in: measure, by: warrant, at: now)
        case .answer:
            try checkAddressee(measure, warrant)
            return answer(in: measure, by: warrant, at: now)
        case .retire(let edge):
            try checkAddressee(measure, warrant)
            return measure.edges[edge] == nil ? [] : [.edgeRetired(edge, at: now)]
        case .refuse(let version, let ground, let explanation, let published):
            try checkAddressee(measure, warrant)
            return try refuse(version, ground, explanation, published: published, in: measure, by: warrant, at: now)
        case .judge(let isJustified, let reasons):
            guard let refusal = measure.refusal, refusal.isJustified == nil else {
                throw .field("weigering", "There is no refusal to judge.", code: .notNow)
            }
            guard warrant.party != measure.addressee else {
                throw .field("deelnemer", "A party cannot judge its own refusal.", code: .wrongParty)
            }
            try CaseDecider.require(reasons, "redenen")
            return [.judged(isJustified: isJustified, reasons: reasons, by: warrant, at: now)]
        case .lift(let reasons):
            try CaseDecider.require(reasons, "redenen")
            return [.lifted(reasons: reasons, by: warrant, at: now)]
        case .escalate(let step, let outstanding, let reasons):
            return [try escalate(step, reasons, outstanding, in: measure, by: warrant, at: now)]
        case .order, .tick:
            return []
        }
    }

    private func checkAddressee(_ measure: Measure, _ warrant: Warrant) throws(Refusal) {
        guard warrant.party == measure.addressee else {
            throw .field("maatregel", "This measure is addressed to another party.", code: .wrongParty)
        }
    }

    private func state(
        _ statement: FactStatement, note: String, published: Int, in measure: Measure, at now: Instant
    ) throws(Refusal) -> [MeasureEvent] {
        guard statement.measure == measure.id else {
            throw .field("maatregel", "The statement names another measure.", code: .wrongParty)
        }
        guard statement.version <= published else {
            throw .field("versie", "Version \(statement.version) does not exist; the newest is \(published).")
        }
        if statement.fact == .carriedOut { try checkNotAnswered() }
        let stated = measure.edges[statement.edge] ?? [:]
        if let current = stated[statement.fact], statement.version <= current.version {
            guard statement.version == current.version else {
                throw .field("versie", "Version \(current.version) was stated before; a fact does not go back.", code: .notNow)
            }
            return []
        }
        if let predecessor = statement.fact.predecessor {
            guard let before = stated[predecessor], before.version >= statement.version else {
                throw .field("feit", "State first that this version is \(predecessor.rawValue).", code: .notNow)
            }
        }
        let standing = Measure.Standing(version: statement.version, at: now, statedAt: statement.at, edge: statement.edge)
        return [.stated(statement.fact, standing, note: note)]
    }

    private func refuse(
        _ version: Int, _ ground: RefusalGround, _ explanation: String, published: Int, in measure: Measure, by warrant: Warrant,
        at now: Instant
    ) throws(Refusal) -> [MeasureEvent] {
        var faults: [Fault] = []
        if rule.grounds[ground] == nil {
            faults.append(Fault("grond", "Choose one of: \(rule.grounds.keys.sorted().map(\.rawValue).joined(separator: ", "))."))
        }
        if !(1...max(1, published)).contains(version) { faults.append(Fault("versie", "Name a version from 1 to \(published).")) }
        if explanation.isEmpty || explanation.utf8.count > CaseDecider.mostReasonBytes {
            faults.append(Fault("toelichting", "Explain the ground, in at most \(CaseDecider.mostReasonBytes) bytes."))
        }
        guard faults.isEmpty else {
            throw Refusal(.invalid, "The measure cannot be refused like this: mend the fields named.", faults: faults)
        }
        guard published > 0 else { throw .field("versie", "There is no version yet.", code: .notNow) }
        if let judged = measure.refusal, judged.isJustified == false, judged.version == version, judged.ground == ground {
            throw .field("grond", "This ground was judged for this version already: carry it out, or object.", code: .notNow)
        }
        guard version > measure.activeVersion else {
            throw .field("versie", "This version is carried out already.", code: .notNow)
        }
        if let open = measure.refusal, open.isJustified == nil {
            throw .field("weigering", "A refusal of \(open.at) is still being judged.", code: .notNow)
        }
        return [.refused(version: version, ground: ground, explanation: explanation, by: warrant, at: now)]
    }
}
