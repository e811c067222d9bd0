// SPDX-License-Identifier: EUPL-1.2

public import Ledger

/// One measure with its history, and what can be done with it.
public struct MeasureFileView: Sendable {
    /// The measure as the API tells it (`MaatregelMetVerloop`).
    let file: JSON
    let messages: Messages

    /// Shows a measure.
    public init(_ file: JSON, messages: Messages) {
        self.file = file
        self.messages = messages
    }

    private var language: String { messages.language.rawValue }
    private var list: MeasuresView { MeasuresView(messages: messages) }

    /// Its name, for the title.
    public var name: String { messages.measureName(file) }

    /// The page about the measure.
    /// - Parameters:
    ///   - form: what was typed in the form that was sent last, with what is wrong with it.
    ///   - key: under which a repeated form is recognised.
    ///   - done: the key of the message that says what was done just now.
    public func page(_ form: FormView, key: String, done: String?) -> View {
        let possible = file["mogelijk"]
        let (accept, carryOut, refuse) = (
            possible?["aanvaarden"]?.integer, possible?["uitvoeren"]?.integer, possible?["weigeren"]?.integer
        )
        var form = form
        // What is wrong with a field that is not shown any more is wrong with the whole.
        var shown: Set<String> = []
        if carryOut != nil { shown.insert("hoe") }
        if refuse != nil { shown.formUnion(["weigerversie", "grond", "toelichting"]) }
        form.faults = form.faults.map { shown.contains($0.field) ? $0 : FormFault("", $0.text) }
        if form.values["weigerversie"] == nil { form.values["weigerversie"] = refuse.map { String($0) } }
        var view = form.view(
            fields: [
                Field(name: "hoe", type: "area", isRequired: true, mostCharacters: 4_000),
                Field(name: "weigerversie", isRequired: true, inputMode: "numeric", mostCharacters: 15, width: "short"),
                Field(name: "toelichting", type: "area", isRequired: true, mostCharacters: 4_000, texts: "weigering"),
            ], choices: [grounds],
            besides: [
                "done": .text(done.map { messages[$0] } ?? ""), "key": .text(key), "facts": .facts(facts),
                "states": .list(states), "story": .list((file["verloop"]?.array ?? []).map(line)),
                "can-accept": .truth(accept != nil), "can-carry-out": .truth(carryOut != nil),
                "can-refuse": .truth(refuse != nil), "can-judge": .truth(possible?["beoordelen"]?.bool == true),
                "accept-version": .text(accept.map { String($0) } ?? ""),
                "hand-version": .text(carryOut.map { String($0) } ?? ""),
                "accept-text": .text(messages.text("measure-accept-text", ["version": messages.number(accept ?? 0)])),
                "hand-text": .text(messages.text("measure-hand-text", ["version": messages.number(carryOut ?? 0)])),
                "judgement": .text(messages.measurePath(file, .measureJudgement)),
                "older": .text(file["ouder"]?.integer.map { messages.measurePath(file, before: $0) } ?? ""),
            ])
        if !standings.isEmpty {
            view["edges"] = .table(
                id: "edges", caption: messages["measure-edges-table"],
                columns: ["measure-edge", "status-delivered", "status-accepted", "status-carried-out"].map { messages[$0] },
                rows: standings)
        }
        if let steps = file["ladder"]?.array, !steps.isEmpty { view["ladder"] = ladder(steps) }
        let sections = OrderSections(measure: file, id: "m", messages: messages).sections(objections)
        view["orders"] = .list(sections.map(\.view))
        // The newest letter is what somebody comes for.
        if let line = (file["verloop"]?.array ?? []).first(where: { $0["brief"]?.bool == true }),
            let index = line["regel"]?.integer, file["voor"] == nil
        {
            view["letter"] = [
                "href": .text(messages.letterPath(file, line: index)),
                "text": .text(
                    messages.text(
                        "letter-newest",
                        [
                            "what": messages.orderEvent(line) ?? messages.words(line["stap"]),
                            "when": messages.moment(line["wanneer"]?.string),
                        ])),
            ]
        }
        return view
    }

    /// What leads to objecting to an order, and to the decisions to collect.
    private func objections(_ order: JSON) -> [View] {
        (order["mogelijk"]?.array ?? []).filter { $0["doen"]?.string == "bezwaar" }.map { act in
            let base = "\(messages.measurePath(file, .orderObjection))&last=\(order["last"]?.integer ?? 0)"
            guard let collection = act["nummer"]?.integer else {
                return ["href": .text(base), "text": .text(messages["order-object"])]
            }
            return [
                "href": .text("\(base)&invordering=\(collection)"),
                "text": .text(messages.text("order-object-collection", ["number": messages.number(collection)])),
            ]
        }
    }

    /// The page on which a refusal is judged.
    public func judgement(_ form: FormView, key: String) -> View {
        let isOpen = file["mogelijk"]?["beoordelen"]?.bool == true
        let choice = Choice(
            name: "terecht", answers: ["ja", "nee"],
            labels: ["ja": messages["measure-judge-yes"], "nee": messages["measure-judge-no"]])
        return Sheet(
            paragraphs: isOpen ? [] : [messages["measure-judge-none"]],
            facts: [(messages["measure-party"], file["naam"]?.string ?? "")] + list.refusalFacts(file),
            form: isOpen
                ? Sheet.Form(
                    key: key, send: messages["measure-judge-send"], choices: [choice],
                    fields: [Field(name: "redenen", type: "area", isRequired: true, mostCharacters: 4_000)]) : nil,
            links: [(messages.measurePath(file), messages["measure-back"])]
        ).view(form)
    }

