// SPDX-License-Identifier: EUPL-1.2

public import Ledger

extension OrderEvent {
    /// The members with which it is stored, and entered beside those that name the order.
    var members: [(String, JSON?)] {
        let common: [(String, JSON?)] = [
            ("at", .string(at.description)), ("event", .string(kind)), ("reasons", reasons.map { .string($0) }),
            ("warrant", by?.json),
        ]
        return common + special
    }

    private var special: [(String, JSON?)] {
        switch what {
        case .proposed(let terms, let confirmBy): return terms.members + [("confirmBy", .string(confirmBy.description))]
        case .imposed(let terms, let begins, let until):
            return terms.members + [
                ("begins", .string(begins.description)), ("objectionUntil", .string(until.description)),
            ]
        case .rejected, .held, .released, .resumed: return []
        case .suspended(let until): return [("until", until.map { .string($0.description) })]
        case .objected(let collection, let asksSuspension, let decideBy):
            return [
                ("asksSuspension", .bool(asksSuspension)), ("collection", collection.map { .integer(Int64($0)) }),
                ("decideBy", .string(decideBy.description)),
            ]
        case .objectionDecided(let number, let upheld):
            return [("objection", .integer(Int64(number))), ("upheld", .bool(upheld))]
        case .ended(let end): return [("cause", .string(end.rawValue))]
        case .collected(let claim, let basis, let payBy, let until):
            return claim.members + [
                ("basis", .string(basis)), ("objectionUntil", .string(until.description)), ("payBy", .string(payBy.description)),
            ]
        case .waived(let claim, let basis): return claim.members + [("basis", .string(basis))]
        case .paid(let collection): return [("collection", .integer(Int64(collection)))]
        }
    }

    /// The form in which it is stored with its measure.
    public var json: JSON { .object(JSONObject(members)) }

    /// Reads what was stored or entered.
    public init(json: JSON) throws(MalformedRecord) {
        let warrant: Warrant? = if let entered = json["warrant"], !entered.isNull { try Warrant(json: entered) } else { nil }
        self.init(
            try OrderEvent.what(json), at: try json.instant("at"), by: warrant, reasons: try json.optionalText("reasons"))
    }

    private static func what(_ json: JSON) throws(MalformedRecord) -> What {
        switch try json.text("event").dropFirst(prefix.count) {
        case "proposal": return .proposed(try OrderTerms(json: json), confirmBy: try json.instant("confirmBy"))
        case "order":
            return .imposed(
                try OrderTerms(json: json), begins: try json.instant("begins"),
                objectionUntil: try json.instant("objectionUntil"))
        case "rejection": return .rejected
        case "hold": return .held
        case "release": return .released
        case "suspension": return .suspended(until: try json.optionalInstant("until"))
        case "resumption": return .resumed
        case "objection":
            let collection = json["collection"] == nil ? nil : try json.whole("collection")
            return .objected(
                collection: collection, asksSuspension: try json.truth("asksSuspension"), decideBy: try json.instant("decideBy"))
        case "objection-decision":
            return .objectionDecided(try json.whole("objection"), upheld: try json.truth("upheld"))
        case "end":
            guard let end = PenaltyOrder.End(rawValue: try json.text("cause")) else {
                throw MalformedRecord(member: "cause", expected: "why an order ended")
            }
            return .ended(end)
        case "collection":
            return .collected(
                try PenaltyOrder.Claim(json: json), basis: try json.text("basis"), payBy: try json.instant("payBy"),
                objectionUntil: try json.instant("objectionUntil"))
        case "waiver": return .waived(try PenaltyOrder.Claim(json: json), basis: try json.text("basis"))
        case "payment": return .paid(collection: try json.whole("collection"))
        default: throw MalformedRecord(member: "event", expected: "what can happen to an order under penalty")
        }
    }
}
