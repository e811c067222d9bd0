// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Store

/// How a case is shown: to whom decides, to whom reported.
struct CaseView {
    let reader: any StoreReader
    let register: any Register
    let registry: Registry

    static let erased = Refusal.field(
        "zaak", "The retention term of this case has ended; its content is no longer shown.", code: .afterTerm)

    /// The most subjects shown with a case; a larger case gives their number.
    private static let mostSubjects = 100

    /// Everything, for parties with a mandate to decide, confirm or supervise.
    /// - Parameters:
    ///   - showsHits: whether it shows where and when subjects were seen, files and what else is for who decides; or only how often.
    ///   - options: what whoever looks can do now (``CaseOptions``).
    func full(_ state: Case, showsHits: Bool, options: JSON) throws -> JSON {
        guard !state.isErased else { throw CaseView.erased }
        let name = register.policy.register
        let subjects = state.subjectCount <= CaseView.mostSubjects ? try reader.subjects(of: state.id, in: name) : []
        let reports = state.reports.map { report($0, isWhole: showsHits) }
        let members: [(String, JSON?)] = [
            ("zaak", .string(state.id.description)), ("register", .string(name.rawValue)), ("fase", .string(state.phase.rawValue)),
            ("geopend", .string(state.openedAt.description)), ("gesloten", state.closedAt.map { .string($0.description) }),
            ("wissenNa", state.eraseAt.map { .string($0.description) }),
            ("aantalOnderwerpen", .integer(Int64(state.subjectCount))),
            ("onderwerpen", .array(subjects.map { .string($0.value) })), ("meldingen", .array(reports)),
            ("vloed", state.isQuarantined ? true : nil), ("wachtend", .array(state.waitingChanges.map(CaseView.waiting))),
            ("besluiten", .array(state.decisions.map(decision))), ("bezwaren", .array(state.objections.map(objection))),
            ("rectificaties", rectifications(state, showsPeople: true)),
            ("uitvoering", .array(try compliance(of: state))), ("aantalTreffers", .integer(Int64(state.hits.count))),
            ("treffers", showsHits ? hits(state) : nil), ("bewijsstukken", showsHits ? attachments(state) : nil),
            ("vragen", showsHits ? questions(state) : nil),
            ("alarm", .bool(CaseDecider(policy: register.policy).alert(in: state) != nil)), ("verloop", try story(of: state.id)),
            ("mogelijk", options),
        ]
        return .object(JSONObject(members))
    }

    /// What the reporter may see: where it stands and when each party carried it out, not who decided.
    func forReporter(_ state: Case, report: Report) throws -> JSON {
        guard !state.isErased else { throw CaseView.erased }
        let decided = state.decisions.compactMap { decision -> JSON? in
            guard let at = decision.takenAt else { return nil }
            return .object(
                JSONObject([
                    ("soort", .string(decision.kind.rawValue)),
                    ("naam", register.policy.decisions[decision.kind].map { .string($0.title.dutch) }),
                    ("genomen", .string(at.description)), ("redenen", .string(decision.reasons)),
                    ("bezwaarTot", decision.objectionUntil.map { .string($0.description) }),
                ])
            )
        }
        return [
            "melding": .string(ReportReference(caseID: state.id, number: report.number).description),
            "soort": .string(report.kind.rawValue), "gemeld": .string(report.at.description), "fase": .string(state.phase.rawValue),
            "besluiten": .array(decided), "rectificaties": rectifications(state, showsPeople: false),
            "uitvoering": .array(try compliance(of: state)), "wacht": .bool(!state.waitingChanges.isEmpty),
            "bewijsstukken": attachments(state, of: report.number), "vragen": questionCounts(state),
            "standen": .array(statuses(of: state)),
            "nuDoen": .array(register.advice(after: report.kind).map { ["nl": .string($0.dutch), "en": .string($0.english)] }),
        ]
    }

