// SPDX-License-Identifier: EUPL-1.2

/// A part of a page under a heading, as the template `sections` shows it: words, figures, and where to go.
struct Section {
    let heading: String
    /// Whether it is part of the section before it.
    var isPart = false
    var text = ""
    /// What needs attention.
    var alert = ""
    var facts: [(name: String, value: String)] = []
    /// What can be done.
    var buttons: [View] = []
    var charts: [View] = []
    var tables: [View] = []
    var links: [View] = []
    /// Its id on the page, when it is read again whenever something is entered; empty when it is not.
    var live = ""

    var view: View {
        let shown = facts.filter { !$0.value.isEmpty }
        return [
            "heading": .text(heading), "is-part": .truth(isPart), "text": .text(text), "alert": .text(alert),
            "facts": .facts(shown), "has-facts": .truth(!shown.isEmpty), "charts": .list(charts), "tables": .list(tables),
            "buttons": .list(buttons), "has-buttons": .truth(!buttons.isEmpty), "links": .list(links),
            "has-links": .truth(!links.isEmpty), "live": .text(live),
        ]
    }
}

extension View {
    /// A page of sections.
    /// - Parameters:
    ///   - done: what was done just now, in words.
    ///   - back: a link under it.
    static func sections(_ sections: [Section], lead: String = "", done: String = "", back: View? = nil) -> View {
        var view: View = ["lead": .text(lead), "done": .text(done), "sections": .list(sections.map(\.view))]
        view["is-live"] = .truth(sections.contains { !$0.live.isEmpty })
        view["back"] = back
        return view
    }

    /// A link to a page.
    static func link(_ place: Place, _ text: String, _ values: [String: String] = [:], query: String = "", in language: Language)
        -> View
    {
        ["href": .text(place.path(in: language, values) + (query.isEmpty ? "" : "?" + query)), "text": .text(text)]
    }

    /// A table in which the first cell of a row can lead somewhere; a row whose link is nil does not.
    static func table(id: String, caption: String, columns: [String], rows: [(href: String?, cells: [String])]) -> View {
        [
            "id": .text(id), "caption": .text(caption), "columns": .list(columns.map { .text($0) }),
            "rows": .list(
                rows.map { row in
                    [
                        "href": .text(row.href ?? ""), "head": .text(row.cells.first ?? ""),
                        "cells": .list(row.cells.dropFirst().map { .text($0.isEmpty ? "–" : $0) }),
                    ]
                }),
        ]
    }
}
