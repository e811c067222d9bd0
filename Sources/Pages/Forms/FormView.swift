// SPDX-License-Identifier: EUPL-1.2

/// A form as it is filled in so far, with what is wrong with it.
public struct FormView: Sendable {
    /// What was typed, by field.
    public var values: [String: String]
    /// What is wrong, all at once.
    public var faults: [FormFault]
    /// The language.
    public let messages: Messages

    /// A form.
    public init(values: [String: String] = [:], faults: [FormFault] = [], messages: Messages) {
        self.values = values
        self.faults = faults
        self.messages = messages
    }

    /// The faults as the template `summary` shows them, each with a link to its field.
    var summary: View {
        .list(
            faults.map { fault in
                ["href": .text(fault.field.isEmpty ? "#form" : "#\(fault.field)"), "text": .text(fault.text)]
            })
    }

    /// The parts of a form: its fields by name, and the summary.
    func view(fields: [Field], choices: [Choice] = [], besides: [String: View] = [:]) -> View {
        var parts = besides
        for field in fields { parts[field.name] = field.view(self) }
        for choice in choices { parts[choice.name] = choice.view(self) }
        parts["faults"] = summary
        parts["has-faults"] = .truth(!faults.isEmpty)
        return .group(parts)
    }
}
