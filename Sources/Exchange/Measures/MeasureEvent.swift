// SPDX-License-Identifier: EUPL-1.2

public import Ledger

/// What can happen to a measure.
public enum MeasureEvent: Hashable, Sendable {
    /// It was laid on a party.
    case imposed(Measure)
    /// A fact was stated. The signed note is the evidence.
    case stated(MeasureFact, Measure.Standing, note: String)
    /// A named person of the addressee stated a fact, without an edge's proof. How it was carried out; nil when it was accepted.
    case statedByHand(MeasureFact, Measure.Standing, how: String?, by: Warrant)
    /// An edge of the addressee is no longer in use, and no longer counts.
    case edgeRetired(String, at: Instant)
    /// It was refused.
    case refused(version: Int, ground: RefusalGround, explanation: String, by: Warrant, at: Instant)
    /// The refusal was judged.
    case judged(isJustified: Bool, reasons: String, by: Warrant, at: Instant)
    /// It was overdue and a step of the ladder was taken: by the clock, or by whom the warrant names, for reasons.
    case escalated(
        step: String, basis: String, version: Int, due: Instant, at: Instant, by: Warrant? = nil, reasons: String? = nil)
    /// Something happened to the order under penalty with this number.
    case order(Int, OrderEvent)
    /// It was lifted.
    case lifted(reasons: String, by: Warrant, at: Instant)

    /// What follows the name of a fact in the kind of an entry in which a person states it: it is never taken for an edge's.
    public static let handSuffix = "-by-hand"

    /// The kind in the leaf header.
    public var kind: String {
        switch self {
        case .imposed: "measure"
        case .stated(let fact, _, _): fact.rawValue
        case .statedByHand(let fact, _, _, _): fact.rawValue + MeasureEvent.handSuffix
        case .edgeRetired: "edge-end"
        case .refused: "refusal"
        case .judged: "refusal-judgement"
        case .escalated: "escalation"
        case .order(_, let event): event.kind
        case .lifted: "lifting"
        }
    }

    /// The payload as it is entered.
    public func json(of id: MeasureID) -> JSON {
        var members: [(String, JSON?)] = [("event", .string(kind)), ("measure", .string(id.description))]
        switch self {
        case .imposed(let measure):
            members += [
                ("at", .string(measure.imposedAt.description)), ("basis", .string(measure.basis)),
                ("party", .string(measure.addressee.description)), ("target", measure.target.json),
            ]
        case .stated(_, let standing, let note):
            members += [
                ("at", .string(standing.at.description)), ("note", .string(note)), ("version", .integer(Int64(standing.version))),
            ]
        case .statedByHand(_, let standing, let how, let warrant):
            members += [
                ("at", .string(standing.at.description)), ("how", how.map { .string($0) }),
                ("version", .integer(Int64(standing.version))), ("warrant", warrant.json),
            ]
        case .edgeRetired(let edge, let at):
            members += [("at", .string(at.description)), ("edge", .string(edge))]
        case .refused(let version, let ground, let explanation, let warrant, let at):
            members += [
                ("at", .string(at.description)), ("explanation", .string(explanation)), ("ground", .string(ground.rawValue)),
                ("version", .integer(Int64(version))), ("warrant", warrant.json),
            ]
        case .judged(let isJustified, let reasons, let warrant, let at):
            members += [
                ("at", .string(at.description)), ("justified", .bool(isJustified)), ("reasons", .string(reasons)),
                ("warrant", warrant.json),
            ]
        case .escalated(let step, let basis, let version, let due, let at, let warrant, let reasons):
            members += [
                ("at", .string(at.description)), ("basis", .string(basis)), ("due", .string(due.description)),
                ("reasons", reasons.map { .string($0) }), ("step", .string(step)), ("version", .integer(Int64(version))),
                ("warrant", warrant?.json),
            ]
        case .order(let number, let event): members += event.members + [("order", .integer(Int64(number)))]
        case .lifted(let reasons, let warrant, let at):
            members += [("at", .string(at.description)), ("reasons", .string(reasons)), ("warrant", warrant.json)]
        }
        return .object(JSONObject(members))
    }
}
