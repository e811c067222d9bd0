// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Store

/// A report as a door hands it in, with its fields checked for shape but not yet for meaning.
struct ReportDraft: Sendable {
    /// The register.
    let register: RegisterName
    /// The kind.
    let kind: ReportKind
    /// The subjects as they were written.
    let subjects: [String]
    /// What it says besides.
    let details: JSON
    /// Random bits for a new case number.
    let random: UInt64
}

/// A report within a case: `DV-7K3M-Q9TX-2HRA-1`.
struct ReportReference: Hashable, Sendable, CustomStringConvertible {
    let caseID: CaseID
    let number: Int

    init(caseID: CaseID, number: Int) {
        self.caseID = caseID
        self.number = number
    }

    init(_ text: String, field: String = "melding") throws(Refusal) {
        guard let hyphen = text.lastIndex(of: "-"), let number = Int(text[text.index(after: hyphen)...]), number > 0 else {
            throw .field(field, "A report number looks like DV-7K3M-Q9TX-2HRA-1.")
        }
        caseID = try CaseID(text[..<hyphen], field: field)
        self.number = number
    }

    var description: String { "\(caseID)-\(number)" }
}

extension ActScope {
    /// A case as its entries tell it; nil when the number is unknown in this register.
    func loadCase(_ id: CaseID, in register: RegisterName) throws -> Case? {
        try writer.loadCase(id, in: register)
    }

    /// A case that must exist, with its register: the prefix of the number tells which.
    func existingCase(_ id: CaseID) throws -> (state: Case, register: any Register) {
        for name in registers.names {
            guard let register = registers[name], id.description.hasPrefix(register.casePrefix + "-") else { continue }
            guard let state = try loadCase(id, in: name) else { break }
            return (state, register)
        }
        throw Refusal.field("zaak", "There is no case with this number.", code: .unknown)
    }

    /// Enters a report: in the open case of the same subjects, or in a new one.
    func report(_ draft: ReportDraft, by actor: Actor) throws -> ReportReference {
        let register = try register(draft.register)
        let warrant = try reportWarrant(draft.kind, in: register, by: actor)
        var faults = register.faults(in: draft.details, of: draft.kind, at: now)
        var subjects: [Subject] = []
        for (position, text) in draft.subjects.enumerated() {
            do {
                subjects.append(try register.subject(text, field: "onderwerpen[\(position)]"))
            } catch {
                faults += error.faults
            }
        }
        guard faults.isEmpty else {
            throw Refusal(.invalid, "The report cannot be entered like this: mend the fields named.", faults: faults)
        }
        let isFlood = try isFlood(by: warrant.party, in: register)
        let joined = isFlood ? nil : try caseToJoin(subjects, draft: draft, in: register, by: actor)
        let id = try joined?.id ?? newCase(in: register, random: draft.random)
        let reference = ReportReference(caseID: id, number: (joined?.reports.count ?? 0) + 1)
        let known = joined == nil ? [] : Set(try writer.subjects(of: id, in: draft.register))
        let secretHash = actor.party == nil ? secrets.hash(ofReportSecret: secrets.reportSecret(of: reference.description)) : nil
        let events = try CaseDecider(policy: register.policy).decide(
            .report(draft.kind, subjects: subjects, known: known, details: draft.details, secretHash: secretHash),
            in: joined, id: id, by: warrant, at: now
        )
        try writer.add(subjects, to: id, in: draft.register)
        try enter(isFlood ? events + [.quarantined(at: now)] : events, of: id, before: joined, in: register)
        if isFlood, let party = warrant.party { try enqueue(id, ofFloodBy: party, in: draft.register) }
        return reference
    }

    /// A number that no case has yet. Within one second two could draw the same.
    private func newCase(in register: any Register, random: UInt64) throws -> CaseID {
        var random = random
        while true {
            let id = CaseID(prefix: register.casePrefix, at: now, random: random)
            let isNew = state.drawn.insert(id, at: now)
            // In the first second others may have been drawn before this state was read.
            let mayBeTaken = state.drawn.isFirstSecond
            if isNew, try !mayBeTaken || writer.caseRow(id, in: register.policy.register) == nil { return id }
            random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        }
    }

    /// Runs a command in an existing case and enters what follows.
    @discardableResult
    func run(_ command: CaseCommand, in state: Case, of register: any Register, by warrant: Warrant) throws -> Case {
        if case .clear = command, distribution(of: register.policy.register).holdsBack {
            throw Refusal.field("noodstop", "Nothing goes out during an emergency stop: wait for its end.", code: .notNow)
        }
        let events = try CaseDecider(policy: register.policy).decide(command, in: state, id: state.id, by: warrant, at: now)
        try checkProtection(of: state, for: command, in: register)
        if case .judgeFalse(let number, _) = command { try countFalseReport(number, in: state, of: register.policy.register) }
        return try enter(events, of: state.id, before: state, in: register)
    }

