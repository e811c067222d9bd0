// SPDX-License-Identifier: EUPL-1.2

public import Ledger

/// What a register answers: an evaluation for each element, and the outcomes of the buckets.
public struct CheckAnswer: Hashable, Sendable {
    /// The epoch of the key it was answered with.
    public let epoch: CheckEpoch
    /// One for each element, in order.
    public let evaluations: [CheckEvaluation]
    /// The outcomes of each bucket that was asked for.
    public let buckets: [CheckBucket: CheckOutcomes]

    /// Gathers them.
    public init(epoch: CheckEpoch, evaluations: [CheckEvaluation], buckets: [CheckBucket: CheckOutcomes]) {
        self.epoch = epoch
        self.evaluations = evaluations
        self.buckets = buckets
    }

    /// As it is sent; a hub adds which version of the list it is of, and how old.
    public var json: JSON {
        let buckets = buckets.sorted { $0.key < $1.key }.map { bucket, outcomes -> JSON in
            ["uitkomsten": .string(Base64.encode(outcomes.bytes)), "vak": .string(bucket.text)]
        }
        return [
            "evaluaties": .array(evaluations.map { .string(Base64.encode($0.bytes)) }), "tijdvak": .integer(Int64(epoch.number)),
            "vakken": .array(buckets),
        ]
    }

    /// Reads an answer.
    /// - Parameter bits: how many bits the numbers of buckets have: those of the request.
    /// - Throws: `malformedMessage`, `malformedEvaluation`, `malformedOutcomes`.
    public init(json: JSON, bits: Int) throws(PrivateCheckError) {
        guard let number = json["tijdvak"]?.integer.flatMap(UInt32.init(exactly:)), let shown = json["evaluaties"]?.array,
            let given = json["vakken"]?.array
        else { throw .missing("tijdvak, evaluaties and vakken") }
        var evaluations: [CheckEvaluation] = []
        for text in shown {
            evaluations.append(try CheckEvaluation(bytes: text.string.flatMap { Base64.decode($0) } ?? []))
        }
        var buckets: [CheckBucket: CheckOutcomes] = [:]
        for part in given {
            guard let bucket = part["vak"]?.string.flatMap({ CheckBucket(text: $0, bits: bits) }),
                let bytes = part["uitkomsten"]?.string.flatMap({ Base64.decode($0) })
            else { throw .missing("vak and uitkomsten") }
            buckets[bucket] = try CheckOutcomes(bytes: bytes)
        }
        self.init(epoch: CheckEpoch(number: number), evaluations: evaluations, buckets: buckets)
    }
}
