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

extension Section {
    /// How far parties are with joining, and where to plan it.
    static func joining(_ parties: [JSON], _ messages: Messages) -> Section {
        var section = Section(heading: messages["monitor-joining"], text: messages["super-joining-text"])
        if !parties.isEmpty { section.tables = [.milestones(parties, id: "joining-table", messages: messages)] }
        section.links = parties.map { party in
            .link(
                .milestones, messages.text("super-plan", ["party": party["naam"]?.string ?? ""]),
                ["deelnemer": party["deelnemer"]?.string ?? ""], in: messages.language)
        }
        return section
    }
}

/// Planning by which day a party reaches a milestone.
public struct MilestoneFormView: Sendable {
    /// The party with its milestones, as `GET /v1/mijlpalen` tells it.
    let file: JSON
    let messages: Messages

    /// Shows a form for a party.
    public init(_ file: JSON, messages: Messages) {
        self.file = file
        self.messages = messages
    }

    /// The form.
    /// - Parameters:
    ///   - done: the key of the message that says what was done just now.
    ///   - back: where it was come from.
    public func view(_ form: FormView, key: String, done: String?, back: Place) -> View {
        let steps = (file["stappen"]?.array ?? []).filter { $0["mijlpaal"]?.string != "registered" }
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
            done: done.map { messages[$0] } ?? "", lead: messages["joining-form-lead"],
            facts: [(messages["super-party"], file["naam"]?.string ?? "")], send: messages["joining-send"],
            back: .link(
                back, messages[back == .administration ? "admin-back" : "super-back-party"], ["deelnemer": id],
                in: messages.language)
        ).view(form, key: key)
    }
}
