// SPDX-License-Identifier: EUPL-1.2

public import Ledger

extension CaseEvent {
    /// The payload as it is entered.
    public var json: JSON {
        var members: [(String, JSON?)] = [("event", .string(kind)), ("at", .string(at.description))]
        switch self {
        case .reported(let event): members += event.members
        case .proposed(let event): members += event.members
        case .decided(let event): members += event.members
        case .objected(let event): members += event.members
        case .rectificationRequested(let event): members += event.members
        case .seen(let event): members += event.members
        case .attached(let attachment, let warrant): members += attachment.members + [("warrant", warrant.json)]
        case .asked(let question): members += question.members
        case .answered(let number, let candidates, let warrant, _):
            members += [("candidates", .array(candidates.map(\.json))), ("number", number.json), ("warrant", warrant.json)]
        case .identified(let number, let subjects, let reasons, let warrant, _):
            members += [
                ("number", number.json), ("reasons", .string(reasons)), ("subjectKind", subjects.first.map { .string($0.kind) }),
                ("subjects", .array(subjects.map { .string($0.value) })), ("warrant", warrant.json),
            ]
        case .hitsTakenUp(let number, let reasons, let warrant, _):
            members += [("hits", number.json), ("reasons", .string(reasons)), ("warrant", warrant.json)]
        case .waits(let change): members += change.members
        case .rejected(let number, let reasons, let warrant, _), .cleared(let number, let reasons, let warrant, _),
            .setAside(let number, let reasons, let warrant, _), .judgedFalse(let number, let reasons, let warrant, _):
            members += [("number", number.json), ("reasons", .string(reasons)), ("warrant", warrant.json)]
        case .lapsed(let number, _), .ended(let number, _), .objectionOverdue(let number, _),
            .rectificationOverdue(let number, _), .wentOut(let number, _):
            members += [("number", number.json)]
        case .objectionDecided(let number, let upheld, let reasons, let warrant, _):
            members += [
                ("number", number.json), ("reasons", .string(reasons)), ("upheld", .bool(upheld)), ("warrant", warrant.json),
            ]
        case .rectificationAnswered(let number, let granted, let reasons, let warrant, _):
            members += [
                ("granted", .bool(granted)), ("number", number.json), ("reasons", .string(reasons)), ("warrant", warrant.json),
            ]
        case .closed(let kind, _, let eraseAt):
            members += [("decision", kind.map { .string($0.rawValue) }), ("eraseAt", .string(eraseAt.description))]
        case .quarantined: break
        case .quarantineEnded(let takesIn, let reasons, let warrant, _):
            members += [("reasons", .string(reasons)), ("takesIn", .bool(takesIn)), ("warrant", warrant.json)]
        case .retentionEnded(_, let due):
            members += [("due", .string(due.description))]
        }
        return .object(JSONObject(members))
    }

