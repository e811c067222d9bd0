// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Store

/// How a measure and its compliance are shown.
struct MeasureView {
    let measure: Measure
    let rule: MeasureRule
    /// The newest version there is.
    let published: Int
    /// The oldest version that is owed.
    let outstanding: OutstandingVersion?
    /// The name of the addressee.
    let name: String
    let now: Instant
    /// While a stop of it lasts no term runs.
    let distribution: Distribution
    let options: MeasureOptions

    /// The facts in order, with their Dutch members.
    static let members: [(MeasureFact, String)] = [
        (.delivered, "afgeleverd"), (.accepted, "aanvaard"), (.carriedOut, "uitgevoerd"),
    ]

    /// How a measure can stand: the newest version in force, not yet, too late; a refusal open; lifted.
    static let states = ["bij", "achter", "te-laat", "geweigerd", "opgeheven"]

    /// When the outstanding version must be carried out.
    private var due: Instant? {
        outstanding.map { owed in
            let since = distribution.owed(since: owed.since, at: now)
            return MeasureDecider(rule: rule).due(OutstandingVersion(version: owed.version, since: since), in: measure)
        }
    }
    private var isLate: Bool { due.map { now > $0 } ?? false }

    /// How this one stands; more than one can be so.
    var states: [String] {
        guard measure.liftedAt == nil else { return ["opgeheven"] }
        var states = [measure.activeVersion < published ? "achter" : "bij"]
        if isLate { states.append("te-laat") }
        if let refusal = measure.refusal, refusal.isJustified == nil { states.append("geweigerd") }
        return states
    }

    var json: JSON {
        var list: ListName?
        if case .list(let name) = measure.target { list = name }
        var members: [(String, JSON?)] = [
            ("maatregel", .string(measure.id.description)), ("register", .string(measure.register.rawValue)),
            ("lijst", list.map { .string($0.rawValue) }), ("titel", rule.title.json),
            ("deelnemer", .string(measure.addressee.description)), ("naam", .string(name)),
            ("grondslag", .string(measure.basis)), ("standen", .array(states.map { .string($0) })),
            ("opgelegd", .string(measure.imposedAt.description)), ("opgeheven", measure.liftedAt.map { .string($0.description) }),
            ("nieuwsteVersie", .integer(Int64(published))), ("werkendeVersie", .integer(Int64(measure.activeVersion))),
            ("achterstandSinds", outstanding.map { .string($0.since.description) }),
            ("uiterlijk", due.map { .string($0.description) }), ("teLaat", .bool(isLate)),
            ("stappen", .array(measure.steps.map { .string($0) })),
            ("laatsteStap", measure.steps.last.flatMap { rule.step($0) }.map { $0.title.json }),
        ]
        members += MeasureView.facts(measure.standings)
        members += [
            (
                "randknopen",
                .array(
                    measure.edges.sorted { $0.key < $1.key }.map { edge, facts in
                        .object(JSONObject([("naam", .string(edge))] + MeasureView.facts(facts)))
                    })
            ),
            ("metDeHand", .object(JSONObject(MeasureView.facts(measure.byHand)))),
            ("weigering", measure.refusal.map(refusal)), ("mogelijk", options.json(for: self)),
        ]
        return .object(JSONObject(members))
    }

    private func refusal(_ refusal: Measure.Refused) -> JSON {
        .object(
            JSONObject([
                ("versie", .integer(Int64(refusal.version))), ("grond", .string(refusal.ground.rawValue)),
                ("titel", rule.grounds[refusal.ground]?.json), ("toelichting", .string(refusal.explanation)),
                ("wanneer", .string(refusal.at.description)), ("terecht", refusal.isJustified.map { .bool($0) }),
            ]))
    }

    /// What was stated per fact.
    private static func facts(_ standings: [MeasureFact: Measure.Standing]) -> [(String, JSON?)] {
        members.map { fact, member in (member, standings[fact].map(json)) }
    }

    /// What was stated of one fact. Of what a person states there is no edge to name.
    static func json(_ standing: Measure.Standing) -> JSON {
        .object(
            JSONObject([
                ("versie", .integer(Int64(standing.version))), ("vastgelegd", .string(standing.at.description)),
                ("gesteld", .string(standing.statedAt.description)),
                ("randknoop", standing.isByHand ? nil : .string(standing.edge)), ("metDeHand", standing.isByHand ? true : nil),
            ]))
    }
}

extension MeasureView {
    /// A measure as the store tells how far it is; nil when the policy no longer has its kind.
    init?(_ measure: Measure, in register: any Register, options: MeasureOptions, core: HubCore, reader: any StoreReader) throws {
        let policy = register.policy
        var outstanding: OutstandingVersion?
        switch measure.target {
        case .decision(_, _, let kind), .question(_, _, let kind):
            guard let found = policy.measures[kind] else { return nil }
            (rule, published) = (found, 1)
            if measure.activeVersion == 0 { outstanding = OutstandingVersion(version: 1, since: measure.imposedAt) }
        case .list(let list):
            guard let found = policy.lists[list]?.measure else { return nil }
            let tag = core.secrets.tag(of: .list(list, of: policy.register))
            (rule, published) = (found, Int(try reader.sequence(of: policy.register, tag: tag)))
            if measure.liftedAt == nil, measure.firstOwedVersion <= published,
                let entry = try reader.entry(of: policy.register, tag: tag, sequence: UInt64(measure.firstOwedVersion))
            {
                outstanding = OutstandingVersion(version: measure.firstOwedVersion, since: Instant(milliseconds: entry.leaf.time))
            }
        }
        self.measure = measure
        self.outstanding = outstanding
        self.options = options
        if case .list = measure.target {
            distribution = core.board.distribution(of: policy.register)
        } else {
            distribution = .init()
        }
        name = core.board.registry.parties[measure.addressee]?.name ?? measure.addressee.description
        now = options.now
    }
}

extension MeasureRule {
    /// The step of the ladder with a name.
    func step(_ name: String) -> EscalationStep? { ladder.first { $0.name == name } }
}
