// SPDX-License-Identifier: EUPL-1.2

/// A list of a form out of which one is picked. Its texts are the messages `field-…` and `hint-…` of its name.
public struct Selection: Hashable, Sendable {
    /// One that can be picked.
    public struct Option: Hashable, Sendable {
        /// What is sent.
        public let value: String
        /// What is shown.
        public let text: String

        /// Describes an option.
        public init(_ value: String, _ text: String) {
            self.value = value
            self.text = text
        }
    }

    /// Its name in the form, and its id on the page.
    public let name: String
    /// What can be picked, in order.
    public let options: [Option]
    /// Whether something must be picked, or is already.
    var isRequired = false
    /// Which messages it has, when not those of its name.
    var texts = ""

    /// The list as the template `select` shows it.
    func view(_ form: FormView) -> View {
        let key = texts.isEmpty ? name : texts
        let fault = form.faults.first { $0.field == name }?.text ?? ""
        let hint = form.messages.text("hint-\(key)") ?? ""
        let described = [hint.isEmpty ? nil : "\(name)-hint", fault.isEmpty ? nil : "\(name)-fault"].compactMap(\.self)
        return [
            "name": .text(name), "label": .text(form.messages["field-\(key)"]), "hint": .text(hint), "fault": .text(fault),
            "described": .text(described.joined(separator: " ")), "optional": .truth(!isRequired), "select": true,
            "options": .list(
                options.map { option in
                    [
                        "value": .text(option.value), "text": .text(option.text),
                        "chosen": .truth(option.value == form.values[name]),
                    ]
                }),
        ]
    }
}
