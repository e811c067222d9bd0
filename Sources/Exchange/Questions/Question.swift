// SPDX-License-Identifier: EUPL-1.2

/// A question that was put to parties in a case, with their answers.
public struct Question: Hashable, Sendable {
    /// Its number within the case, from 1.
    public let number: Int
    /// Its kind.
    public let kind: QuestionKind
    /// What is asked about, such as a telephone number. Personal data: for those who are asked, and nobody else.
    public let about: String
    /// Who are asked.
    public let parties: [PartyID]
    /// Why.
    public let reasons: String
    /// On what it stands.
    public let warrant: Warrant
    /// When it was asked.
    public let at: Instant
    /// The answers, in order.
    public internal(set) var answers: [Answer] = []
    /// Which candidates were taken for right, and when; nil until somebody did.
    public internal(set) var chosenAt: Instant?

    /// What a party answered.
    public struct Answer: Hashable, Sendable {
        /// Who answered.
        public let party: PartyID
        /// What its records say; empty when they say nothing.
        public let candidates: [Candidate]
        /// When.
        public let at: Instant
    }

    /// Asks a question.
    public init(
        number: Int, kind: QuestionKind, about: String, parties: [PartyID], reasons: String, warrant: Warrant, at: Instant
    ) {
        self.number = number
        self.kind = kind
        self.about = about
        self.parties = parties
        self.reasons = reasons
        self.warrant = warrant
        self.at = at
    }

    /// Whether an answer is still wanted.
    public var isOpen: Bool { chosenAt == nil && answers.count < parties.count }
}

/// What a report may be about, according to the records of a party.
public struct Candidate: Hashable, Sendable {
    /// The subject.
    public let subject: Subject
    /// The first day on which the records have it with what was asked about.
    public let firstSeen: CivilDate
    /// The last day.
    public let lastSeen: CivilDate
    /// How sure the party is, in percent.
    public let confidence: Int

    /// Names a candidate.
    public init(subject: Subject, firstSeen: CivilDate, lastSeen: CivilDate, confidence: Int) {
        self.subject = subject
        self.firstSeen = firstSeen
        self.lastSeen = lastSeen
        self.confidence = confidence
    }
}
