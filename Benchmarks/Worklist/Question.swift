// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Store

/// A filter of the worklist: as the page is asked for it, and as the store is.
struct Question {
    let name: String
    let path: String
    let query: WorklistQuery

    private init(_ name: String, _ values: String, _ query: WorklistQuery) {
        self.name = name
        path = "/nl/zaken?\(values)"
        self.query = query
    }

    private static let place = WorklistQuery.Place(rank: 1_790_000_000_000, id: CaseID(prefix: "DV", random: 5))
    private static let day = Instant(milliseconds: 1_791_000_000_000)

    /// The filters that are measured. The plans are those of a page in the middle.
    static let all = [
        Question("all, by term", "wachtOp=alle", WorklistQuery(order: .due, page: .after(place), most: 51)),
        Question(
            "all, by last act", "wachtOp=alle&volgorde=bijgewerkt", WorklistQuery(order: .updated, page: .after(place), most: 51)),
        Question(
            "waiting for a decision, by term", "wachtOp=decide",
            WorklistQuery(.waiting(.decide), order: .due, page: .after(place), most: 51)),
        Question(
            "waiting for a decision, by last act", "wachtOp=decide&volgorde=bijgewerkt",
            WorklistQuery(.waiting(.decide), order: .updated, page: .after(place), most: 51)),
        Question(
            "waiting for a second person, not own", "wachtOp=confirm",
            WorklistQuery(.waiting(.confirm, butOf: "x"), order: .due, page: .after(place), most: 51)),
        Question(
            "objections, by term", "wachtOp=objection",
            WorklistQuery(.waiting(.objection), order: .due, page: .after(place), most: 51)),
        Question("late", "wachtOp=te-laat", WorklistQuery(order: .due, dueBefore: day, page: .after(place), most: 51)),
        Question(
            "in a phase, by last act", "wachtOp=alle&fase=proposed&volgorde=bijgewerkt",
            WorklistQuery(.phase(.proposed), order: .updated, page: .after(place), most: 51)),
        Question(
            "in a phase, by term", "wachtOp=alle&fase=in-force",
            WorklistQuery(.phase(.inForce), order: .due, page: .after(place), most: 51)),
        Question(
            "opened in a period, newest first", "wachtOp=alle&van=2026-09-25&tot=2026-10-05&volgorde=geopend",
            WorklistQuery(order: .opened, openedFrom: day, openedUntil: day, page: .after(place), most: 51)),
        Question(
            "opened in a period, by term", "wachtOp=decide&van=2026-10-01&tot=2026-10-02",
            WorklistQuery(.waiting(.decide), order: .due, openedFrom: day, openedUntil: day, page: .after(place), most: 51)),
    ]
}

/// The links of a page to other pages of the list.
enum Links {
    static func next(in text: String) -> String? { link(in: text, before: "\" rel=\"next\"") }

    static func last(in text: String) -> String? { link(in: text, before: "\">Laatste blad<") }

    private static func link(in text: String, before mark: String) -> String? {
        guard let end = text.firstRange(of: mark) else { return nil }
        var rest = text[..<end.lowerBound]
        while let start = rest.firstRange(of: "href=\"") { rest = rest[start.upperBound...] }
        return String(rest.replacing("&amp;", with: "&"))
    }
}
