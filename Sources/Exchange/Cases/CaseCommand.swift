// SPDX-License-Identifier: EUPL-1.2

public import Ledger

/// What can be asked in a case. Each carries only what is needed to decide.
public enum CaseCommand: Hashable, Sendable {
    /// Report. Opens the case when there is none yet. Of the subjects named, those in `known` are in the case already.
    case report(ReportKind, subjects: [Subject], known: Set<Subject>, details: JSON, secretHash: Digest?)
    /// Take a decision, or propose it where a second person is needed.
    case decide(DecisionKind, reasons: String, addressees: [PartyID])
    /// Confirm a proposal.
    case confirm(Int)
    /// Reject a proposal, or withdraw one's own.
    case reject(Int, reasons: String)
    /// Object to the decision in force.
    case object(grounds: String)
    /// Decide on an objection.
    case decideObjection(Int, upheld: Bool, reasons: String)
    /// Ask to put a part of a report right.
    case rectify(RectificationPart, report: Int, wrong: String, right: String)
    /// Answer such a request.
    case answerRectification(Int, granted: Bool, reasons: String)
    /// Take in that one of the case's subjects was seen.
    case see(Sighting)
    /// Let something go out that waits because it goes over a limit.
    case clear(Int, reasons: String)
    /// Have it not go out at all.
    case setAside(Int, reasons: String)
    /// Deal with a report that came beyond its party's limit: one by one after all, or not at all.
    case endQuarantine(takesIn: Bool, reasons: String)
    /// Judge a report to be false.
    case judgeFalse(Int, reasons: String)
    /// Note what was done with the hits that there are.
    case takeUp(reasons: String)
    /// Put a question to parties.
    case ask(QuestionKind, of: [PartyID], reasons: String)
    /// Answer one, from one's own records.
    case answer(Int, candidates: [Candidate])
    /// Take candidates for right. Of those named, the ones in `known` are in the case already.
    case choose(Int, [Subject], known: Set<Subject>, reasons: String)
    /// Add a file to a report. Its kind is what its first bytes tell; nil when they tell none.
    case attach(FileKind?, name: String, size: Int, digest: Digest, report: Int)
    /// Let the clock do what is due.
    case tick
}