    private var facts: [(name: String, value: String)] {
        [
            (messages["measure-party"], file["naam"]?.string ?? ""),
            (messages["case-basis"], messages.basis(file["grondslag"]?.string)),
            (messages["measure-imposed"], messages.moment(file["opgelegd"]?.string)),
            (messages["measure-lifted"], messages.moment(file["opgeheven"]?.string)),
            (messages["measures-newest"], messages.number(file["nieuwsteVersie"]?.integer ?? 0)),
            (messages["measures-active"], list.active(file)),
            (messages["measure-behind-since"], messages.moment(file["achterstandSinds"]?.string)),
            (messages["measures-due"], messages.moment(file["uiterlijk"]?.string)),
        ] + list.refusalFacts(file)
    }

    private var states: [View] {
        let bad = [messages["measure-state-late"], messages["measure-state-refused"]]
        return list.states(of: file).map { ["text": .text($0), "bad": .truth(bad.contains($0))] }
    }

    private var grounds: Choice {
        let grounds = (file["gronden"]?.array ?? []).map { ground in
            (ground["grond"]?.string ?? "", ground["titel"]?[language]?.string ?? "")
        }
        return Choice(name: "grond", answers: grounds.map(\.0), labels: Dictionary(grounds) { first, _ in first })
    }

    /// What each edge stated, and behind them what persons did.
    private var standings: [[String]] {
        func row(_ name: String, _ facts: JSON) -> [String] {
            [name]
                + ["afgeleverd", "aanvaard", "uitgevoerd"].map { member in
                    guard let fact = facts[member] else { return "" }
                    return messages.text(
                        "measure-stated",
                        [
                            "version": messages.number(fact["versie"]?.integer ?? 0),
                            "when": messages.moment(fact["vastgelegd"]?.string),
                        ])
                }
        }
        let edges = (file["randknopen"]?.array ?? []).map { row($0["naam"]?.string ?? "", $0) }
        guard let byHand = file["metDeHand"], byHand.object?.isEmpty == false else { return edges }
        return edges + [row(messages[edges.isEmpty ? "measure-by-hand" : "measure-by-hand-beside"], byHand)]
    }

    private func ladder(_ steps: [JSON]) -> View {
        .table(
            id: "ladder", caption: messages["measure-ladder-table"],
            columns: ["measure-step", "measure-step-taken", "case-basis"].map { messages[$0] },
            rows: steps.map { step in
                [
                    step["titel"]?[language]?.string ?? "",
                    messages[step["gezet"]?.bool == true ? "measure-yes" : "measure-no"], messages.basis(step["grondslag"]?.string),
                ]
            })
    }

    /// The kinds of entries of a measure with the messages that tell them.
    private static let events = [
        "measure": "measure-event-imposed", "delivered": "measure-event-delivered", "accepted": "measure-event-accepted",
        "carried-out": "measure-event-carried-out", "accepted-by-hand": "measure-event-accepted-by-hand",
        "carried-out-by-hand": "measure-event-carried-out-by-hand", "edge-end": "measure-event-edge-end",
        "refusal": "measure-event-refusal", "refusal-judgement": "measure-event-judgement",
        "escalation": "measure-event-escalation", "lifting": "measure-event-lifting",
        "sample": "measure-event-sample", "sample-answer": "measure-event-sample-answer", "sample-end": "measure-event-sample-end",
    ]

    private func line(_ line: JSON) -> View {
        let kind = line["soort"]?.string ?? ""
        let index = line["regel"]?.integer ?? 0
        let values = [
            "version": messages.number(line["versie"]?.integer ?? 0), "edge": line["randknoop"]?.string ?? "",
            "step": line["stap"]?[language]?.string ?? "",
        ]
        var ground = line["grond"]?[language]?.string ?? ""
        if let isJustified = line["terecht"]?.bool {
            ground = messages[isJustified ? "measure-refusal-justified" : "measure-refusal-unjustified"]
        }
        let by = line["door"]?.string ?? line["randknoop"]?.string.map { messages.text("measure-by-edge", ["edge": $0]) }
        return [
            "what": .text(messages.orderEvent(line) ?? MeasureFileView.events[kind].map { messages.text($0, values) } ?? kind),
            "letter": .text(line["brief"]?.bool == true ? messages.letterPath(file, line: index) : ""),
            "when": .text(messages.moment(line["wanneer"]?.string)), "by": .text(by ?? messages["measure-by-system"]),
            "ground": .text(ground), "reasons": .text(line["redenen"]?.string ?? ""),
            "basis": .text(messages.basis(line["grondslag"]?.string)), "line": .text(messages.number(index)),
            "proof": .text("/logboek/\(file["register"]?.string ?? "")/bewijs/\(index)"),
        ]
    }
}
