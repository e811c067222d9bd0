// SPDX-License-Identifier: EUPL-1.2

/// An obligation on one party. For a list it stands for every listing up to a version; for a single decision the only version is 1.
public struct Measure: Hashable, Sendable {
    /// What it obliges to.
    public enum Target: Hashable, Sendable {
        /// Keep the newest version of this list active.
        case list(ListName)
        /// Carry out this decision of this case.
        case decision(CaseID, number: Int, MeasureKind)
        /// Answer this question of this case.
        case question(CaseID, number: Int, MeasureKind)

        /// The case that laid it; nil for a list.
        public var caseID: CaseID? {
            switch self {
            case .list: nil
            case .decision(let id, _, _), .question(let id, _, _): id
            }
        }
    }

    /// How far the addressee is with one fact.
    public struct Standing: Hashable, Sendable {
        /// The newest version for which it is stated.
        public let version: Int
        /// When the hub entered the statement.
        public let at: Instant
        /// When, by the addressee's own clock, it became true.
        public let statedAt: Instant
        /// The edge that states it; empty when a person of the addressee does.
        public let edge: String

        /// What stands in the place of an edge's name when a person states something. No edge can have this name.
        public static let hand = ""

        /// Whether a person states it, without an edge's proof.
        public var isByHand: Bool { edge == Standing.hand }

        /// Describes a standing.
        public init(version: Int, at: Instant, statedAt: Instant, edge: String) {
            self.version = version
            self.at = at
            self.statedAt = statedAt
            self.edge = edge
        }
    }

    /// A refusal by the addressee.
    public struct Refused: Hashable, Sendable {
        /// The version it refuses.
        public let version: Int
        /// The ground, one of the policy's.
        public let ground: RefusalGround
        /// The addressee's explanation.
        public let explanation: String
        /// When.
        public let at: Instant
        /// The authority's judgement: nil while it is open, true when the ground holds.
        public internal(set) var isJustified: Bool?
        /// When it was judged.
        public internal(set) var judgedAt: Instant?

        /// Describes a refusal.
        public init(
            version: Int, ground: RefusalGround, explanation: String, at: Instant, isJustified: Bool? = nil,
            judgedAt: Instant? = nil
        ) {
            self.version = version
            self.ground = ground
            self.explanation = explanation
            self.at = at
            self.isJustified = isJustified
            self.judgedAt = judgedAt
        }
    }

    /// Its name.
    public let id: MeasureID
    /// Its register.
    public let register: RegisterName
    /// Who must carry it out.
    public let addressee: PartyID
    /// What it obliges to.
    public let target: Target
    /// The legal basis.
    public let basis: String
    /// When it was laid.
    public let imposedAt: Instant
    /// What each edge of the addressee stated, per fact. An edge counts from its first statement until it is retired.
    public internal(set) var edges: [String: [MeasureFact: Standing]] = [:]
    /// What persons of the addressee stated, without an edge's proof. It counts only while no edge does.
    public internal(set) var byHand: [MeasureFact: Standing] = [:]
    /// The latest refusal, if any.
    public internal(set) var refusal: Refused?
    /// The escalation steps taken since it last was in order, in order.
    public internal(set) var steps: [String] = []
    /// The orders under penalty that were proposed or decided on, in order.
    public internal(set) var orders: [PenaltyOrder] = []
    /// When it was lifted; nil while it holds.
    public internal(set) var liftedAt: Instant?

    /// A measure as it is laid.
    public init(id: MeasureID, register: RegisterName, addressee: PartyID, target: Target, basis: String, imposedAt: Instant) {
        self.id = id
        self.register = register
        self.addressee = addressee
        self.target = target
        self.basis = basis
        self.imposedAt = imposedAt
    }

    /// The measure without what people wrote about it: what stays when the term of a case ends.
    public var withoutWords: Measure {
        var bare = self
        bare.refusal = nil
        bare.orders = orders.map(\.withoutWords)
        return bare
    }

    /// Whose statements count: those of the addressee's edges, or of its persons while it has none.
    public var counting: [String] { edges.isEmpty ? [Standing.hand] : edges.keys.sorted() }

    /// What the addressee as a whole has stated, per fact: what the last of its edges did. Without an edge: what its persons did.
    public var standings: [MeasureFact: Standing] {
        guard !edges.isEmpty else { return byHand }
        var standings: [MeasureFact: Standing] = [:]
        for fact in MeasureFact.allCases {
            let stated = edges.values.compactMap { $0[fact] }
            guard stated.count == edges.count else { continue }
            standings[fact] = stated.min { ($0.version, $1.at, $0.edge) < ($1.version, $0.at, $1.edge) }
        }
        return standings
    }

    /// The newest version that is in force at every edge of the addressee, or by hand while it has none; 0 when none is.
    public var activeVersion: Int { standings[.carriedOut]?.version ?? 0 }

    /// The oldest version that is owed: the one after the active, unless a refusal of just that one is open or was judged justified.
    public var firstOwedVersion: Int {
        let next = activeVersion + 1
        guard let refusal, refusal.version == next, refusal.isJustified != false else { return next }
        return next + 1
    }
}
