// SPDX-License-Identifier: EUPL-1.2

import EquipmentIdentity
import Exchange
import Identifiers
import Ledger
import Logging
import Metrics

/// Answers the hub's samples: what the doors of this edge answer about some devices, by the list from which calls are answered now.
///
/// It asks a responder like those of the doors, over the same list and by the same policy, that notes no hit and counts no check. Only the
/// follower may ask it, between two batches: so the whole answer is by one version of the list.
final class SampleAnswerer: Sendable {
    /// A signed answer on its way to the hub.
    struct Answer: Hashable, Sendable {
        let id: SampleID
        let note: String
    }

    /// The most answers that wait; an older one is worth nothing any more.
    private static let mostWaiting = 8

    /// What is to be sent. For one listener.
    let answers: AsyncStream<Answer>
    private let waiting: AsyncStream<Answer>.Continuation
    private let responder: EquipmentResponder
    private let signer: NoteSigner
    private let timekeeper: any Timekeeper
    private let logger: Logger

    /// - Parameter responder: one of its own, over the list and policy of the doors, without hits.
    init(responder: EquipmentResponder, signer: NoteSigner, timekeeper: any Timekeeper, logger: Logger) {
        self.responder = responder
        self.signer = signer
        self.timekeeper = timekeeper
        self.logger = logger
        (answers, waiting) = AsyncStream.makeStream(of: Answer.self, bufferingPolicy: .bufferingNewest(SampleAnswerer.mostWaiting))
    }

    /// Takes in a question of the stream. One that cannot be answered is left: the hub then says that there was no answer.
    func take(_ event: ServerSentEvent, of list: ListName, greeting: FollowMachine.Greeting?) {
        do {
            let json = try JSON(parsing: event.data, limits: JSONLimits(bytes: 16 << 10, depth: 4))
            let question = try SampleQuestion(json: json)
            guard let greeting, let measure = greeting.measure, question.origin == greeting.origin, question.list == list else {
                throw MalformedRecord(member: "list", expected: "the list and the log that this edge follows")
            }
            waiting.yield(Answer(id: question.id, note: try note(on: question, of: measure)))
        } catch {
            Counter(label: "schakel_edge_samples_left_total").increment()
            logger.warning("A sample that the hub asks cannot be answered.", metadata: ["error": "\(error)"])
        }
    }

    /// The signed answer to a question.
    func note(on question: SampleQuestion, of measure: MeasureID) throws -> String {
        let freshness = responder.lookup.freshness
        var version: UInt64 = 0
        if case .list(let active, _) = freshness { version = active }
        let verdicts = question.subjects.map { subject in
            // The register knows devices by fourteen digits; what has another form is answered as a door does that cannot read it.
            IMEI(digits: subject.utf8).map { imei in
                SampleVerdict(
                    responder.verdict(on: imei, imsi: nil, freshness: freshness, meter: responder.counters.shared))
            } ?? .unavailable
        }
        let statement = SampleStatement(
            origin: question.origin, measure: measure, sample: question.id, commitment: question.commitment,
            version: Int(clamping: version), at: timekeeper.now(), verdicts: verdicts)
        return try SignedNote(signing: statement.text, with: [signer]).description
    }
}

extension SampleVerdict {
    /// A door's verdict as a sample tells it.
    init(_ verdict: Verdict) {
        switch verdict {
        case .status(.permitted): self = .permitted
        case .status(.prohibited): self = .prohibited
        case .status(.tracking): self = .tracking
        case .unknown: self = .unknown
        case .refused, .unavailable: self = .unavailable
        }
    }
}
