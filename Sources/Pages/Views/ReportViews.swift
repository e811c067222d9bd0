// SPDX-License-Identifier: EUPL-1.2

public import Ledger

/// A report as its reporter sees it: just made, and later.
public enum ReportViews {
    /// The answer to a report.
    /// - Parameters:
    ///   - state: what the API tells of the report (`StandVanMelding`).
    ///   - secret: the secret with which it is followed.
    ///   - keys: the keys of the log in which it is.
    public static func reported(_ state: JSON, secret: String, keys: [String], messages: Messages) -> View {
        [
            "facts": .facts([
                (messages["fact-melding"], state["melding"]?.string ?? ""), (messages["fact-geheim"], secret),
                (messages["fact-soort"], kind(state, messages)),
                (messages["fact-gemeld"], messages.moment(state["gemeld"]?.string)),
            ]),
            "advice": advice(state, messages), "command": .text(command(keys)),
        ]
    }

    /// How it is with a report.
    /// - Parameters:
    ///   - state: what the API tells of it (`StandVanMelding`).
    ///   - done: the key of the message that says what was just done; nil when nothing was.
    public static func status(_ state: JSON, done: String?, messages: Messages) -> View {
        let phase = state["fase"]?.string ?? ""
        let isTracked = phase == "in-force" && state["standen"]?.array?.contains("tracking") == true
        let files = EvidenceView.rows(state, messages)
        let decisions = (state["besluiten"]?.array ?? []).map { decision -> View in
            let kind = decision["soort"]?.string ?? ""
            let name = messages.text("decision-\(kind)") ?? decision["naam"]?.string ?? kind
            return [
                "name": .text(name), "reasons": .text(decision["redenen"]?.string ?? ""),
                "taken": .text(messages.text("status-taken", ["when": messages.moment(decision["genomen"]?.string)])),
                "until": .text(
                    decision["bezwaarTot"]?.string.map {
                        messages.text("status-objection-until", ["when": messages.moment($0)])
                    } ?? ""),
            ]
        }
        var view: View = [
            "facts": .facts([
                (messages["fact-melding"], state["melding"]?.string ?? ""), (messages["fact-soort"], kind(state, messages)),
                (messages["fact-gemeld"], messages.moment(state["gemeld"]?.string)),
            ]),
            "phase": .text(isTracked ? messages["phase-tracked"] : messages.text("phase-\(phase)") ?? phase),
            "questions": .list((state["vragen"]?.array ?? []).map { .text(question($0, messages)) }),
            "files": .list(files), "has-files": .truth(!files.isEmpty), "decisions": .list(decisions),
            "has-decisions": .truth(!decisions.isEmpty), "advice": advice(state, messages),
            "corrections": .list((state["rectificaties"]?.array ?? []).map { .correction($0, messages) }),
            "has-corrections": .truth(state["rectificaties"]?.array?.isEmpty == false),
            "open": .truth(phase != "closed" && phase != "erased"), "objectable": .truth(phase == "in-force"),
            "done": .text(done.map { messages[$0] } ?? ""),
        ]
        if state["wacht"]?.bool == true { view["waits"] = .text(messages["status-waits"]) }
        if let parties = state["uitvoering"]?.array, !parties.isEmpty { view["compliance"] = .compliance(parties, messages) }
        return view
    }

    /// The command with which a receipt is verified.
    public static func command(_ keys: [String]) -> String {
        "schakel verify receipt ontvangstbewijs.txt" + keys.map { " --key '\($0)'" }.joined()
    }

    /// How far a question to parties is, in words.
    private static func question(_ question: JSON, _ messages: Messages) -> String {
        guard question["gekozen"]?.bool != true else { return messages["status-question-found"] }
        return messages.text(
            "status-question",
            [
                "when": messages.moment(question["gevraagd"]?.string), "n": messages.number(question["beantwoord"]?.integer ?? 0),
                "of": messages.number(question["gevraagdAan"]?.integer ?? 0),
            ])
    }

    private static func kind(_ state: JSON, _ messages: Messages) -> String {
        let kind = state["soort"]?.string ?? ""
        return messages.text("kind-\(kind)") ?? kind
    }

    private static func advice(_ state: JSON, _ messages: Messages) -> View {
        .list((state["nuDoen"]?.array ?? []).compactMap { $0[messages.language.rawValue]?.string.map { .text($0) } })
    }
}
