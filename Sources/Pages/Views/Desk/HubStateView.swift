// SPDX-License-Identifier: EUPL-1.2

public import Ledger

/// How it is with the hub: who enters acts, how long the logs are, how the witnesses stand, what is erased soon.
public struct HubStateView: Sendable {
    /// The state (`Toestand`).
    let state: JSON
    /// What is erased soon (`bewaartermijnen`).
    let retention: JSON
    let messages: Messages

    /// Shows a state.
    public init(_ state: JSON, retention: JSON, messages: Messages) {
        self.state = state
        self.retention = retention
        self.messages = messages
    }

    /// The page.
    /// - Parameter back: where it was come from.
    public func page(back: Place) -> View {
        var hub = Section(heading: messages["state-hub"])
        hub.facts = [
            (messages["admin-name"], state["naam"]?.string ?? ""),
            (messages["monitor-as-of"], messages.moment(state["peildatum"]?.string)),
            (messages["state-since"], messages.moment(state["sinds"]?.string)),
            (messages["state-store"], state["opslag"]?.string ?? ""),
            (messages["state-reigns"], messages[state["regeert"]?.bool == true ? "yes" : "no"]),
            (messages["state-epoch"], state["tijdperk"]?.integer.map { messages.number($0) } ?? ""),
            (messages["state-elsewhere"], state["regeertElders"]?.string ?? ""),
        ]
        if state["gezond"]?.bool != true { hub.alert = messages["state-unhealthy"] }
        return .sections(
            [hub, logs, witnesses, due],
            back: .link(back, messages[back == .administration ? "admin-back" : "super-back"], in: messages.language))
    }

    private var logs: Section {
        var section = Section(heading: messages["state-logs"])
        section.tables = [
            .table(
                id: "logs", caption: messages["state-logs-table"],
                columns: ["state-log", "state-size", "state-checkpoint", "state-cosigned"].map { messages[$0] },
                rows: (state["logboeken"]?.array ?? []).map { log in
                    [
                        log["naam"]?.string ?? "", messages.number(log["omvang"]?.integer ?? 0),
                        messages.moment(log["controlepunt"]?.string),
                        log["medeondertekend"]?.integer.map { messages.number($0) } ?? "",
                    ]
                })
        ]
        return section
    }

    private var witnesses: Section {
        var section = Section(heading: messages["state-witnesses"])
        let found = state["getuigen"]?.array ?? []
        guard !found.isEmpty else {
            section.text = messages["state-no-witnesses"]
            return section
        }
        section.tables = [
            .table(
                id: "witnesses", caption: messages["state-witnesses-table"],
                columns: ["state-witness", "state-log", "state-size", "case-when", "state-behind", "state-trouble"].map {
                    messages[$0]
                },
                rows: found.map { witness in
                    [
                        witness["getuige"]?.string ?? "", witness["logboek"]?.string ?? "",
                        witness["omvang"]?.integer.map { messages.number($0) } ?? "",
                        messages.moment(witness["wanneer"]?.string), messages.number(witness["achterstand"]?.integer ?? 0),
                        witness["storing"]?.string ?? "",
                    ]
                })
        ]
        return section
    }

    private var due: Section {
        var section = Section(heading: messages["state-retention"])
        let days = retention["dagen"]?.array ?? []
        section.text = messages.text(
            "state-retention-text",
            ["n": messages.number(retention["aantal"]?.integer ?? 0), "until": messages.moment(retention["tot"]?.string)])
        guard !days.isEmpty else { return section }
        section.tables = [
            .table(
                id: "due", caption: messages["state-retention-table"],
                columns: ["state-day", "state-cases", "case-subjects"].map { messages[$0] },
                rows: days.map { day in
                    [
                        messages.day(day["dag"]?.string), messages.number(day["aantal"]?.integer ?? 0),
                        messages.number(day["onderwerpen"]?.integer ?? 0),
                    ]
                })
        ]
        return section
    }
}
