// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Store

/// Everything that the hub has of somebody's own report, for himself (GDPR art. 15 and 20): as it was entered, what was decided and why,
/// who received it, who read it, and when it goes. Of parties it names the organisation, never an employee.
struct InsightRecord {
    let state: Case
    let report: Report
    let events: [CaseEvent]
    let readings: [StoredReading]
    let cases: CaseView
    let lines: ReadingView

    /// The most lines of the log of processing that stand in it; `_verwerkingen` gives all.
    static let mostReadings = 1_000

    func json(at now: Instant) throws -> JSON {
        let policy = cases.register.policy
        let members: [(String, JSON?)] = [
            ("melding", .string(ReportReference(caseID: state.id, number: report.number).description)),
            ("zaak", .string(state.id.description)), ("opgemaakt", .string(now.description)),
            ("register", .string(policy.register.rawValue)), ("doel", .string(policy.purpose)),
            ("fase", .string(state.phase.rawValue)), ("meldingen", .array(events.compactMap(reported))),
            ("bewijsstukken", cases.attachments(state, of: report.number)),
            ("besluiten", .array(state.decisions.compactMap(decision))), ("bezwaren", .array(objections)),
            ("rectificaties", cases.rectifications(state, showsPeople: false)),
            ("ontvangers", .array(try cases.compliance(of: state))), ("inzage", .array(readings.map(lines.own))),
            ("inzageVolledig", .bool(readings.count < InsightRecord.mostReadings)), ("bewaring", storage(policy)),
            ("nietVerstrekt", .array(InsightRecord.withheld)),
        ]
        return .object(JSONObject(members))
    }

    /// A report: the own ones as they were entered, of others only that they are there.
    private func reported(_ event: CaseEvent) -> JSON? {
        guard case .reported(let report) = event else { return nil }
        let isOwn = report.warrant.party == nil
        let members: [(String, JSON?)] = [
            ("nummer", .integer(Int64(report.number))), ("soort", .string(report.kind.rawValue)),
            ("wanneer", .string(report.at.description)), ("grondslag", .string(report.warrant.basis)),
            ("door", report.warrant.party.map { .string(name($0)) }),
            ("onderwerpen", isOwn ? .array(report.subjects.map { .string($0.value) }) : nil),
            ("gegevens", isOwn ? report.details : nil),
        ]
        return .object(JSONObject(members))
    }

    /// A decision that was taken.
    private func decision(_ decision: Decision) -> JSON? {
        guard let at = decision.takenAt else { return nil }
        let members: [(String, JSON?)] = [
            ("nummer", .integer(Int64(decision.number))), ("soort", .string(decision.kind.rawValue)),
            ("genomen", .string(at.description)), ("redenen", .string(decision.reasons)),
            ("grondslag", .string(decision.warrant.basis)), ("door", decision.warrant.party.map { .string(name($0)) }),
            ("bevestigdDoor", decision.confirmedBy?.party.map { .string(name($0)) }),
            ("bezwaarTot", decision.objectionUntil.map { .string($0.description) }),
            ("geldigTot", decision.validUntil.map { .string($0.description) }),
        ]
        return .object(JSONObject(members))
    }

    /// The own objections, with what was decided on them.
    private var objections: [JSON] {
        var reasons: [Int: String] = [:]
        for case .objectionDecided(let number, _, let text, _, _) in events { reasons[number] = text }
        return state.objections.filter { $0.warrant.party == nil }.map { objection -> JSON in
            let members: [(String, JSON?)] = [
                ("nummer", .integer(Int64(objection.number))), ("besluit", .integer(Int64(objection.decision))),
                ("gronden", .string(objection.grounds)), ("wanneer", .string(objection.at.description)),
                ("beslissenVoor", .string(objection.decideBy.description)), ("gegrond", objection.upheld.map { .bool($0) }),
                ("redenen", reasons[objection.number].map { .string($0) }),
            ]
            return .object(JSONObject(members))
        }
    }

    /// When it goes: the day, once the case is closed, and the terms until then.
    private func storage(_ policy: RegisterPolicy) -> JSON {
        let terms = policy.retention.terms.sorted { $0.key < $1.key }.map { kind, term in
            JSON.object(["besluit": .string(kind.rawValue), "termijn": .string(term.description)])
        }
        let members: [(String, JSON?)] = [
            ("geopend", .string(state.openedAt.description)), ("gesloten", state.closedAt.map { .string($0.description) }),
            ("wissenNa", state.eraseAt.map { .string($0.description) }), ("termijnen", .array(terms)),
            ("anders", .string(policy.retention.otherwise.description)),
            ("logregels", .string(policy.readings.kept.description)),
        ]
        return .object(JSONObject(members))
    }

    private func name(_ party: PartyID) -> String { cases.registry.parties[party]?.name ?? party.description }

    /// What is not in it, and why (GDPR art. 15(4) and 23).
    static let withheld: [JSON] = [
        [
            "nl": "Waar en wanneer een netwerk het toestel zag: dat is voor het onderzoek naar het misdrijf.",
            "en": "Where and when a network saw the device: that is for the investigation of the crime.",
        ],
        [
            "nl": "Wat anderen over het toestel hebben gemeld, en de namen van medewerkers: dat zijn gegevens van anderen.",
            "en": "What others reported about the device, and the names of employees: those are data of others.",
        ],
    ]

    static let shape = Schema.named(
        "Inzage",
        .object([
            .must("melding", .shortText, "Het nummer van de melding."), .must("zaak", .shortText, "Het nummer van de zaak."),
            .must("opgemaakt", .moment, "Wanneer dit overzicht is gemaakt."), .must("register", .shortText, "Het register."),
            .must("doel", .text(1...500), "Waarvoor de gegevens zijn."), .must("fase", CaseView.phases, "Waar de zaak staat."),
            .must("meldingen", .array(.open, 1...10_000), "De eigen meldingen zoals ingevoerd; van anderen alleen dat ze er zijn."),
            .must("bewijsstukken", .array(CaseView.attachment, 0...100), "De bestanden bij de eigen melding."),
            .must("besluiten", .array(.open, 0...10_000), "Wat er besloten is, door wie, waarom en op welke grondslag."),
            .must("bezwaren", .array(.open, 0...10_000), "De eigen bezwaren."),
            .must("rectificaties", .array(.open, 0...10_000), "De verzoeken om verbetering."),
            .must("ontvangers", .array(CaseView.compliance, 0...1_000), "Wie het besluit kreeg, en wanneer."),
            .must("inzage", .array(ProcessingDoors.ownLine, 0...mostReadings), "Wie de zaak inzag, nieuwste eerst."),
            .must("inzageVolledig", .truth, "Of dat iedereen is."), .must("bewaring", .open, "Hoe lang het bewaard wordt."),
            .must("nietVerstrekt", .array(.open, 0...20), "Wat hier niet bij staat, en waarom niet."),
        ]))
}