    /// Per party with a duty: when it stated that what this case brought about is delivered, accepted and carried out.
    func compliance(of state: Case) throws -> [JSON] {
        let name = register.policy.register
        guard let version = try reader.caseRow(state.id, in: name)?.listVersion else { return [] }
        return try reader.measures(in: name).filter { $0.liftedAt == nil }.compactMap { measure in
            guard case .list(let list) = measure.target else { return nil }
            var members: [(String, JSON?)] = [
                ("deelnemer", .string(measure.addressee.description)),
                ("naam", registry.parties[measure.addressee].map { .string($0.name) }), ("lijst", .string(list.rawValue)),
                ("versie", .integer(Int64(version))),
            ]
            for (fact, member) in MeasureView.members {
                // The party has done it when the last of its edges has; a party without one, when its persons say so.
                let firsts = try measure.counting.map {
                    try reader.firstStatement(of: fact, for: measure.id, by: $0, atLeast: version)
                }
                let isComplete = !firsts.isEmpty && firsts.allSatisfy { $0 != nil }
                let last = isComplete ? firsts.compactMap(\.self).max { $0.at < $1.at } : nil
                members.append((member, last.map(MeasureView.json)))
            }
            return .object(JSONObject(members))
        }
    }

    /// With which statuses the case has its subjects on lists now.
    private func statuses(of state: Case) -> [JSON] {
        guard let decision = state.decisionInForce, case .list(_, let status)? = register.policy.decisions[decision.kind]?.effect
        else { return [] }
        return [.string(status.rawValue)]
    }

    private func report(_ report: Report, isWhole: Bool) -> JSON {
        var details = report.details
        if !isWhole, case .object(let object) = details {
            details = .object(
                JSONObject(object.filter { !register.policy.confidential.contains($0.key) }.map { ($0.key, $0.value) }))
        }
        return [
            "nummer": .integer(Int64(report.number)), "soort": .string(report.kind.rawValue),
            "titel": (register.policy.reports[report.kind]?.title ?? Bilingual(report.kind.rawValue, report.kind.rawValue)).json,
            "door": .string(who(report.warrant)),
            "aantalOnderwerpen": .integer(Int64(report.subjectCount)), "gegevens": details,
            "wanneer": .string(report.at.description), "onjuist": .bool(report.isFalse),
        ]
    }

    private func decision(_ decision: Decision) -> JSON {
        let (stage, at): (String, Instant) =
            switch decision.stage {
            case .proposed(let until): ("voorgesteld", until)
            case .taken(let at): ("genomen", at)
            case .rejected(let at): ("afgewezen", at)
            case .lapsed(let at): ("vervallen", at)
            }
        let members: [(String, JSON?)] = [
            ("nummer", .integer(Int64(decision.number))), ("soort", .string(decision.kind.rawValue)),
            ("titel", register.policy.decisions[decision.kind]?.title.json), ("stand", .string(stage)),
            ("moment", .string(at.description)), ("redenen", .string(decision.reasons)), ("door", .string(who(decision.warrant))),
            ("grondslag", .string(decision.warrant.basis)), ("bevestigdDoor", decision.confirmedBy.map { .string(who($0)) }),
            ("bezwaarTot", decision.objectionUntil.map { .string($0.description) }),
            ("geldigTot", decision.validUntil.map { .string($0.description) }),
        ]
        return .object(JSONObject(members))
    }

    private func objection(_ objection: Objection) -> JSON {
        .object(
            JSONObject([
                ("nummer", .integer(Int64(objection.number))), ("besluit", .integer(Int64(objection.decision))),
                ("gronden", .string(objection.grounds)), ("door", .string(who(objection.warrant))),
                ("wanneer", .string(objection.at.description)), ("beslissenVoor", .string(objection.decideBy.description)),
                ("teLaat", .bool(objection.isOverdue)), ("gegrond", objection.upheld.map { .bool($0) }),
            ])
        )
    }

    /// Who acted, by name.
    func who(_ warrant: Warrant) -> String {
        guard let party = warrant.party else { return warrant.role.rawValue }
        let name = registry.parties[party]?.name ?? party.description
        return warrant.person.map { "\(name) (\($0))" } ?? name
    }

    /// The short answer to an act in a case.
    static func entered(_ state: Case, number: Int) -> JSON {
        .object(
            JSONObject([
                ("zaak", .string(state.id.description)), ("nummer", .integer(Int64(number))),
                ("fase", .string(state.phase.rawValue)), ("wacht", state.waitingChanges.isEmpty ? nil : true),
            ]))
    }
}
