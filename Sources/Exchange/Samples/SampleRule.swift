// SPDX-License-Identifier: EUPL-1.2

/// How whoever supervises may ask edges what they answer.
public struct SampleRule: Hashable, Sendable {
    /// Within which term an edge must have answered. Who has not by then counts as not having answered.
    public let answerWithin: Term
    /// How many samples of a register may wait for answers at once, of all parties together; of one measure there is one at a time.
    public let mostOpen: Int

    /// States a rule; what is not given has the default.
    public init(answerWithin: Term = .plain(.minutes(1)), mostOpen: Int = 20) {
        self.answerWithin = answerWithin
        self.mostOpen = mostOpen
    }
}
