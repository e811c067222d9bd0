// SPDX-License-Identifier: EUPL-1.2

public import Ledger

extension Measure.Target {
    /// The form in which it is entered and stored.
    public var json: JSON {
        switch self {
        case .list(let list): ["list": .string(list.rawValue)]
        case .decision(let id, let number, let kind):
            ["case": .string(id.description), "decision": .integer(Int64(number)), "kind": .string(kind.rawValue)]
        case .question(let id, let number, let kind):
            ["case": .string(id.description), "kind": .string(kind.rawValue), "question": .integer(Int64(number))]
        }
    }

    init(json: JSON) throws(MalformedRecord) {
        if let list = json["list"]?.string {
            self = .list(ListName(rawValue: list))
        } else {
            guard let id = try? CaseID(try json.text("case")) else {
                throw MalformedRecord(member: "case", expected: "a case number")
            }
            let kind = MeasureKind(rawValue: try json.text("kind"))
            self =
                json["question"] == nil
                ? .decision(id, number: try json.whole("decision"), kind) : .question(id, number: try json.whole("question"), kind)
        }
    }
}

extension Measure {
    /// The measure as the store keeps it beside the log, so that a standing measure need not be told anew from all its facts.
    public var json: JSON {
        let stated = edges.map { edge, facts in
            (edge, Optional(JSON.object(JSONObject(facts.map { ($0.key.rawValue, Optional($0.value.json)) }))))
        }
        let byHand = JSONObject(byHand.map { ($0.key.rawValue, Optional($0.value.json)) })
        return .object(
            JSONObject([
                ("basis", .string(basis)), ("byHand", byHand.isEmpty ? nil : .object(byHand)),
                ("edges", .object(JSONObject(stated))), ("id", .string(id.description)),
                ("imposedAt", .string(imposedAt.description)), ("liftedAt", liftedAt.map { .string($0.description) }),
                ("orders", orders.isEmpty ? nil : .array(orders.map { .array($0.events.map(\.json)) })),
                ("party", .string(addressee.description)), ("refusal", refusal?.json), ("register", .string(register.rawValue)),
                ("steps", .array(steps.map { .string($0) })), ("target", target.json),
            ])
        )
    }

    /// Reads what the store keeps.
    public init(json: JSON) throws(MalformedRecord) {
        self.init(
            id: MeasureID(stored: try json.text("id")),
            register: RegisterName(rawValue: try json.text("register")),
            addressee: try json.party("party"),
            target: try Target(json: json.required("target")),
            basis: try json.text("basis"),
            imposedAt: try json.instant("imposedAt")
        )
        // Before edges counted apart there was one standing for each fact.
        var groups: [JSON] = []
        if let former = json["facts"] { groups.append(former) }
        if json["facts"] == nil { for member in try json.members("edges") { groups.append(member.value) } }
        for group in groups {
            for (fact, standing) in try Measure.facts(group, in: "edges") { edges[standing.edge, default: [:]][fact] = standing }
        }
        // Before persons could state facts there was no such member.
        if let stated = json["byHand"] {
            for (fact, standing) in try Measure.facts(stated, in: "byHand") { byHand[fact] = standing }
        }
        if let stored = json["refusal"] { refusal = try Refused(json: stored) }
        // Before there were orders under penalty there was no such member.
        if let stored = json["orders"] { orders = try Measure.orders(stored) }
        steps = try json.texts("steps")
        liftedAt = try json.optionalInstant("liftedAt")
    }

    /// The orders, each from all that happened to it.
    private static func orders(_ stored: JSON) throws(MalformedRecord) -> [PenaltyOrder] {
        let malformed = MalformedRecord(member: "orders", expected: "arrays of what happened to orders under penalty")
        guard let array = stored.array else { throw malformed }
        var orders: [PenaltyOrder] = []
        for story in array {
            guard let story = story.array, let first = story.first, let event = try? OrderEvent(json: first),
                var order = PenaltyOrder(number: orders.count + 1, event)
            else { throw malformed }
            for next in story.dropFirst() { order.apply(try OrderEvent(json: next)) }
            orders.append(order)
        }
        return orders
    }

    /// The facts of a group, each with its standing.
    private static func facts(_ group: JSON, in member: String) throws(MalformedRecord) -> [(MeasureFact, Standing)] {
        guard let members = group.object else { throw MalformedRecord(member: member, expected: "objects of facts") }
        var facts: [(MeasureFact, Standing)] = []
        for fact in members {
            guard let name = MeasureFact(rawValue: fact.key) else { throw MalformedRecord(member: member, expected: "known facts") }
            facts.append((name, try Standing(json: fact.value)))
        }
        return facts
    }
}

extension Measure.Standing {
    var json: JSON {
        [
            "at": .string(at.description), "edge": .string(edge), "statedAt": .string(statedAt.description),
            "version": .integer(Int64(version)),
        ]
    }

    init(json: JSON) throws(MalformedRecord) {
        self.init(
            version: try json.whole("version"), at: try json.instant("at"), statedAt: try json.instant("statedAt"),
            edge: try json.text("edge")
        )
    }
}

extension Measure.Refused {
    var json: JSON {
        .object(
            JSONObject([
                ("at", .string(at.description)), ("explanation", .string(explanation)), ("ground", .string(ground.rawValue)),
                ("judgedAt", judgedAt.map { .string($0.description) }), ("justified", isJustified.map { .bool($0) }),
                ("version", .integer(Int64(version))),
            ])
        )
    }

    init(json: JSON) throws(MalformedRecord) {
        self.init(
            version: try json.whole("version"),
            ground: RefusalGround(rawValue: try json.text("ground")),
            explanation: try json.text("explanation"),
            at: try json.instant("at"),
            isJustified: json["justified"] == nil ? nil : try json.truth("justified"),
            judgedAt: try json.optionalInstant("judgedAt")
        )
    }
}
