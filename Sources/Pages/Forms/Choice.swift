// SPDX-License-Identifier: EUPL-1.2

/// A question of a form with one answer out of a few, or more. Its texts are the messages `field-…`, `hint-…` and, for each answer, `…-answer`.
public struct Choice: Hashable, Sendable {
    /// Its name in the form.
    public let name: String
    /// The answers.
    public let answers: [String]
    /// Which messages it has, when not those of its name.
    var texts = ""
    /// The words of the answers that come from elsewhere.
    var labels: [String: String] = [:]
    /// Those that were chosen, where one can choose more than one; nil where one can choose one.
    var chosen: Set<String>?

    /// The question as the template `choice` shows it.
    func view(_ form: FormView) -> View {
        let fault = form.faults.first { $0.field == name }?.text ?? ""
        let key = texts.isEmpty ? name : texts
        let hint = form.messages.text("hint-\(key)") ?? ""
        let described = [hint.isEmpty ? nil : "\(name)-hint", fault.isEmpty ? nil : "\(name)-fault"].compactMap(\.self)
        return [
            "name": .text(name), "label": .text(form.messages["field-\(key)"]), "hint": .text(hint), "fault": .text(fault),
            "type": .text(chosen == nil ? "radio" : "checkbox"), "described": .text(described.joined(separator: " ")),
            "answers": .list(
                answers.enumerated().map { index, answer in
                    [
                        // The first answer has the name as its id: that is where the summary of errors leads.
                        "id": .text(index == 0 ? name : "\(name)-\(answer)"), "value": .text(answer),
                        "label": .text(labels[answer] ?? form.messages["\(key)-\(answer)"]),
                        "checked": .truth(chosen?.contains(answer) ?? (form.values[name] == answer)),
                    ]
                }),
        ]
    }
}