    /// Reads what was entered.
    public init(json: JSON) throws(MalformedRecord) {
        let at = try json.instant("at")
        switch try json.text("event") {
        case "report": self = .reported(try Reported(json, at: at))
        case "proposal": self = .proposed(try Proposed(json, at: at))
        case "decision": self = .decided(try Decided(json, at: at))
        case "objection": self = .objected(try Objected(json, at: at))
        case "rectification": self = .rectificationRequested(try RectificationRequested(json, at: at))
        case "rectification-overdue": self = .rectificationOverdue(number: try json.whole("number"), at: at)
        case "rectification-answer":
            let warrant = try Warrant(json: json.required("warrant"))
            self = .rectificationAnswered(
                number: try json.whole("number"), granted: try json.truth("granted"), reasons: try json.text("reasons"),
                by: warrant,
                at: at
            )
        case "wait": self = .waits(try WaitingChange(json, at: at))
        case "going-out": self = .wentOut(number: try json.whole("number"), at: at)
        case "hit": self = .seen(try Seen(json, at: at))
        case "question": self = .asked(try Question(json, at: at))
        case "question-answer":
            var candidates: [Candidate] = []
            for element in try json.required("candidates").array ?? [] { candidates.append(try Candidate(json: element)) }
            self = .answered(
                number: try json.whole("number"), candidates: candidates, by: try Warrant(json: json.required("warrant")), at: at)
        case "identification":
            let kind = try json.optionalText("subjectKind") ?? ""
            let warrant = try Warrant(json: json.required("warrant"))
            self = .identified(
                number: try json.whole("number"), subjects: try json.texts("subjects").map { Subject(kind: kind, value: $0) },
                reasons: try json.text("reasons"), by: warrant, at: at)
        case "attachment":
            self = .attached(try Attachment(json, at: at), by: try Warrant(json: json.required("warrant")))
        case "hit-follow-up":
            let warrant = try Warrant(json: json.required("warrant"))
            self = .hitsTakenUp(upTo: try json.whole("hits"), reasons: try json.text("reasons"), by: warrant, at: at)
        case "quarantine": self = .quarantined(at: at)
        case "quarantine-end":
            let warrant = try Warrant(json: json.required("warrant"))
            self = .quarantineEnded(
                takesIn: try json.truth("takesIn"), reasons: try json.text("reasons"), by: warrant, at: at)
        case "rejection", "clearance", "set-aside", "false-report":
            let warrant = try Warrant(json: json.required("warrant"))
            let (number, reasons) = (try json.whole("number"), try json.text("reasons"))
            switch try json.text("event") {
            case "clearance": self = .cleared(number: number, reasons: reasons, by: warrant, at: at)
            case "false-report": self = .judgedFalse(report: number, reasons: reasons, by: warrant, at: at)
            case "set-aside": self = .setAside(number: number, reasons: reasons, by: warrant, at: at)
            default: self = .rejected(number: number, reasons: reasons, by: warrant, at: at)
            }
        case "lapse": self = .lapsed(number: try json.whole("number"), at: at)
        case "end-of-force": self = .ended(number: try json.whole("number"), at: at)
        case "objection-overdue": self = .objectionOverdue(number: try json.whole("number"), at: at)
        case "objection-decision":
            let warrant = try Warrant(json: json.required("warrant"))
            self = .objectionDecided(
                number: try json.whole("number"), upheld: try json.truth("upheld"), reasons: try json.text("reasons"), by: warrant,
                at: at
            )
        case "closing":
            let kind = try json.optionalText("decision").map { DecisionKind(rawValue: $0) }
            self = .closed(by: kind, at: at, eraseAt: try json.instant("eraseAt"))
        case "end-of-retention": self = .retentionEnded(at: at, due: try json.instant("due"))
        default: throw MalformedRecord(member: "event", expected: "an event of a case")
        }
    }
}

extension CaseEvent.Reported {
    fileprivate var members: [(String, JSON?)] {
        [
            ("case", .string(caseID.description)), ("details", details), ("kind", .string(kind.rawValue)), ("number", number.json),
            ("secretHash", secretHash.map { .string($0.hex) }), ("subjectKind", subjects.first.map { .string($0.kind) }),
            ("subjects", .array(subjects.map { .string($0.value) })), ("warrant", warrant.json),
        ]
    }

    fileprivate init(_ json: JSON, at: Instant) throws(MalformedRecord) {
        guard let id = try? CaseID(try json.text("case")) else { throw MalformedRecord(member: "case", expected: "a case number") }
        let subjectKind = try json.optionalText("subjectKind") ?? ""
        let secret = try json.optionalText("secretHash")
        let secretHash = secret.flatMap { Digest(hex: $0) }
        guard secret == nil || secretHash != nil else {
            throw MalformedRecord(member: "secretHash", expected: "64 hexadecimal digits")
        }
        self.init(
            caseID: id,
            number: try json.whole("number"),
            kind: ReportKind(rawValue: try json.text("kind")),
            subjects: try json.texts("subjects").map { Subject(kind: subjectKind, value: $0) },
            details: try json.required("details"),
            secretHash: secretHash,
            warrant: try Warrant(json: json.required("warrant")),
            at: at
        )
    }
}

extension CaseEvent.Proposed {
    fileprivate var members: [(String, JSON?)] {
        [
            ("addressees", addressees.json), ("confirmBy", .string(confirmBy.description)), ("kind", .string(kind.rawValue)),
            ("number", number.json), ("reasons", .string(reasons)), ("warrant", warrant.json),
        ]
    }

    fileprivate init(_ json: JSON, at: Instant) throws(MalformedRecord) {
        self.init(
            number: try json.whole("number"),
            kind: DecisionKind(rawValue: try json.text("kind")),
            addressees: try json.parties("addressees"),
            reasons: try json.text("reasons"),
            warrant: try Warrant(json: json.required("warrant")),
            at: at,
            confirmBy: try json.instant("confirmBy")
        )
    }
}

