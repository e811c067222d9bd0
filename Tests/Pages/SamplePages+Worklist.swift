// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger

@testable import Pages

extension SamplePages {
    /// The worklist as a list, empty, as a search and with faults; several cases at once, to be chosen and done.
    var worklistPages: [(template: String, title: String, place: Place?, view: View, isFaulty: Bool)] {
        let empty = FormView(messages: messages)
        let wrong = FormView(
            values: ["van": outside, "imei": outside, "redenen": outside, "handeling": outside],
            faults: ["van", "volgorde", "imei", ""].map { FormFault($0, outside) }, messages: messages)
        let undone = FormView(
            values: ["redenen": outside], faults: ["handeling", "redenen", ""].map { FormFault($0, outside) }, messages: messages)
        func list(_ answer: JSON, _ filter: WorklistFilter, rights: Set<Right> = [.decide, .confirm]) -> WorklistView {
            WorklistView(
                answer, counts: ["decide": 501, "confirm": 2, "teLaat": 0, "alle": 501, "grens": 500], filter: filter,
                rights: rights, now: Instant(milliseconds: 1_800_000_000_000), messages: messages)
        }
        let narrow = WorklistFilter(["wachtOp": "alle", "fase": "closed", "van": "2026-01-01", "volgorde": "geopend"])
        let bulk = BulkView(messages: messages)
        let items = [
            BulkView.Item(number: "DV-0000-0000-0001", file: proposed), BulkView.Item(number: "DV-0000-0000-0002", file: .null),
        ]
        var flooded = list(worklistAnswer, WorklistFilter(.all)).page(empty)
        flooded["floods"] = .list([FloodView(flood, messages: messages).link])
        return [
            ("worklist", "nav-worklist", .worklist, flooded, false),
            ("worklist", "nav-worklist", .worklist, list(worklistAnswer, WorklistFilter(.all)).page(empty), false),
            ("worklist", "nav-worklist", .worklist, list(worklistAnswer, narrow, rights: [.supervise]).page(empty), false),
            ("worklist", "nav-worklist", .worklist, list([:], WorklistFilter(.decide)).page(wrong), true),
            ("worklist", "nav-worklist", .worklist, list(worklistAnswer, WorklistFilter(.all)).page(empty, isSearch: true), false),
            ("bulk", "bulk-title", .bulk, bulk.choose(undone, items, key: outside), true),
            ("bulk", "bulk-title", .bulk, bulk.choose(empty, [], key: "k"), false),
            (
                "bulk", "bulk-title", .bulk,
                bulk.done([
                    .init(number: outside, isDone: true, key: "bulk-decided"),
                    .init(number: "DV-0000-0000-0002", isDone: false, key: outside),
                ]), false
            ),
        ] + safetyPages
    }

    private var worklistAnswer: JSON {
        let text = JSON.string(outside)
        let titled: JSON = ["nl": text, "en": text]
        let moment = JSON.string("2027-01-15T07:00:00Z")
        return [
            "zaken": [
                [
                    "zaak": "DV-0000-0000-0001", "fase": text, "geopend": text, "bijgewerkt": text, "termijn": moment,
                    "aantalOnderwerpen": 2, "soort": text, "titel": titled, "wachtOp": ["decide", text], "openBezwaren": 0,
                ],
                [
                    "zaak": "DV-0000-0000-0002", "fase": "proposed", "geopend": moment, "bijgewerkt": moment,
                    "aantalOnderwerpen": 1, "wachtOp": ["confirm"], "openBezwaren": 0, "eigenVoorstel": true,
                ],
                ["zaak": "DV-0000-0000-0003", "fase": "closed", "geopend": text, "bijgewerkt": text, "wachtOp": []],
            ],
            "eerste": "MSBkdWUgZmlyc3Q", "vorige": "x", "volgende": "y", "laatste": "z",
        ]
    }

    private var proposed: JSON {
        let text = JSON.string(outside)
        let titled: JSON = ["nl": text, "en": text]
        return [
            "zaak": "DV-0000-0000-0001", "fase": text, "geopend": text, "aantalOnderwerpen": 3,
            "besluiten": [["nummer": 1, "soort": text, "titel": titled, "redenen": text, "door": text]],
            "mogelijk": [
                "besluiten": [["soort": "block", "titel": titled, "tweedePersoon": true], ["soort": "dismiss", "titel": titled]],
                "bevestigen": [1],
            ],
        ]
    }
}
