// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger

extension CaseDoors {
    /// Answering a request to put a report right.
    var answerRectification: Endpoint {
        act(
            id: "beslisOpRectificatie", path: "/v1/zaken/{zaak}/rectificaties/{rectificatie}/beslissingen", tag: "Rechten",
            summary: "Een verzoek om verbetering toewijzen of afwijzen",
            parameters: [
                .init(
                    name: "rectificatie", place: .path, schema: .whole(1...1_000_000),
                    text: "Het nummer van het verzoek binnen de zaak.")
            ],
            body: .object([
                .must("toegewezen", .truth, "Of het verbeterd wordt."),
                .must("redenen", .text(1...8_000, keeping: .words), "Waarom."),
            ]),
            access: .rights(.decide, in: .caseNumber, needsPerson: true)
        ) { call throws(Refusal) in
            .answerRectification(
                try call.number("rectificatie"), granted: call.body["toegewezen"]?.bool ?? false, reasons: call.text("redenen"))
        } number: {
            $0.rectifications.count
        }
    }
}
