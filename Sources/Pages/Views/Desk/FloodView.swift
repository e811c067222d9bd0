// SPDX-License-Identifier: EUPL-1.2

public import Ledger

/// The reports of one party beyond its limit.
public struct FloodView: Sendable {
    /// The flood (an element of `Meldingsvloeden`).
    let flood: JSON
    let messages: Messages

    /// Shows what the API tells.
    public init(_ flood: JSON, messages: Messages) {
        self.flood = flood
        self.messages = messages
    }

    /// The page on which they are judged as a whole.
    public func form(_ form: FormView, key: String, canJudge: Bool) -> View {
        DeskForm(
            parts: [
                .choice(Choice(name: "oordeel", answers: ["overnemen", "terzijde"], texts: "flood")),
                .field(Field(name: "redenen", type: "area", isRequired: true, mostCharacters: 4_000)),
            ],
            lead: messages["flood-lead"],
            facts: [
                (messages["admin-party"], flood["naam"]?.string ?? ""),
                (messages["flood-waiting"], messages.number(flood["wachtend"]?.integer ?? 0)),
                (messages["flood-since"], messages.moment(flood["sinds"]?.string)),
                (messages["flood-false"], messages.number(flood["onjuist"]?.integer ?? 0)),
            ], idle: canJudge ? "" : messages["flood-not-yours"], send: messages["clearance-send"],
            back: .link(.worklist, messages["nav-worklist"], in: messages.language)
        ).view(form, key: key)
    }

    /// A link to it on the worklist, with what it is in words.
    public var link: View {
        .link(
            .flood,
            messages.text(
                "flood-link",
                ["party": flood["naam"]?.string ?? "", "n": messages.number(flood["wachtend"]?.integer ?? 0)]),
            ["deelnemer": flood["deelnemer"]?.string ?? ""], in: messages.language)
    }
}
