// SPDX-License-Identifier: EUPL-1.2

extension View {
    /// A table as the template `table` shows it. The first cell of each row is its heading.
    static func table(id: String, caption: String, columns: [String], rows: [[String]]) -> View {
        [
            "id": .text(id), "caption": .text(caption), "columns": .list(columns.map { .text($0) }),
            "rows": .list(
                rows.map { row in
                    ["head": .text(row.first ?? ""), "cells": .list(row.dropFirst().map { .text($0.isEmpty ? "–" : $0) })]
                }),
        ]
    }

    /// Names with their values as the template `facts` shows them; those without a value are left out.
    static func facts(_ facts: [(name: String, value: String)]) -> View {
        .list(facts.filter { !$0.value.isEmpty }.map { ["name": .text($0.name), "value": .text($0.value)] })
    }
}
