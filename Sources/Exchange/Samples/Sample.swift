// SPDX-License-Identifier: EUPL-1.2

public import Ledger

/// A sample of the live answers of a party's edges: who asked, and how their answers compare with the list. It names no subject.
public struct Sample: Hashable, Sendable {
    /// What came of it at one edge.
    public struct Answer: Hashable, Sendable {
        /// The edge.
        public let edge: String
        /// The version of the list by which it answered.
        public let version: Int
        /// How its answers compare with the list of that version.
        public let tally: SampleTally
        /// What it signed: a note over a `SampleStatement`.
        public let note: String
        /// When it was entered.
        public let at: Instant

        /// Describes an answer.
        public init(edge: String, version: Int, tally: SampleTally, note: String, at: Instant) {
            self.edge = edge
            self.version = version
            self.tally = tally
            self.note = note
            self.at = at
        }
    }

    /// Its number.
    public let id: SampleID
    /// The measure whose carrying out it is about.
    public let measure: MeasureID
    /// About how many subjects it asks.
    public let count: Int
    /// The version of the list when it was asked.
    public let version: Int
    /// The commitment to the question.
    public let commitment: Commitment
    /// The edges that must answer, each with the version that it had stated to be carried out.
    public let edges: [String: Int]
    /// Until when they may.
    public let until: Instant
    /// On what the asking stands.
    public let warrant: Warrant
    /// When it was asked.
    public let askedAt: Instant
    /// What came, by edge.
    public private(set) var answers: [String: Answer] = [:]
    /// The edges that did not answer in time; nil while they still may.
    public private(set) var silent: [String]?

    /// A sample as it is asked.
    public init(
        id: SampleID, measure: MeasureID, count: Int, version: Int, commitment: Commitment, edges: [String: Int], until: Instant,
        warrant: Warrant, askedAt: Instant
    ) {
        self.id = id
        self.measure = measure
        self.count = count
        self.version = version
        self.commitment = commitment
        self.edges = edges
        self.until = until
        self.warrant = warrant
        self.askedAt = askedAt
    }

    /// The edges whose answer is awaited, in order.
    public var awaited: [String] { silent == nil ? edges.keys.filter { answers[$0] == nil }.sorted() : [] }

    /// Whether an edge answered by an older version than it had stated before to be carried out: one of the two was not true.
    public func isOlderThanStated(_ answer: Answer) -> Bool { answer.version < edges[answer.edge] ?? 0 }

    /// Takes in what happened.
    public mutating func apply(_ event: SampleEvent) {
        switch event {
        case .asked: break
        case .answered(_, let answer): answers[answer.edge] = answer
        case .ended(_, let edges, _): silent = edges
        }
    }
}
