// SPDX-License-Identifier: EUPL-1.2

import Ledger

@testable import Pages

/// The pages on which something over a limit, a flood of reports, or a false report is judged.
extension SamplePages {
    var safetyPages: [(template: String, title: String, place: Place?, view: View, isFaulty: Bool)] {
        let empty = FormView(messages: messages)
        func faulty(_ names: String...) -> FormView {
            FormView(
                values: Dictionary(uniqueKeysWithValues: names.map { ($0, outside) }),
                faults: names.map { FormFault($0, outside) }, messages: messages)
        }
        return [
            (
                "desk-form", "clearance-title", .clearance,
                CaseFileView(file, messages: messages).clearanceForm(1, faulty("oordeel", "redenen", ""), key: outside), true
            ),
            (
                "desk-form", "false-report-title", .falseReport,
                CaseFileView(file, messages: messages).falseReportForm(1, faulty("redenen", ""), key: outside), true
            ),
            (
                "desk-form", "flood-title", .flood,
                FloodView(flood, messages: messages).form(faulty("oordeel", "redenen", ""), key: outside, canJudge: true), true
            ),
            (
                "desk-form", "flood-title", .flood,
                FloodView([:], messages: messages).form(empty, key: "k", canJudge: false), false
            ),
            (
                "desk-form", "clearance-title", .clearance,
                CaseFileView([:], messages: messages).clearanceForm(1, empty, key: "k"), false
            ),
        ]
    }

    var flood: JSON {
        let text = JSON.string(outside)
        return ["deelnemer": text, "naam": text, "wachtend": 230, "sinds": text, "onjuist": 2]
    }
}
