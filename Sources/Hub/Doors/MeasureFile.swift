// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Store

/// Everything that whoever supervises needs to know of one measure: what is owed, each version that was missed, the ladder with the
/// steps taken, and what people said about it.
struct MeasureFile {
    let measure: Measure
    let policy: RegisterPolicy
    let registry: Registry
    let secrets: HubSecrets
    let now: Instant
    /// When the hub was started; what was entered before cannot be overdue since before it.
    let startedAt: Instant
    /// During a stop no term runs.
    let distribution: Distribution
    /// What happened to it, as it was entered, with the place in the log.
    let story: [(index: UInt64, payload: JSON)]
    /// Who looks.
    let viewer: Actor
    /// Whether persons are named.
    let namesPersons: Bool
    let reader: any StoreReader

    /// The most misses that are told, the newest ones.
    private static let mostMisses = 100

    /// The measure as JSON; nil when the policy no longer has its kind.
    func json() throws -> JSON? {
        let list: ListName? = if case .list(let list) = measure.target { list } else { nil }
        guard let rule = MeasureFile.rule(of: measure, in: policy) else { return nil }
        let tag = list.map { secrets.tag(of: .list($0, of: policy.register)) }
        let newest = try tag.map { try reader.sequence(of: policy.register, tag: $0) } ?? 1
        let outstanding = try outstanding(tag: tag, newest: Int(newest))
        let decider = MeasureDecider(rule: rule)
        let due = outstanding.map { decider.due($0, in: measure) }
        let next = decider.nextStep(measure, outstanding: outstanding, at: now)
        var view: ComplianceView?
        if let tag {
            view = try ComplianceView(
                measure, under: rule,
                of: try ComplianceDoors.entries(of: policy.register, tag: tag, newest: newest, reader: reader),
                newest: Int(newest), registry: registry, now: now, reader: reader)
        }
        var members: [(String, JSON?)] = [
            ("maatregel", .string(measure.id.description)), ("register", .string(measure.register.rawValue)),
            ("titel", rule.title.json), ("grondslag", .string(measure.basis)),
            ("opgelegd", .string(measure.imposedAt.description)), ("opgeheven", MeasureFile.json(measure.liftedAt)),
            ("nieuwsteVersie", .integer(Int64(newest))), ("werkendeVersie", .integer(Int64(measure.activeVersion))),
            ("teLaat", .bool(due.map { now > $0 } ?? false)), ("sinds", MeasureFile.json(outstanding?.since)),
            ("uiterlijk", MeasureFile.json(due)), ("ladder", .array(ladder(rule))), ("naleving", view?.json),
            ("gemist", .array(view.map(misses) ?? [])),
            ("gebeurtenissen", .array(story.map { event($0.payload, at: $0.index, under: rule) })),
        ]
        let options = OrderOptions(
            of: viewer, in: measure, under: rule, policy: policy, registry: registry, outstanding: outstanding, at: now)
        members += [("lasten", options.orders), ("taken", options.tasks)]
        if let outstanding { members.append(("verschuldigd", .integer(Int64(outstanding.version)))) }
        if let next {
            var step = MeasureFile.json(next)
            // The clock takes no order under penalty: a person does.
            let moment = MeasureFile.json(decider.nextDue(measure, outstanding: outstanding))
            if next.penalty == nil { step["vanzelf"] = moment } else { step["voorstel"] = moment }
            members.append(("volgendeStap", .object(step)))
        }
        return .object(JSONObject(members))
    }

    private static func json(_ moment: Instant?) -> JSON? { moment.map { .string($0.description) } }

    /// The oldest version that is owed.
    private func outstanding(tag: AudienceTag?, newest: Int) throws -> OutstandingVersion? {
        let owed = measure.firstOwedVersion
        guard measure.liftedAt == nil, owed <= newest else { return nil }
        guard let tag else { return OutstandingVersion(version: owed, since: max(measure.imposedAt, startedAt)) }
        return try reader.entry(of: policy.register, tag: tag, sequence: UInt64(owed)).map {
            OutstandingVersion(
                version: owed,
                since: distribution.owed(since: max(Instant(milliseconds: $0.leaf.time), startedAt), at: now))
        }
    }

