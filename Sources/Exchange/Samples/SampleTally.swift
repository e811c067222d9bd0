// SPDX-License-Identifier: EUPL-1.2

public import Ledger

/// How many answers of an edge compared how with the list. It names no subject.
public struct SampleTally: Hashable, Sendable {
    /// What the list says.
    public private(set) var agreed = 0
    /// Something else.
    public private(set) var differing = 0
    /// No verdict.
    public private(set) var unanswered = 0
    /// Of which it cannot be told what the list said.
    public private(set) var unclear = 0

    /// Compares verdicts with what the list said, subject by subject.
    public init(_ verdicts: [SampleVerdict], with truths: [SampleTruth]) {
        for (verdict, truth) in zip(verdicts, truths) {
            switch truth.judge(verdict) {
            case .agreed: agreed += 1
            case .differing: differing += 1
            case .unanswered: unanswered += 1
            case .unclear: unclear += 1
            }
        }
    }

    /// The form in which it is entered.
    public var json: JSON {
        [
            "agreed": .integer(Int64(agreed)), "differing": .integer(Int64(differing)), "unanswered": .integer(Int64(unanswered)),
            "unclear": .integer(Int64(unclear)),
        ]
    }

    /// Reads what was entered.
    public init(json: JSON) throws(MalformedRecord) {
        agreed = try json.whole("agreed")
        differing = try json.whole("differing")
        unanswered = try json.whole("unanswered")
        unclear = try json.whole("unclear")
    }
}
