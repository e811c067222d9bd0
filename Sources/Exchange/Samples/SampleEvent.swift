// SPDX-License-Identifier: EUPL-1.2

public import Ledger

/// What can happen to a sample. It is entered for the party that is sampled, in the story of its measure.
public enum SampleEvent: Hashable, Sendable {
    /// It was asked.
    case asked(Sample)
    /// An edge answered in time.
    case answered(SampleID, Sample.Answer)
    /// The term ended before these edges had answered.
    case ended(SampleID, silent: [String], at: Instant)

    /// The kind in the leaf header of a question: followers of the log may be asked then.
    public static let askedKind = "sample"

    /// The kind in the leaf header.
    public var kind: String {
        switch self {
        case .asked: SampleEvent.askedKind
        case .answered: "sample-answer"
        case .ended: "sample-end"
        }
    }

    /// The payload as it is entered.
    public func json(of measure: MeasureID) -> JSON {
        var members: [(String, JSON?)] = [("event", .string(kind)), ("measure", .string(measure.description))]
        switch self {
        case .asked(let sample):
            members += [
                ("at", .string(sample.askedAt.description)), ("commitment", .string(sample.commitment.hex)),
                ("count", .integer(Int64(sample.count))),
                ("edges", .object(JSONObject(sample.edges.map { ($0.key, Optional(JSON.integer(Int64($0.value)))) }))),
                ("listVersion", .integer(Int64(sample.version))), ("sample", .string(sample.id.description)),
                ("until", .string(sample.until.description)), ("warrant", sample.warrant.json),
            ]
        case .answered(let id, let answer):
            members += [
                ("at", .string(answer.at.description)), ("edge", .string(answer.edge)),
                ("listVersion", .integer(Int64(answer.version))), ("note", .string(answer.note)),
                ("sample", .string(id.description)), ("tally", answer.tally.json),
            ]
        case .ended(let id, let silent, let at):
            members += [
                ("at", .string(at.description)), ("sample", .string(id.description)),
                ("silent", .array(silent.map { .string($0) })),
            ]
        }
        return .object(JSONObject(members))
    }

    /// Reads a payload.
    public init(json: JSON) throws(MalformedRecord) {
        guard let id = try? SampleID(try json.text("sample")) else {
            throw MalformedRecord(member: "sample", expected: "the number of a sample")
        }
        switch try json.text("event") {
        case SampleEvent.askedKind: self = .asked(try SampleEvent.sample(id, json))
        case "sample-answer":
            self = .answered(
                id,
                Sample.Answer(
                    edge: try json.text("edge"), version: try json.whole("listVersion"),
                    tally: try SampleTally(json: try json.required("tally")), note: try json.text("note"),
                    at: try json.instant("at")))
        case "sample-end": self = .ended(id, silent: try json.texts("silent"), at: try json.instant("at"))
        default: throw MalformedRecord(member: "event", expected: "sample, sample-answer or sample-end")
        }
    }

    private static func sample(_ id: SampleID, _ json: JSON) throws(MalformedRecord) -> Sample {
        guard let commitment = Hexadecimal.decode(try json.text("commitment")).flatMap({ Commitment(bytes: $0) }) else {
            throw MalformedRecord(member: "commitment", expected: "64 hexadecimal digits")
        }
        var edges: [String: Int] = [:]
        let stated = try json.required("edges")
        for member in try json.members("edges") { edges[member.key] = try stated.whole(member.key) }
        return Sample(
            id: id, measure: MeasureID(stored: try json.text("measure")), count: try json.whole("count"),
            version: try json.whole("listVersion"), commitment: commitment, edges: edges, until: try json.instant("until"),
            warrant: try Warrant(json: try json.required("warrant")), askedAt: try json.instant("at"))
    }
}
