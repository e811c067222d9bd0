// SPDX-License-Identifier: EUPL-1.2

public import Exchange
public import Ledger

/// A page of the worklist: tabs, filter, search, rows, and the way to the other pages.
public struct WorklistView: Sendable {
    /// What the API answered: a page (`Werklijst`), or what was found.
    let answer: JSON
    /// How many there are (`Aantallen`).
    let counts: JSON
    let filter: WorklistFilter
    /// What whoever looks may do.
    let rights: Set<Right>
    let now: Instant
    let messages: Messages

    /// Shows a page.
    public init(_ answer: JSON, counts: JSON, filter: WorklistFilter, rights: Set<Right>, now: Instant, messages: Messages) {
        self.answer = answer
        self.counts = counts
        self.filter = filter
        self.rights = rights
        self.now = now
        self.messages = messages
    }

    /// The page.
    /// - Parameters:
    ///   - form: the forms on it as they were filled in.
    ///   - isSearch: whether it shows what was found about a subject, not a page of the list.
    public func page(_ form: FormView, isSearch: Bool = false) -> View {
        let rows = (answer["zaken"]?.array ?? []).map(row)
        let canPick = rows.contains { $0["can-pick"] == .truth(true) }
        return form.view(
            fields: [
                Field(name: "van", type: "date", mostCharacters: 10, width: "short", texts: "work-van"),
                Field(name: "tot", type: "date", mostCharacters: 10, width: "short", texts: "work-tot"),
                Field(name: "termijn", type: "date", mostCharacters: 10, width: "short", texts: "work-termijn"),
                Field(
                    name: "imei", isRequired: true, inputMode: "numeric", mostCharacters: 32, width: "middle", texts: "zoek-imei"),
            ],
            besides: [
                "tabs": .list(WorklistFilter.Tab.allCases.map { tab($0, isCurrent: !isSearch && $0 == filter.tab) }),
                "tab": .text(filter.tab.rawValue),
                "phases": filter.tab.task == nil ? .list(phases) : [], "has-phases": .truth(filter.tab.task == nil),
                "orders": .list(orders),
                "open-filter": .truth(isFiltered || form.faults.contains { $0.field != "imei" }),
                "open-search": .truth(isSearch || form.faults.contains { $0.field == "imei" }),
                "unfiltered": .text(WorklistFilter(filter.tab).address(in: messages.language)),
                "caption": .text(isSearch ? messages["work-found"] : messages["work-tab-\(filter.tab.rawValue)"]),
                "rows": .list(rows), "has-rows": .truth(!rows.isEmpty), "picks": .truth(canPick),
                "bulk": .text(Place.bulk.path(in: messages.language)),
                "none": .text(messages[isSearch ? "work-none-found" : isFiltered ? "work-none-filtered" : "work-none"]),
                "pages": isSearch ? [] : .list(pages), "has-pages": .truth(!isSearch && !pages.isEmpty),
                "live": .truth(!isSearch),
            ])
    }

    private var isFiltered: Bool {
        filter.phase != nil || filter.from != nil || filter.until != nil || filter.due != nil
    }

    private func tab(_ tab: WorklistFilter.Tab, isCurrent: Bool) -> View {
        let key =
            switch tab {
            case .late: "teLaat"
            case .all: "alle"
            default: tab.rawValue
            }
        let most = counts["grens"]?.integer ?? .max
        let count = counts[key]?.integer.map { $0 > most ? "\(messages.number(most))+" : messages.number($0) } ?? ""
        return [
            "href": .text(WorklistFilter(tab).address(in: messages.language)), "text": .text(messages["work-tab-\(tab.rawValue)"]),
            "count": .text(count), "current": .truth(isCurrent),
        ]
    }

    private var phases: [View] {
        [option("", "work-phase-all", isChosen: filter.phase == nil)]
            + CasePhase.allCases.map { option($0.rawValue, "work-phase-\($0.rawValue)", isChosen: filter.phase == $0) }
    }

    private var orders: [View] {
        WorklistFilter.orders.map { order in
            option(order, "work-order-\(order)", isChosen: filter.order.isEmpty ? order == "termijn" : filter.order == order)
        }
    }

    private func option(_ value: String, _ key: String, isChosen: Bool) -> View {
        // An empty text counts as absent in a view: the value of the first option is written by the template.
        ["value": .text(value), "text": .text(messages[key]), "chosen": .truth(isChosen)]
    }

    /// The ways to the other pages of the list.
    private var pages: [View] {
        ["eerste", "vorige", "volgende", "laatste"].compactMap { name in
            guard let mark = answer[name]?.string else { return nil }
            return [
                "href": .text(filter.at(mark == answer["eerste"]?.string ? "" : mark).address(in: messages.language)),
                "text": .text(messages["work-page-\(name)"]),
                "rel": .text(name == "vorige" ? "prev" : name == "volgende" ? "next" : ""),
            ]
        }
    }

    private func row(_ row: JSON) -> View {
        let number = row["zaak"]?.string ?? ""
        let tasks = (row["wachtOp"]?.array ?? []).compactMap(\.string)
        let isOwn = row["eigenVoorstel"]?.bool == true
        let canDecide = tasks.contains("decide") && rights.contains(.decide)
        let canConfirm = tasks.contains("confirm") && rights.contains(.confirm) && !isOwn
        let phase = row["fase"]?.string ?? ""
        var waits = tasks.map { messages.text("work-task-\($0)") ?? $0 }
        if waits.isEmpty { waits = [messages.text("work-phase-\(phase)") ?? phase] }
        if row["alarm"]?.bool == true { waits.insert(messages["work-alert"], at: 0) }
        if isOwn { waits.append(messages["work-own"]) }
        let due = row["termijn"]?.string.flatMap { Instant(rfc3339: $0) }
        return [
            "number": .text(number), "href": .text(Place.caseFile.path(in: messages.language, ["zaak": number])),
            "pick": .text(messages.text("work-pick", ["case": number])), "can-pick": .truth(canDecide || canConfirm),
            "waits": .text(waits.joined(separator: ", ")),
            "kind": .text(row["titel"]?[messages.language.rawValue]?.string ?? row["soort"]?.string ?? "–"),
            "subjects": .text(messages.number(row["aantalOnderwerpen"]?.integer ?? 0)),
            "opened": .text(messages.moment(row["geopend"]?.string)), "updated": .text(messages.moment(row["bijgewerkt"]?.string)),
            "due": .text(due.map { messages.term($0, at: now) } ?? "–"), "due-moment": .text(due.map { messages.moment($0) } ?? ""),
            "late": .truth(due.map { $0 < now } ?? false), "alert": .truth(row["alarm"]?.bool == true),
        ]
    }
}
