// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger

extension CaseView {
    /// The files with the reports of a case, or with one of them.
    func attachments(_ state: Case, of report: Int? = nil) -> JSON {
        .array(
            state.attachments.filter { report == nil || $0.report == report }.map { attachment in
                [
                    "nummer": .integer(Int64(attachment.number)), "melding": .integer(Int64(attachment.report)),
                    "naam": .string(attachment.name), "soort": .string(attachment.kind.rawValue),
                    "grootte": .integer(Int64(attachment.size)), "wanneer": .string(attachment.at.description),
                ]
            })
    }

    /// How a file is shown.
    static let attachment = Schema.named(
        "Bewijsstuk",
        .object([
            .must("nummer", .whole(1...1_000_000), "Het nummer binnen de zaak."),
            .must("melding", .whole(1...1_000_000), "Het nummer van de melding binnen de zaak."),
            .must("naam", .text(1...Attachment.mostNameBytes), "Hoe het bestand heet."),
            .must("soort", .shortText, "Wat het is, naar zijn eerste bytes."),
            .must("grootte", .whole(1...JSON.largestInteger), "Hoeveel bytes het heeft."),
            .must("wanneer", .moment, "Wanneer het is toegevoegd."),
        ]))
}
