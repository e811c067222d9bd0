// SPDX-License-Identifier: EUPL-1.2

/// Somebody's request to put right what a report of his says, and its answer.
///
/// What was entered stays as it is: the log is only added to. A request that is granted stands beside it and counts from then on.
public struct Rectification: Hashable, Sendable {
    /// Its number within the case, from 1.
    public let number: Int
    /// The number of the report that it is about.
    public let report: Int
    /// Which part of it.
    public let part: RectificationPart
    /// What is wrong, in the words of who asks. May hold personal data.
    public let wrong: String
    /// What it should be, likewise.
    public let right: String
    /// Who asks.
    public let warrant: Warrant
    /// When it was entered.
    public let at: Instant
    /// When it must be answered.
    public let answerBy: Instant
    /// Whether the clock found it unanswered after that.
    public internal(set) var isOverdue = false
    /// The answer; nil while there is none.
    public internal(set) var answer: Answer?

    /// The answer to a request.
    public struct Answer: Hashable, Sendable {
        /// Whether it is put right.
        public let isGranted: Bool
        /// The grounds.
        public let reasons: String
        /// Who answered.
        public let warrant: Warrant
        /// When.
        public let at: Instant
    }
}
