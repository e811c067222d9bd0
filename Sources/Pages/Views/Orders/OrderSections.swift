// SPDX-License-Identifier: EUPL-1.2

import Ledger

/// The orders under penalty of a measure: what each says, how it stands, what was forfeited, objections, decisions to collect.
struct OrderSections {
    /// The measure as the API tells it, with its orders (`lasten`).
    let measure: JSON
    /// The beginning of the ids of its parts.
    let id: String
    let messages: Messages

    /// The most bars of the chart, the newest amounts.
    private static let mostBars = 14

    /// The sections; none when there never was an order.
    /// - Parameter button: what leads to the acts that are possible; nil when nothing is.
    func sections(_ button: (JSON) -> [View]) -> [Section] {
        (measure["lasten"]?.array ?? []).enumerated().map { position, order in
            let id = "\(id)-order\(position + 1)"
            var section = Section(
                heading: messages.text("order-heading", ["number": messages.number(order["last"]?.integer ?? 0)]), isPart: true)
            section.facts = facts(order)
            section.buttons = button(order)
            if let chart = chart(order, id: id) { section.charts = [chart] }
            section.tables = tables(order, id: id)
            if let alert = alert(order) { section.alert = alert }
            return section
        }
    }

    private func alert(_ order: JSON) -> String? {
        guard let next = order["volgende"]?.string, ["accruing", "avoidable"].contains(order["stand"]?.string ?? "") else {
            return nil
        }
        return messages.text(
            "order-alert",
            ["amount": messages.money(order["bedrag"]?.integer ?? 0), "when": messages.moment(next)])
    }

    private func facts(_ order: JSON) -> [(name: String, value: String)] {
        func money(_ member: String) -> String { order[member]?.integer.map { messages.money($0) } ?? "" }
        func moment(_ member: String) -> String { messages.moment(order[member]?.string) }
        return [
            (messages["order-stage"], messages.stage(order["stand"]?.string)),
            (messages["order-amount"], money("verbeurd")), (messages["order-payable"], money("teBetalen")),
            (messages["order-paid"], money("betaald")), (messages["order-undecided"], money("teBeslissen")),
            (messages["order-decide-by"], moment("teBeslissenVoor")),
            (messages["order-version"], order["versie"]?.integer.map { messages.number($0) } ?? ""),
            (
                messages["order-each"],
                messages.text(
                    "order-each-of",
                    ["amount": money("bedrag"), "period": messages.span(milliseconds: order["periode"]?.integer ?? 0)])
            ), (messages["order-ceiling"], money("plafond")), (messages["order-confirm-by"], moment("bevestigenVoor")),
            (messages["order-imposed"], moment("opgelegd")), (messages["order-begins"], moment("begint")),
            (messages["order-since"], moment("sinds")), (messages["order-next"], moment("volgende")),
            (messages["order-objection-until"], moment("bezwaarTot")), (messages["order-ended"], moment("geeindigd")),
            (messages["case-basis"], messages.basis(order["grondslag"]?.string)),
        ]
    }

    /// How the amount grew, with the same figures in a table.
    private func chart(_ order: JSON, id: String) -> View? {
        let forfeits = order["verbeuringen"]?.array ?? []
        guard !forfeits.isEmpty else { return nil }
        func money(_ forfeit: JSON, _ member: String) -> String { messages.money(forfeit[member]?.integer ?? 0) }
        return BarChart(
            id: "\(id)-chart", title: messages["order-chart"], series: [messages["order-together"]],
            rows: forfeits.suffix(OrderSections.mostBars).map { forfeit in
                .init(
                    label: messages.moment(forfeit["wanneer"]?.string),
                    bars: [.init(amount: Double(forfeit["samen"]?.integer ?? 0), text: money(forfeit, "samen"))])
            },
            table: .table(
                id: "\(id)-forfeits", caption: messages["order-forfeits"],
                columns: ["case-when", "order-one", "order-together"].map { messages[$0] },
                rows: forfeits.reversed().map { forfeit in
                    [messages.moment(forfeit["wanneer"]?.string), money(forfeit, "bedrag"), money(forfeit, "samen")]
                })
        ).view
    }

    private func tables(_ order: JSON, id: String) -> [View] {
        var tables: [View] = []
        let objections = order["bezwaren"]?.array ?? []
        if !objections.isEmpty {
            tables.append(
                .table(
                    id: "\(id)-objections", caption: messages["order-objections"],
                    columns: [
                        "order-objection-against", "case-when", "case-reasons", "order-asks-suspension", "order-answer-by",
                        "order-answer",
                    ].map { messages[$0] },
                    rows: objections.map { objection in
                        [
                            objection["invordering"]?.integer.map {
                                messages.text("order-against-collection", ["number": messages.number($0)])
                            } ?? messages["order-against-order"], messages.moment(objection["wanneer"]?.string),
                            objection["gronden"]?.string ?? "",
                            messages[objection["vraagtOpschorting"]?.bool == true ? "yes" : "no"],
                            messages.moment(objection["beslissenVoor"]?.string), answer(objection["gegrond"]?.bool),
                        ]
                    }))
        }
        let collections = order["invorderingen"]?.array ?? []
        if !collections.isEmpty {
            tables.append(
                .table(
                    id: "\(id)-collections", caption: messages["order-collections"],
                    columns: ["super-what", "case-when", "order-sum", "order-pay-by", "order-settled"].map { messages[$0] },
                    rows: collections.map { collection in
                        let what = collection["soort"]?.string == "afzien" ? "order-waived" : "order-collected"
                        return [
                            messages.text(what, ["number": messages.number(collection["invordering"]?.integer ?? 0)]),
                            messages.moment(collection["wanneer"]?.string), messages.money(collection["bedrag"]?.integer ?? 0),
                            messages.moment(collection["betalenVoor"]?.string),
                            collection["vernietigd"]?.bool == true
                                ? messages["order-annulled"] : messages.moment(collection["betaald"]?.string),
                        ]
                    }))
        }
        return tables
    }

    private func answer(_ isUpheld: Bool?) -> String {
        switch isUpheld {
        case true?: messages["order-upheld"]
        case false?: messages["order-dismissed"]
        case nil: messages["order-no-answer"]
        }
    }
}

extension Messages {
    /// An amount in euro cents: `€ 10.000,00`, `€10,000.00`.
    func money(_ cents: Int64) -> String {
        let rest = cents.magnitude % 100
        return text(
            "money", ["amount": "\(number(cents / 100))\(self["decimal"])\(rest < 10 ? "0" : "")\(rest)"])
    }

    /// How an order stands, in words.
    func stage(_ stage: String?) -> String { stage.map { text("order-stage-\($0)") ?? $0 } ?? "" }

    /// What happened to an order, in words; nil when the kind is not one of an order.
    func orderEvent(_ event: JSON) -> String? {
        guard let kind = event["soort"]?.string, kind.hasPrefix("penalty-") else { return nil }
        let number = self.number(event["last"]?.integer ?? 0)
        var key = "order-event-\(kind.dropFirst(8))"
        if let isUpheld = event["gegrond"]?.bool { key += isUpheld ? "-upheld" : "-dismissed" }
        return text(key, else: kind, ["number": number])
    }
}
