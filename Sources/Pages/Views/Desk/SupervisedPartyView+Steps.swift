// SPDX-License-Identifier: EUPL-1.2

public import Ledger

extension SupervisedPartyView {
    /// Taking the next step of the ladder by hand.
    /// - Parameter id: the measure.
    public func escalationForm(of id: String, _ form: FormView, key: String) -> View {
        let measure = (file["maatregelen"]?.array ?? []).first { $0["maatregel"]?.string == id }
        let next = measure?["volgendeStap"]
        return DeskForm(
            parts: [.field(Field(name: "redenen", type: "area", isRequired: true, mostCharacters: 4_000, texts: "step-reasons"))],
            hidden: [
                ("maatregel", id), ("stap", next?["stap"]?.string ?? ""), ("last", next?["dwangsom"] == nil ? "" : "ja"),
            ], lead: messages[next?["dwangsom"] == nil ? "step-lead" : "order-step-lead"],
            facts: [
                (messages["super-party"], name), (messages["step-measure"], measure.map { title($0) } ?? ""),
                (messages["super-owed"], measure?["verschuldigd"]?.integer.map { messages.number($0) } ?? ""),
                (messages["super-due"], messages.moment(measure?["uiterlijk"]?.string)),
                (messages["rules-step"], messages.words(next?["titel"])),
                (messages["case-basis"], messages.basis(next?["grondslag"]?.string)),
                (messages["step-by-clock"], messages.moment(next?["vanzelf"]?.string)),
            ] + penalty(next?["dwangsom"]), idle: next == nil ? messages["step-none"] : "", send: messages["step-send"],
            back: .link(.supervisedParty, messages["super-back-party"], ["deelnemer": self.id], in: messages.language)
        ).view(form, key: key)
    }

    /// What waits for whoever supervises.
    func tasks(_ measure: JSON, id: String) -> [View] {
        let tasks = measure["taken"]?.array ?? []
        guard !tasks.isEmpty else { return [] }
        return [
            .table(
                id: "\(id)-tasks", caption: messages["order-tasks"], columns: ["super-what", "case-when"].map { messages[$0] },
                rows: tasks.map { task in
                    let values = ["number": messages.number(task["last"]?.integer ?? 0)]
                    let moment = messages.moment(task["wanneer"]?.string)
                    let kind = task["taak"]?.string ?? ""
                    return [
                        messages.text("order-task-\(kind)", else: kind, values),
                        messages.text(kind == "decide" ? "order-task-since" : "order-task-until", ["when": moment]),
                    ]
                })
        ]
    }

    /// What an order under penalty would cost.
    private func penalty(_ rule: JSON?) -> [(name: String, value: String)] {
        guard let rule else { return [] }
        return [
            (messages["order-each"], messages.each(rule)),
            (messages["order-ceiling"], messages.money(rule["plafond"]?.integer ?? 0)),
            (messages["order-avoid"], messages.term(rule["begunstigingstermijn"]?.string)),
            (messages["order-second"], messages.term(rule["tweedePersoonBinnen"]?.string)),
        ]
    }
}

extension Messages {
    /// What each period begun costs under a rule for orders under penalty.
    func each(_ rule: JSON) -> String {
        text(
            "order-each-of",
            [
                "amount": money(rule["bedrag"]?.integer ?? 0), "period": span(milliseconds: rule["periode"]?.integer ?? 0),
            ])
    }
}
