// SPDX-License-Identifier: EUPL-1.2

public import Identifiers

/// Some IMEIs and what is sent of them: the request goes out, the answer comes in, and what each is comes of it. It sends nothing itself.
public struct PrivateQuestion {
    private let checks: [BlindedCheck]
    private let places: [CheckBucket]
    /// What is sent. It holds as many elements as there are IMEIs, all of one length, and the numbers of their buckets, each once.
    public let request: CheckRequest

    /// Blinds IMEIs for a register.
    /// - Parameters:
    ///   - imeis: what is asked.
    ///   - parameters: what the register told; whoever wants to be sure of its key verifies them first.
    ///   - asksBuckets: whether the buckets are asked for. Who has all of them tells nothing at all.
    /// - Throws: `unusableKey`.
    public init(about imeis: [IMEI], under parameters: CheckParameters, asksBuckets: Bool = true) throws(PrivateCheckError) {
        var checks: [BlindedCheck] = []
        for imei in imeis { checks.append(try BlindedCheck(imei, under: parameters.key)) }
        self.checks = checks
        places = imeis.map { CheckBucket(of: $0, bits: parameters.bits) }
        request = CheckRequest(
            epoch: parameters.epoch, bits: parameters.bits, elements: checks.map(\.element),
            buckets: asksBuckets ? Set(places).sorted() : [])
    }

    /// Whether each IMEI is listed, in the order in which they were given.
    /// - Parameters:
    ///   - answer: what came back.
    ///   - others: buckets that came before, when they were not asked for with this question.
    /// - Throws: `otherAnswer`, `wrongProof`, `malformedEvaluation`.
    public func isListed(
        by answer: CheckAnswer, with others: [CheckBucket: CheckOutcomes] = [:]
    ) throws(PrivateCheckError) -> [Bool] {
        guard answer.epoch == request.epoch, answer.evaluations.count == checks.count else {
            throw PrivateCheckError(.otherAnswer, "The answer is to another question: ask again.")
        }
        var listed: [Bool] = []
        for (check, (place, evaluation)) in zip(checks, zip(places, answer.evaluations)) {
            let outcome = try check.outcome(of: evaluation)
            guard let outcomes = answer.buckets[place] ?? others[place] else {
                throw PrivateCheckError(.otherAnswer, "The answer lacks a part that was asked for: ask again.")
            }
            listed.append(outcomes.contains(outcome))
        }
        return listed
    }
}
