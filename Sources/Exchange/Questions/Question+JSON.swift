// SPDX-License-Identifier: EUPL-1.2

import Ledger

extension Question {
    /// What stands of a question in its entry.
    var members: [(String, JSON?)] {
        [
            ("about", .string(about)), ("kind", .string(kind.rawValue)), ("number", .integer(Int64(number))),
            ("parties", .array(parties.map { .string($0.description) })), ("reasons", .string(reasons)), ("warrant", warrant.json),
        ]
    }

    /// Reads an entry.
    init(_ json: JSON, at: Instant) throws(MalformedRecord) {
        var parties: [PartyID] = []
        for text in try json.texts("parties") {
            guard let id = try? PartyID(text) else { throw MalformedRecord(member: "parties", expected: "parties") }
            parties.append(id)
        }
        self.init(
            number: try json.whole("number"), kind: QuestionKind(rawValue: try json.text("kind")), about: try json.text("about"),
            parties: parties, reasons: try json.text("reasons"), warrant: try Warrant(json: json.required("warrant")), at: at
        )
    }
}

extension Candidate {
    /// What stands of a candidate in the entry of an answer.
    var json: JSON {
        [
            "confidence": .integer(Int64(confidence)), "first": .string(firstSeen.description),
            "last": .string(lastSeen.description),
            "subject": .string(subject.value), "subjectKind": .string(subject.kind),
        ]
    }

    /// Reads an entry.
    init(json: JSON) throws(MalformedRecord) {
        guard let first = CivilDate(try json.text("first")), let last = CivilDate(try json.text("last")) else {
            throw MalformedRecord(member: "first", expected: "a day")
        }
        self.init(
            subject: Subject(kind: try json.text("subjectKind"), value: try json.text("subject")), firstSeen: first, lastSeen: last,
            confidence: try json.whole("confidence")
        )
    }
}
