// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger

/// A sample that waits for answers, with what only the hub and the edges that are asked may know: the subjects, and what the list says of
/// them. It is kept beside the log, and forgotten when all have answered or the term is over.
struct SampleSheet: Sendable {
    /// What the log says of it.
    let sample: Sample
    /// What is asked.
    let question: SampleQuestion
    /// What the list said when it was asked.
    let history: SampleHistory
    /// The edges that have answered.
    var answered: Set<String> = []

    init(sample: Sample, question: SampleQuestion, history: SampleHistory) {
        self.sample = sample
        self.question = question
        self.history = history
    }

    /// Whether every edge that must answer has.
    var isComplete: Bool { answered.isSuperset(of: sample.edges.keys) }

    /// The edges that must still answer, in order.
    var awaited: [String] { sample.edges.keys.filter { !answered.contains($0) }.sorted() }

    /// The form in which it is kept.
    var json: JSON {
        [
            "answered": .array(answered.sorted().map { .string($0) }), "asked": SampleEvent.asked(sample).json(of: sample.measure),
            "question": question.json,
            "statuses": .array(history.statuses.map { status in status.map { JSON.string($0.rawValue) } ?? .null }),
        ]
    }

    /// Reads what was kept.
    init(json: JSON) throws(MalformedRecord) {
        guard case .asked(let sample) = try SampleEvent(json: try json.required("asked")) else {
            throw MalformedRecord(member: "asked", expected: "a sample that was asked")
        }
        let question = try SampleQuestion(json: try json.required("question"))
        let statuses = (json["statuses"]?.array ?? []).map { $0.string.map { ListStatus(rawValue: $0) } }
        self.init(
            sample: sample, question: question,
            history: try SampleHistory(version: sample.version, subjects: question.subjects, statuses: statuses))
        answered = Set(try json.texts("answered"))
    }
}
