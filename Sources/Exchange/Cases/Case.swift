// SPDX-License-Identifier: EUPL-1.2

/// One subject's or one incident's story in a register, as its events tell it.
public struct Case: Hashable, Sendable {
    /// Its number.
    public let id: CaseID
    /// Its register.
    public let register: RegisterName
    /// When its first report was entered.
    public let openedAt: Instant
    /// How many subjects it has.
    public internal(set) var subjectCount = 0
    /// Its reports, in order.
    public internal(set) var reports: [Report] = []
    /// Its decisions, proposals included, in order.
    public internal(set) var decisions: [Decision] = []
    /// Its objections, in order.
    public internal(set) var objections: [Objection] = []
    /// The requests to put a report right, in order.
    public internal(set) var rectifications: [Rectification] = []
    /// When its subjects were seen, in the order in which it was entered.
    public internal(set) var hits: [Hit] = []
    /// Whether its report came beyond its party's limit, and waits for a judgement of all such reports together.
    public internal(set) var isQuarantined = false
    /// What did not go out at once, in order.
    public internal(set) var changes: [WaitingChange] = []
    /// How many of the hits somebody has looked at.
    public internal(set) var hitsTakenUp = 0
    /// The files with its reports, in the order in which they were added.
    public internal(set) var attachments: [Attachment] = []
    /// The questions that were put to parties, in order.
    public internal(set) var questions: [Question] = []
    /// The number of the decision in force; nil when none is.
    public internal(set) var inForce: Int?
    /// How many subjects it had when the decision in force was taken; a report may have added more since.
    public internal(set) var subjectsInForce = 0
    /// How many reports it had when the decision in force was taken.
    public internal(set) var reportsInForce = 0
    /// What was in force before the decision that is.
    var former: Former?
    /// When it closed; nil while it is open.
    public internal(set) var closedAt: Instant?
    /// The decision that closed it.
    public internal(set) var closedBy: DecisionKind?
    /// When its payloads must be erased; nil while it is open.
    public internal(set) var eraseAt: Instant?
    /// Whether its retention term has ended; nothing can be done in it any more.
    public internal(set) var isErased = false

    /// What was in force before.
    struct Former: Hashable, Sendable {
        let inForce: Int?
        let subjects: Int
        let reports: Int
    }

    /// A case as its first report opens it.
    init(id: CaseID, register: RegisterName, openedAt: Instant) {
        self.id = id
        self.register = register
        self.openedAt = openedAt
    }

    /// The decision in force.
    public var decisionInForce: Decision? { inForce.map { decisions[$0 - 1] } }

    /// Whether what a decision brought about is in force: by itself, or by a later decision of the same kind that took its place.
    public func isInForce(_ number: Int) -> Bool {
        guard let current = decisionInForce, decisions.indices.contains(number - 1) else { return false }
        return current.kind == decisions[number - 1].kind
    }

    /// The proposal that waits for a second person.
    public var openProposal: Decision? {
        decisions.last { if case .proposed = $0.stage { true } else { false } }
    }

    /// The objections that nobody decided on yet.
    public var openObjections: [Objection] { objections.filter { $0.upheld == nil } }

    /// The requests to put a report right that nobody answered yet.
    public var openRectifications: [Rectification] { rectifications.filter { $0.answer == nil } }

    /// One word for where the case stands, for worklists and for the person who follows it.
    public var phase: CasePhase {
        if isErased { return .erased }
        if closedAt != nil { return .closed }
        if openProposal != nil { return .proposed }
        return inForce == nil ? .reported : .inForce
    }
}

/// Where a case stands.
public enum CasePhase: String, Sendable, CaseIterable {
    /// Reported; nobody decided yet.
    case reported
    /// A decision waits for a second person.
    case proposed
    /// A decision is in force.
    case inForce = "in-force"
    /// Closed; nothing is in force.
    case closed
    /// Its retention term has ended.
    case erased
}
