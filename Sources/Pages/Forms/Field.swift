// SPDX-License-Identifier: EUPL-1.2

/// A field of a form in which one types. Its texts are the messages `field-…` and `hint-…` of its name.
public struct Field: Hashable, Sendable {
    /// Its name in the form, and its id on the page.
    public let name: String
    /// The type of the HTML field; `area` for several lines.
    var type = "text"
    /// Whether it must be filled in.
    var isRequired = false
    /// What the browser may fill in, by HTML's own names.
    var autocomplete = "off"
    /// Which keyboard fits: `numeric`, …
    var inputMode = ""
    /// The most characters.
    var mostCharacters = 60
    /// How wide it is: `short`, `middle`, `long`.
    var width = "long"
    /// Which messages it has, when not those of its name.
    var texts = ""

    /// The types of which HTML lets the length be limited (HTML §4.10.5).
    private static let typed: Set = ["text", "search", "tel", "url", "email", "password"]

    /// The field as the template `field` shows it.
    func view(_ form: FormView) -> View {
        let key = texts.isEmpty ? name : texts
        let fault = form.faults.first { $0.field == name }?.text ?? ""
        let hint = form.messages.text("hint-\(key)") ?? ""
        let described = [hint.isEmpty ? nil : "\(name)-hint", fault.isEmpty ? nil : "\(name)-fault"].compactMap(\.self)
        return [
            "name": .text(name), "label": .text(form.messages["field-\(key)"]), "hint": .text(hint), "fault": .text(fault),
            "described": .text(described.joined(separator: " ")), "value": .text(form.values[name] ?? ""),
            "type": .text(type), "area": .truth(type == "area"), "required": .truth(isRequired),
            "optional": .truth(!isRequired), "autocomplete": .text(autocomplete), "inputmode": .text(inputMode),
            "most": .number(mostCharacters), "limited": .truth(Field.typed.contains(type)), "width": .text(width),
        ]
    }
}
