// SPDX-License-Identifier: EUPL-1.2

/// A page of paragraphs, facts and tables, with at most one form and some links: what the template `sheet` shows.
struct Sheet: Sendable {
    /// A form of a sheet.
    struct Form: Sendable {
        /// Under which a repeated form is recognised.
        let key: String
        /// What the button says.
        let send: String
        /// What stands above it; nothing when empty.
        var heading = ""
        /// The fields before the choices.
        var first: [Field] = []
        var choices: [Choice] = []
        /// The fields behind them.
        var fields: [Field] = []
    }

    /// The key of the message that says what was done just now.
    var done: String?
    var paragraphs: [String] = []
    var facts: [(name: String, value: String)] = []
    var tables: [View] = []
    var form: Form?
    var links: [(path: String, text: String)] = []

    /// What the template shows.
    /// - Parameter filled: the form as it is filled in so far.
    func view(_ filled: FormView) -> View {
        var view: View = [
            "done": .text(done.map { filled.messages[$0] } ?? ""), "paragraphs": .list(paragraphs.map { .text($0) }),
            "has-facts": .truth(facts.contains { !$0.value.isEmpty }), "facts": .facts(facts), "tables": .list(tables),
            "links": .list(links.map { ["href": .text($0.path), "text": .text($0.text)] }),
            "faults": form == nil ? [] : filled.summary, "has-faults": .truth(form != nil && !filled.faults.isEmpty),
        ]
        if let form {
            view["form"] = [
                "key": .text(form.key), "send": .text(form.send), "heading": .text(form.heading),
                "first": .list(form.first.map { $0.view(filled) }), "choices": .list(form.choices.map { $0.view(filled) }),
                "fields": .list(form.fields.map { $0.view(filled) }),
            ]
        }
        return view
    }
}
