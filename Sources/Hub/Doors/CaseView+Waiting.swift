// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger

extension CaseView {
    /// What was decided and does not go out yet.
    static func waiting(_ change: WaitingChange) -> JSON {
        let (what, list): (String, String?) =
            switch change.what {
            case .list(let list, _): ("lijst", list.rawValue)
            case .release: ("vrijgave", nil)
            }
        return .object(
            JSONObject([
                ("nummer", .integer(Int64(change.number))), ("besluit", .integer(Int64(change.decision))),
                ("wat", .string(what)), ("lijst", list.map { .string($0) }),
                ("aantalOnderwerpen", .integer(Int64(change.subjects))), ("sinds", .string(change.at.description)),
                ("oorzaken", .array(change.causes.map { .string($0.rawValue) })),
            ]))
    }

    /// How it is shown.
    static let waitingShape = Schema.array(
        .object([
            .must("nummer", .whole(1...1_000_000), "Het nummer binnen de zaak."),
            .must("besluit", .whole(0...1_000_000), "Het besluit dat het meebrengt."),
            .must("wat", .text(1...20, choices: ["lijst", "vrijgave"]), "Of er onderwerpen op een lijst komen, of eraf gaan."),
            .may("lijst", .shortText, "Welke lijst."),
            .must("aantalOnderwerpen", .whole(0...1_000_000), "Om hoeveel onderwerpen het gaat."),
            .must("sinds", .moment, "Sinds wanneer."),
            .must("oorzaken", .array(.shortText, 1...20), "Waarom: emergency-stop, of een grens die het overschrijdt."),
        ]), 0...1_000)
}
