// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger

/// What hubs and edges sign beside checkpoints: what is the head of a log now, and what is true of a measure.
struct StatementTarget: FuzzTarget {
    let name = "statement"
    let longest = 1_024
    let words = [
        "schakel/now/v1\n", "schakel/fact/v1\n", "carried-out\n", "delivered\n", "accepted\n", "2026-11-21T03:08:20.123Z\n",
    ]

    func seeds() throws -> [[UInt8]] {
        let root = SampleLog.long.tree.root
        let now = FreshnessStatement(origin: SampleKeys.origin, size: 600, root: root, at: SampleLog.beginning)
        let fact = FactStatement(
            origin: SampleKeys.origin, measure: MeasureID(stored: "devices/stolen/oin:00000001234567890000"), fact: .carriedOut,
            version: 12, treeSize: 600, root: root, at: SampleLog.beginning, edge: "rand-1")
        return [now.text.input, fact.text.input]
    }

    func attempt(_ bytes: [UInt8]) {
        guard let text = String(input: bytes) else { return }
        if let now = try? FreshnessStatement(text: text) {
            claim((try? FreshnessStatement(text: now.text)) == now, "a statement reads back")
            claim(isSame(now.text, text), "a statement has one form but for its time")
            // The same line breaks must be seen by whoever takes it for a checkpoint.
            claim((try? Checkpoint(parsing: text)) == nil, "a statement is no checkpoint")
        }
        if let fact = try? FactStatement(text: text, edge: "rand-1") {
            claim((try? FactStatement(text: fact.text, edge: "rand-1")) == fact, "a statement reads back")
            claim(isSame(fact.text, text), "a statement has one form but for its time")
            claim((try? Checkpoint(parsing: text)) == nil, "a statement is no checkpoint")
        }
    }

    /// Whether all lines but the last, in which a moment may be spelled in several ways, are the same.
    private func isSame(_ form: String, _ text: String) -> Bool {
        let (forms, lines) = (form.utf8.split(separator: 0x0A), text.utf8.split(separator: 0x0A))
        return forms.count == lines.count && zip(forms, lines).dropLast().allSatisfy { $0.elementsEqual($1) }
    }
}
