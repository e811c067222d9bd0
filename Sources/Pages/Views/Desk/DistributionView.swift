// SPDX-License-Identifier: EUPL-1.2

public import Ledger

/// How the lists of a register go out, with the form that stops it, or that ends a stop.
public struct DistributionView: Sendable {
    /// The distribution (`Verspreiding`).
    let state: JSON
    let messages: Messages

    /// Shows what the API tells.
    public init(_ state: JSON, messages: Messages) {
        self.state = state
        self.messages = messages
    }

    /// The page.
    /// - Parameters:
    ///   - canAct: whether whoever looks may stop, and end a stop.
    ///   - done: the key of the message that says what was done just now.
    ///   - back: where it was come from.
    public func page(_ form: FormView, key: String, canAct: Bool, done: String?, back: Place) -> View {
        let isStopped = state["stilgelegd"]?.bool == true
        let number = state["nummer"]?.integer ?? 0
        let earlier = (state["eerder"]?.array ?? []).suffix(10).map { pause in
            (
                messages["distribution-earlier"],
                messages.text(
                    "distribution-from-until",
                    ["from": messages.moment(pause["van"]?.string), "until": messages.moment(pause["tot"]?.string)])
            )
        }
        return DeskForm(
            parts: [
                .field(
                    Field(
                        name: "redenen", type: "area", isRequired: true, mostCharacters: 4_000,
                        texts: isStopped ? "distribution-resume" : "distribution-stop"))
            ],
            hidden: isStopped ? [("noodstop", String(number))] : [], done: done.map { messages[$0] } ?? "",
            lead: messages[isStopped ? "distribution-stopped-lead" : "distribution-lead"],
            facts: [
                (messages["distribution-state"], messages[isStopped ? "distribution-is-stopped" : "distribution-runs"]),
                (messages["distribution-since"], messages.moment(state["sinds"]?.string)),
                (messages["case-by"], state["door"]?.string ?? ""), (messages["case-reasons"], state["redenen"]?.string ?? ""),
                (messages["distribution-waiting"], messages.number(state["wachtend"]?.integer ?? 0)),
            ] + earlier, idle: canAct ? "" : messages["distribution-not-yours"],
            send: messages[isStopped ? "distribution-resume-send" : "distribution-stop-send"],
            back: .link(back, messages[back == .administration ? "admin-back" : "super-back"], in: messages.language)
        ).view(form, key: key)
    }
}