    /// Enters events of a case, carries their effects out and keeps the row.
    @discardableResult
    func enter(_ events: [CaseEvent], of id: CaseID, before: Case?, in register: any Register) throws -> Case {
        let name = register.policy.register
        let decider = CaseDecider(policy: register.policy)
        var state = before
        var listVersion = before == nil ? nil : try writer.caseRow(id, in: name)?.listVersion
        for event in events {
            try enter(event.kind, event.json, in: name, stream: "case:\(id)", audience: .cases(of: name))
            let effects = decider.effects(of: event, in: state)
            state = Case.evolve(state, event, in: name)
            let origin = FigureOrigin(of: state, under: register.policy.figures)
            if case .reported(let report) = event { count(report, from: origin, in: register) }
            for effect in effects {
                let former = versions(in: register)
                let party = decider.party(behind: event, in: state)
                let plans = try self.plans(of: effect, in: id, of: register)
                if !event.isGoingOut, let decided = state,
                    let wait = try wait(for: effect, plans, by: party, in: decided, of: register)
                {
                    state = Case.evolve(decided, wait, in: name)
                    try enter(wait.kind, wait.json, in: name, stream: "case:\(id)", audience: .cases(of: name))
                    if case .waits(let change) = wait { try enqueue(change, of: id, in: name) }
                    // What the case laid on named parties is no list; it ends at once.
                    if effect == .release { try lift(measuresOf: id, in: register) }
                    continue
                }
                if let version = try apply(effect, plans, by: party, of: id, from: origin, event: event, in: register) {
                    listVersion = version
                }
                if effect == .release { try noteReversal(in: state, since: former, of: register) }
            }
        }
        guard let state else { throw StoreError(.corrupt, "A case does not begin with a report.") }
        let row = CaseRow(
            id: id, phase: state.phase, openedAt: state.openedAt, updatedAt: now, due: decider.nextDue(state),
            subjectCount: state.subjectCount, listVersion: listVersion, work: work(in: state, of: register)
        )
        if !events.isEmpty { try writer.put(row, in: name) }
        if state.isErased, before?.isErased != true { try erase(state, of: register) }
        return state
    }

    /// The warrant for a kind of report: a party's mandate, or what the policy leaves open to anybody.
    func reportWarrant(_ kind: ReportKind, in register: any Register, by actor: Actor) throws(Refusal) -> Warrant {
        guard actor.party == nil else {
            return try state.registry.authorise(
                actor, to: .report, in: register.policy.register, purpose: register.policy.purpose,
                roles: register.policy.reports[kind]?.roles, at: now
            )
        }
        return .citizen(purpose: register.policy.purpose, basis: register.policy.reports[kind]?.publicBasis ?? "none")
    }

    /// The warrant for deciding in a register.
    func warrant(
        _ actor: Actor, to right: Right, in register: any Register, roles: Set<Role>? = nil, needsPerson: Bool = false
    ) throws(Refusal) -> Warrant {
        try state.registry.authorise(
            actor, to: right, in: register.policy.register, purpose: register.policy.purpose,
            roles: roles ?? register.policy.roles(for: right), needsPerson: needsPerson, at: now
        )
    }

    /// The most reports in one case: a story is told anew for every act in it.
    private static let mostReports = 100

    /// The case that a party's report joins: the one open case that all subjects with an open case share.
    ///
    /// A citizen's report always has a case of its own. Joining would let anybody who knows a subject look into another's case, or slip
    /// subjects into it. Nor does a report join a case in which a proposal waits, or what was decided does not go out yet: what happens
    /// then is about what those who decided saw.
    private func caseToJoin(_ subjects: [Subject], draft: ReportDraft, in register: any Register, by actor: Actor) throws -> Case? {
        guard actor.party != nil, let rule = register.policy.reports[draft.kind], rule.mostSubjects <= 10 else { return nil }
        let name = register.policy.register
        let open = Set(try subjects.flatMap { try writer.openCases(about: $0, in: name) })
        guard open.count == 1, let id = open.first, let row = try writer.caseRow(id, in: name), row.subjectCount <= 10,
            row.phase != .proposed, let joined = try loadCase(id, in: name), joined.reports.count < ActScope.mostReports,
            joined.waitingChanges.isEmpty, !joined.isQuarantined
        else { return nil }
        return joined
    }
}

extension CaseEvent {
    /// Whether it says that something goes out that was held back.
    fileprivate var isGoingOut: Bool {
        switch self {
        case .wentOut, .cleared: true
        default: false
        }
    }
}

extension StoreReader {
    /// The events of a case that were not erased, in order.
    func caseEvents(of id: CaseID, in register: RegisterName) throws -> [CaseEvent] {
        try payloads(of: register, stream: "case:\(id)").map {
            try CaseEvent(json: JSON(parsing: $0.bytes, limits: .payload))
        }
    }

    /// A case as its entries tell it; nil when the number is unknown in this register.
    func loadCase(_ id: CaseID, in register: RegisterName) throws -> Case? {
        var state: Case?
        for event in try caseEvents(of: id, in: register) { state = Case.evolve(state, event, in: register) }
        if state == nil, try caseRow(id, in: register)?.phase == .erased { throw CaseView.erased }
        return state
    }
}
