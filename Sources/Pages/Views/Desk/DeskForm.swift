// SPDX-License-Identifier: EUPL-1.2

/// A form of one question after another, as the template `desk-form` shows it.
struct DeskForm {
    /// One question.
    enum Part {
        case field(Field)
        case choice(Choice)
    }

    let parts: [Part]
    /// What goes along unseen.
    var hidden: [(name: String, value: String)] = []
    /// What was done just now, in words.
    var done = ""
    var lead = ""
    var facts: [(name: String, value: String)] = []
    /// Why there is nothing to fill in; empty when there is.
    var idle = ""
    /// The words on the button.
    let send: String
    let back: View

    /// - Parameter key: under which a repetition is recognised.
    func view(_ form: FormView, key: String) -> View {
        let shown = facts.filter { !$0.value.isEmpty }
        return [
            "faults": form.summary, "has-faults": .truth(!form.faults.isEmpty), "done": .text(done), "lead": .text(lead),
            "facts": .facts(shown),
            "has-facts": .truth(!shown.isEmpty), "idle": .text(idle), "can-send": .truth(idle.isEmpty), "key": .text(key),
            "hidden": .list(hidden.map { ["name": .text($0.name), "value": .text($0.value)] }),
            "parts": .list(
                parts.map { part in
                    switch part {
                    case .field(let field): ["field": field.view(form)]
                    case .choice(let choice): ["choice": choice.view(form)]
                    }
                }),
            "send": .text(send), "back": back,
        ]
    }
}