    private func ladder(_ rule: MeasureRule) -> [JSON] {
        rule.ladder.enumerated().map { position, step in
            var members = MeasureFile.json(step)
            members["gezet"] = .bool(position < measure.steps.count)
            return .object(members)
        }
    }

    /// A step of a ladder.
    static func json(_ step: EscalationStep) -> JSONObject {
        JSONObject([
            ("stap", .string(step.name)), ("titel", step.title.json), ("na", .string(step.after.description)),
            ("grondslag", .string(step.basis)), ("dwangsom", step.penalty.map(json)),
        ])
    }

    /// What a step costs that is an order under penalty.
    private static func json(_ rule: PenaltyRule) -> JSON {
        var within: Term?
        if case .secondPerson(let term) = rule.confirmation { within = term }
        return .object(
            JSONObject([
                ("bedrag", .integer(rule.amount.count)), ("periode", .integer(rule.period.milliseconds)),
                ("plafond", .integer(rule.ceiling.count)), ("begunstigingstermijn", .string(rule.avoidWithin.description)),
                ("grondslag", .string(rule.basis)), ("tweedePersoonBinnen", within.map { .string($0.description) }),
                ("bezwaartermijn", .string(rule.objection.term.description)),
                ("betaaltermijn", .string(rule.payWithin.description)),
                ("verjaringstermijn", .string(rule.collectWithin.description)),
            ]))
    }

    /// The rule a measure stands under; nil when the policy no longer has its kind.
    static func rule(of measure: Measure, in policy: RegisterPolicy) -> MeasureRule? {
        switch measure.target {
        case .list(let list): policy.lists[list]?.measure
        case .decision(_, _, let kind), .question(_, _, let kind): policy.measures[kind]
        }
    }

    /// Per edge the versions that were late, or are due and not there; the newest first.
    private func misses(_ view: ComplianceView) -> [JSON] {
        let edges: [String?] = measure.edges.isEmpty ? [nil] : measure.edges.keys.sorted()
        var found: [(edge: String?, outcome: ComplianceOutcome)] = []
        for edge in edges {
            found += view.outcomes(at: edge).filter(\.isMissed).suffix(MeasureFile.mostMisses).map { (edge, $0) }
        }
        found.sort { $0.outcome.version.number > $1.outcome.version.number }
        return found.prefix(MeasureFile.mostMisses).map { edge, outcome in
            .object(
                JSONObject([
                    ("versie", .integer(Int64(outcome.version.number))), ("vastgelegd", .string(outcome.version.at.description)),
                    ("uiterlijk", .string(outcome.due.description)), ("randknoop", edge.map { .string($0) }),
                    ("uitgevoerd", outcome.carriedOutAt.map { .string($0.description) }),
                ]))
        }
    }

    private func event(_ payload: JSON, at index: UInt64, under rule: MeasureRule) -> JSON {
        let warrant = payload["warrant"]
        let party = warrant?["party"]?.string
        let ground = payload["ground"]?.string.map { RefusalGround(rawValue: $0) }
        let step = payload["step"]?.string
        let title = ground.map { rule.grounds[$0] } ?? rule.ladder.first { $0.name == step }?.title
        var name: JSON?
        if let party { name = .string((try? PartyID(party)).flatMap { registry.parties[$0]?.name } ?? party) }
        let members: [(String, JSON?)] = [
            ("soort", payload["event"]), ("wanneer", payload["at"]), ("regel", .integer(Int64(clamping: index))),
            ("versie", payload["version"]), ("stap", payload["step"]), ("titel", title?.json), ("last", payload["order"]),
            ("brief", LetterDoors.kinds.contains(payload["event"]?.string ?? "") ? true : nil), ("gegrond", payload["upheld"]),
            ("grondslag", payload["basis"]), ("uiterlijk", payload["due"]),
            ("toelichting", payload["explanation"] ?? payload["how"]),
            ("terecht", payload["justified"]), ("redenen", payload["reasons"]), ("door", name),
            ("persoon", namesPersons ? warrant?["person"] : nil),
        ]
        return .object(JSONObject(members))
    }
}
