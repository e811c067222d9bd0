// SPDX-License-Identifier: EUPL-1.2

public import Ledger

/// What an edge is asked: what it answers about some subjects.
///
/// The subjects travel to the edges of one party and are kept until they answered; the log holds only a commitment to the question. As
/// the commitment stands on a fresh salt, it is also what makes each question another: an answer that carries it cannot be older.
public struct SampleQuestion: Hashable, Sendable {
    /// The most subjects in one question.
    public static let most = 50
    /// The most bytes of one subject.
    static let mostSubjectBytes = 64

    /// The sample.
    public let id: SampleID
    /// The origin of the log in which it stands.
    public let origin: String
    /// The list about which it asks.
    public let list: ListName
    /// The subjects, in the order in which they are answered. Personal data: never in a log, an address or an error text.
    public let subjects: [String]
    /// The salt under the commitment.
    public let salt: Salt

    /// Makes a question.
    public init(id: SampleID, origin: String, list: ListName, subjects: [String], salt: Salt = Salt()) {
        self.id = id
        self.origin = origin
        self.list = list
        self.subjects = subjects
        self.salt = salt
    }

    /// What is committed to: canonical JSON (RFC 8785) of list, origin, sample and subjects.
    public var payload: [UInt8] { JSON.object(members).canonical() }

    /// The commitment that the log holds and that an answer names.
    public var commitment: Commitment { Commitment(salt: salt, payload: payload) }

    private var members: JSONObject {
        [
            "list": .string(list.rawValue), "origin": .string(origin), "sample": .string(id.description),
            "subjects": .array(subjects.map { .string($0) }),
        ]
    }

    /// The question as it travels and is kept.
    public var json: JSON {
        var members = members
        members["salt"] = .string(salt.base64)
        return .object(members)
    }

    /// Reads a question.
    /// - Throws: `MalformedRecord`, which names no subject.
    public init(json: JSON) throws(MalformedRecord) {
        guard let id = try? SampleID(try json.text("sample")) else {
            throw MalformedRecord(member: "sample", expected: "the number of a sample")
        }
        guard let salt = Salt(base64: try json.text("salt")) else {
            throw MalformedRecord(member: "salt", expected: "32 bytes in base64")
        }
        let subjects = try json.texts("subjects")
        guard (1...SampleQuestion.most).contains(subjects.count), subjects.allSatisfy(SampleQuestion.isSubject) else {
            throw MalformedRecord(member: "subjects", expected: "1 to \(SampleQuestion.most) subjects")
        }
        self.init(
            id: id, origin: try json.text("origin"), list: ListName(rawValue: try json.text("list")), subjects: subjects,
            salt: salt)
    }

    private static func isSubject(_ text: String) -> Bool {
        (1...mostSubjectBytes).contains(text.utf8.count) && text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
    }
}
