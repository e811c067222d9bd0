// SPDX-License-Identifier: EUPL-1.2

public import Ledger

/// What can happen in a case. Each event is one entry in the register's log.
public enum CaseEvent: Hashable, Sendable {
    /// A report was entered.
    case reported(Reported)
    /// A decision was proposed and waits for a second person until `confirmBy`.
    case proposed(Proposed)
    /// A decision was taken.
    case decided(Decided)
    /// A proposal was rejected or withdrawn.
    case rejected(number: Int, reasons: String, by: Warrant, at: Instant)
    /// A proposal was not confirmed in time.
    case lapsed(number: Int, at: Instant)
    /// A decision's force ended by its own term.
    case ended(number: Int, at: Instant)
    /// Somebody objected.
    case objected(Objected)
    /// An objection was decided on.
    case objectionDecided(number: Int, upheld: Bool, reasons: String, by: Warrant, at: Instant)
    /// An objection was not decided on in time.
    case objectionOverdue(number: Int, at: Instant)
    /// Somebody asked to put a report right.
    case rectificationRequested(RectificationRequested)
    /// Such a request was answered.
    case rectificationAnswered(number: Int, granted: Bool, reasons: String, by: Warrant, at: Instant)
    /// Such a request was not answered in time.
    case rectificationOverdue(number: Int, at: Instant)
    /// One of its subjects was seen.
    case seen(Seen)
    /// What a decision brings about does not go out yet, or waits for other causes than before.
    case waits(WaitingChange)
    /// What waited goes out: the stop for which it waited has ended.
    case wentOut(number: Int, at: Instant)
    /// What waited because it goes over a limit goes out.
    case cleared(number: Int, reasons: String, by: Warrant, at: Instant)
    /// What waited because it goes over a limit does not go out at all.
    case setAside(number: Int, reasons: String, by: Warrant, at: Instant)
    /// The report came beyond its party's limit, and waits for a judgement of all such reports together.
    case quarantined(at: Instant)
    /// That was judged: the report is dealt with after all, or the case closes.
    case quarantineEnded(takesIn: Bool, reasons: String, by: Warrant, at: Instant)
    /// A report was judged to be false.
    case judgedFalse(report: Int, reasons: String, by: Warrant, at: Instant)
    /// Somebody looked at its hits, the first so many, and noted what was done.
    case hitsTakenUp(upTo: Int, reasons: String, by: Warrant, at: Instant)
    /// A question was put to parties.
    case asked(Question)
    /// A party answered a question; without candidates its records say nothing.
    case answered(number: Int, candidates: [Candidate], by: Warrant, at: Instant)
    /// Candidates were taken for right, and are subjects of the case from now on: those that were not before.
    case identified(number: Int, subjects: [Subject], reasons: String, by: Warrant, at: Instant)
    /// A file was added to a report.
    case attached(Attachment, by: Warrant)
    /// The case closed; its payloads are due to be erased at `eraseAt`.
    case closed(by: DecisionKind?, at: Instant, eraseAt: Instant)
    /// The retention term ended.
    case retentionEnded(at: Instant, due: Instant)

    /// A report was entered.
    public struct Reported: Hashable, Sendable {
        /// The case.
        public let caseID: CaseID
        /// The report's number within it.
        public let number: Int
        /// Its kind.
        public let kind: ReportKind
        /// The subjects it adds to the case.
        public let subjects: [Subject]
        /// What it says besides.
        public let details: JSON
        /// The hash of the secret with which it is followed.
        public let secretHash: Digest?
        /// On what it stands.
        public let warrant: Warrant
        /// When.
        public let at: Instant
    }

    /// A decision was proposed.
    public struct Proposed: Hashable, Sendable {
        /// Its number within the case.
        public let number: Int
        /// Its kind.
        public let kind: DecisionKind
        /// The parties it addresses.
        public let addressees: [PartyID]
        /// Why.
        public let reasons: String
        /// Who proposed it.
        public let warrant: Warrant
        /// When.
        public let at: Instant
        /// Until when it can be confirmed.
        public let confirmBy: Instant
    }

