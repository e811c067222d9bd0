// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Store

/// How a line of the worklist is shown.
enum WorklistRow {
    /// What a case can wait for.
    static let tasks = Schema.text(1...20, choices: CaseTask.allCases.map(\.rawValue))

    /// A line.
    /// - Parameters:
    ///   - person: what stands for who asks, so that his own proposals can be told; nil for a system.
    ///   - policy: the rules of the register, which have the words.
    static func json(_ row: CaseRow, for person: String?, in policy: RegisterPolicy) -> JSON {
        let work = row.work
        let title = work?.kind.flatMap { policy.reports[$0]?.title }
        let members: [(String, JSON?)] = [
            ("zaak", .string(row.id.description)), ("fase", .string(row.phase.rawValue)),
            ("geopend", .string(row.openedAt.description)), ("bijgewerkt", .string(row.updatedAt.description)),
            ("termijn", work?.due.map { .string($0.description) }),
            ("aantalOnderwerpen", .integer(Int64(row.subjectCount))), ("soort", work?.kind.map { .string($0.rawValue) }),
            ("titel", title.map { ["nl": .string($0.dutch), "en": .string($0.english)] }),
            ("wachtOp", .array(CaseTask.allCases.filter { work?.tasks.contains($0) == true }.map { .string($0.rawValue) })),
            ("openBezwaren", .integer(Int64(work?.openObjections ?? 0))),
            ("alarm", .bool(work?.isAlert ?? false)),
            ("eigenVoorstel", work?.proposer.map { .bool($0 == person) }),
        ]
        return .object(JSONObject(members))
    }

    /// The shape of a line.
    static let rowShape = Schema.named(
        "Werklijstregel",
        .object([
            .must("zaak", .shortText, "Het nummer."), .must("fase", CaseView.phases, "Waar de zaak staat."),
            .must("geopend", .moment, "Wanneer geopend."),
            .must("bijgewerkt", .moment, "Wanneer er het laatst iets gebeurde."),
            .may("termijn", .moment, "Tot wanneer mensen de tijd hebben voor wat er het eerst moet gebeuren."),
            .must("aantalOnderwerpen", .whole(0...1_000_000), "Het aantal onderwerpen."),
            .may("soort", .shortText, "De soort van de eerste melding."),
            .may("titel", .object([.must("nl", .shortText, "Nederlands."), .must("en", .shortText, "Engels.")]), "In woorden."),
            .must("wachtOp", .array(tasks, 0...CaseTask.allCases.count), "Waarop de zaak wacht."),
            .must("openBezwaren", .whole(0...1_000_000), "Over hoeveel bezwaren nog niet is beslist."),
            .must("alarm", .truth, "Of een gevolgd onderwerp is gezien en nog niemand daarnaar keek."),
            .may("eigenVoorstel", .truth, "Of u zelf het besluit voorstelde dat op bevestiging wacht."),
        ]))
}