extension CaseEvent.Decided {
    fileprivate var members: [(String, JSON?)] {
        [
            ("addressees", addressees.json), ("confirmedBy", confirmedBy?.json), ("kind", .string(kind.rawValue)),
            ("number", number.json),
            ("objectionUntil", .string(objectionUntil.description)), ("reasons", .string(reasons)),
            ("validUntil", validUntil.map { .string($0.description) }), ("warrant", warrant.json),
        ]
    }

    fileprivate init(_ json: JSON, at: Instant) throws(MalformedRecord) {
        var confirmedBy: Warrant?
        if let confirmer = json["confirmedBy"] { confirmedBy = try Warrant(json: confirmer) }
        self.init(
            number: try json.whole("number"),
            kind: DecisionKind(rawValue: try json.text("kind")),
            addressees: try json.parties("addressees"),
            reasons: try json.text("reasons"),
            warrant: try Warrant(json: json.required("warrant")),
            confirmedBy: confirmedBy,
            at: at,
            objectionUntil: try json.instant("objectionUntil"),
            validUntil: try json.optionalInstant("validUntil")
        )
    }
}

extension CaseEvent.Objected {
    fileprivate var members: [(String, JSON?)] {
        [
            ("decideBy", .string(decideBy.description)), ("decision", decision.json), ("grounds", .string(grounds)),
            ("number", number.json), ("warrant", warrant.json),
        ]
    }

    fileprivate init(_ json: JSON, at: Instant) throws(MalformedRecord) {
        self.init(
            number: try json.whole("number"),
            decision: try json.whole("decision"),
            grounds: try json.text("grounds"),
            warrant: try Warrant(json: json.required("warrant")),
            at: at,
            decideBy: try json.instant("decideBy")
        )
    }
}

extension CaseEvent.RectificationRequested {
    fileprivate var members: [(String, JSON?)] {
        [
            ("answerBy", .string(answerBy.description)), ("number", number.json), ("part", .string(part.rawValue)),
            ("report", report.json), ("right", .string(right)), ("warrant", warrant.json), ("wrong", .string(wrong)),
        ]
    }

    fileprivate init(_ json: JSON, at: Instant) throws(MalformedRecord) {
        self.init(
            number: try json.whole("number"),
            report: try json.whole("report"),
            part: RectificationPart(rawValue: try json.text("part")),
            wrong: try json.text("wrong"),
            right: try json.text("right"),
            warrant: try Warrant(json: json.required("warrant")),
            at: at,
            answerBy: try json.instant("answerBy")
        )
    }
}

extension CaseEvent.Seen {
    fileprivate var members: [(String, JSON?)] {
        [
            ("area", sighting.area.map { .string($0) }), ("edge", .string(sighting.edge)),
            ("seen", .string(sighting.seenAt.description)), ("subject", .string(sighting.subject.value)),
            ("subjectKind", .string(sighting.subject.kind)), ("warrant", warrant.json),
        ]
    }

    fileprivate init(_ json: JSON, at: Instant) throws(MalformedRecord) {
        let subject = Subject(kind: try json.text("subjectKind"), value: try json.text("subject"))
        self.init(
            sighting: Sighting(
                subject: subject, seenAt: try json.instant("seen"), area: try json.optionalText("area"), edge: try json.text("edge")
            ),
            warrant: try Warrant(json: json.required("warrant")),
            at: at
        )
    }
}

extension Attachment {
    fileprivate var members: [(String, JSON?)] {
        [
            ("digest", .string(digest.hex)), ("mediaType", .string(kind.rawValue)), ("name", .string(name)),
            ("number", number.json), ("report", report.json), ("size", size.json),
        ]
    }

    fileprivate init(_ json: JSON, at: Instant) throws(MalformedRecord) {
        guard let digest = Digest(hex: try json.text("digest")) else {
            throw MalformedRecord(member: "digest", expected: "64 hexadecimal digits")
        }
        self.init(
            number: try json.whole("number"), report: try json.whole("report"), name: try json.text("name"),
            kind: FileKind(rawValue: try json.text("mediaType")), size: try json.whole("size"), digest: digest, at: at
        )
    }
}

extension Int {
    fileprivate var json: JSON { .integer(Int64(self)) }
}

extension [PartyID] {
    fileprivate var json: JSON? { isEmpty ? nil : .array(map { .string($0.description) }) }
}

extension JSON {
    fileprivate func parties(_ key: String) throws(MalformedRecord) -> [PartyID] {
        guard self[key] != nil else { return [] }
        var parties: [PartyID] = []
        for text in try texts(key) {
            guard let id = try? PartyID(text) else { throw MalformedRecord(member: key, expected: "parties") }
            parties.append(id)
        }
        return parties
    }
}