    /// A decision was taken.
    public struct Decided: Hashable, Sendable {
        /// Its number within the case.
        public let number: Int
        /// Its kind.
        public let kind: DecisionKind
        /// The parties it addresses.
        public let addressees: [PartyID]
        /// Why.
        public let reasons: String
        /// Who took or proposed it.
        public let warrant: Warrant
        /// Who confirmed it; nil where one person is enough.
        public let confirmedBy: Warrant?
        /// When.
        public let at: Instant
        /// Until when it can be objected to.
        public let objectionUntil: Instant
        /// When its force ends by itself.
        public let validUntil: Instant?
    }

    /// Somebody objected.
    public struct Objected: Hashable, Sendable {
        /// Its number within the case.
        public let number: Int
        /// The decision it is against.
        public let decision: Int
        /// Why.
        public let grounds: String
        /// Who objects.
        public let warrant: Warrant
        /// When.
        public let at: Instant
        /// When it must be decided on.
        public let decideBy: Instant
    }

    /// Somebody asked to put a report right.
    public struct RectificationRequested: Hashable, Sendable {
        /// Its number within the case.
        public let number: Int
        /// The report it is about.
        public let report: Int
        /// Which part of it.
        public let part: RectificationPart
        /// What is wrong.
        public let wrong: String
        /// What it should be.
        public let right: String
        /// Who asks.
        public let warrant: Warrant
        /// When.
        public let at: Instant
        /// When it must be answered.
        public let answerBy: Instant
    }

    /// A subject was seen.
    public struct Seen: Hashable, Sendable {
        /// What, when, where and by which edge.
        public let sighting: Sighting
        /// Whose network saw it, and on what its telling stands.
        public let warrant: Warrant
        /// When it was entered.
        public let at: Instant
    }

    /// The kind of the entry that says a proposal lapsed. It can precede the entry of the act that found it lapsed.
    public static let lapse = "lapse"

    /// The kind in the leaf header. It names the act, never what it is about.
    public var kind: String {
        switch self {
        case .reported: "report"
        case .proposed: "proposal"
        case .decided: "decision"
        case .rejected: "rejection"
        case .lapsed: CaseEvent.lapse
        case .ended: "end-of-force"
        case .objected: "objection"
        case .objectionDecided: "objection-decision"
        case .objectionOverdue: "objection-overdue"
        case .rectificationRequested: "rectification"
        case .rectificationAnswered: "rectification-answer"
        case .rectificationOverdue: "rectification-overdue"
        case .seen: "hit"
        case .waits: "wait"
        case .wentOut: "going-out"
        case .quarantined: "quarantine"
        case .quarantineEnded: "quarantine-end"
        case .judgedFalse: "false-report"
        case .cleared: "clearance"
        case .setAside: "set-aside"
        case .hitsTakenUp: "hit-follow-up"
        case .attached: "attachment"
        case .asked: "question"
        case .answered: "question-answer"
        case .identified: "identification"
        case .closed: "closing"
        case .retentionEnded: "end-of-retention"
        }
    }

    /// When it happened.
    public var at: Instant {
        switch self {
        case .reported(let event): event.at
        case .proposed(let event): event.at
        case .decided(let event): event.at
        case .objected(let event): event.at
        case .rectificationRequested(let event): event.at
        case .seen(let event): event.at
        case .waits(let change): change.at
        case .attached(let attachment, _): attachment.at
        case .asked(let question): question.at
        case .rejected(_, _, _, let at), .lapsed(_, let at), .ended(_, let at), .objectionDecided(_, _, _, _, let at),
            .objectionOverdue(_, let at), .rectificationAnswered(_, _, _, _, let at), .rectificationOverdue(_, let at),
            .hitsTakenUp(_, _, _, let at), .answered(_, _, _, let at), .identified(_, _, _, _, let at),
            .wentOut(_, let at), .cleared(_, _, _, let at), .setAside(_, _, _, let at), .quarantined(let at),
            .quarantineEnded(_, _, _, let at), .judgedFalse(_, _, _, let at), .closed(_, let at, _),
            .retentionEnded(let at, _):
            at
        }
    }
}
