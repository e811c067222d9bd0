// SPDX-License-Identifier: EUPL-1.2

public import Ledger

extension View {
    /// How far parties are with joining: a row for each, a column for each milestone.
    static func milestones(_ parties: [JSON], id: String, messages: Messages) -> View {
        let titles = (parties.first?["stappen"]?.array ?? []).map { messages.words($0["titel"]) }
        return .table(
            id: id, caption: messages["joining-table"], columns: [messages["monitor-provider"]] + titles,
            rows: parties.map { party in
                [party["naam"]?.string ?? ""] + (party["stappen"]?.array ?? []).map { milestone($0, messages) }
            })
    }

    /// The milestones of one party: a row for each.
    static func milestones(of steps: [JSON], id: String, messages: Messages) -> View {
        .table(
            id: id, caption: messages["joining-table"],
            columns: ["joining-milestone", "joining-reached", "joining-planned", "joining-late"].map { messages[$0] },
            rows: steps.map { step in
                [
                    messages.words(step["titel"]), messages.moment(step["bereikt"]?.string), messages.day(step["gepland"]?.string),
                    messages[step["teLaat"]?.bool == true ? "yes" : "no"],
                ]
            })
    }

    /// One milestone in a cell: when it was reached, or by which day it is to be.
    private static func milestone(_ step: JSON, _ messages: Messages) -> String {
        let isLate = step["teLaat"]?.bool == true
        if let reached = step["bereikt"]?.string {
            let when = reached.utf8.count == 10 ? messages.day(reached) : messages.moment(reached)
            return isLate ? messages.text("joining-reached-late", ["when": when]) : when
        }
        guard let planned = step["gepland"]?.string else { return "" }
        return messages.text(isLate ? "joining-planned-late" : "joining-planned-on", ["when": messages.day(planned)])
    }
}

/// Planning by which day a party reaches a milestone.
public struct MilestoneFormView: Sendable {
    /// The party as the API tells it (`Nalevingsdossier`).
    let file: JSON
    let messages: Messages

    /// Shows a form for a party.
    public init(_ file: JSON, messages: Messages) {
        self.file = file
        self.messages = messages
    }

    /// The form.
    public func view(_ form: FormView, key: String) -> View {
        let steps = (file["mijlpalen"]?.array ?? []).filter { $0["mijlpaal"]?.string != "registered" }
        let labels = steps.map { step in
            (
                step["mijlpaal"]?.string ?? "",
                step["gepland"]?.string.map { day in
                    messages.text("joining-choice-planned", ["what": messages.words(step["titel"]), "when": messages.day(day)])
                } ?? messages.words(step["titel"])
            )
        }
        let id = file["deelnemer"]?.string ?? ""
        return DeskForm(
            parts: [
                .choice(
                    Choice(
                        name: "mijlpaal", answers: labels.map(\.0),
                        labels: Dictionary(labels) { first, _ in first })),
                .field(Field(name: "dag", type: "date", mostCharacters: 10, width: "short", texts: "joining-day")),
            ],
            lead: messages["joining-form-lead"], send: messages["joining-send"],
            back: .link(.supervisedParty, messages["super-back-party"], ["deelnemer": id], in: messages.language)
        ).view(form, key: key)
    }
}
