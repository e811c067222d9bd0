// SPDX-License-Identifier: EUPL-1.2

/// A page that says something and offers what can be done about it: pages about signing in.
public struct StatementView: Hashable, Sendable {
    /// A link.
    public struct Link: Hashable, Sendable {
        let path: String
        let text: String

        /// A link to a path, in these words.
        public init(_ path: String, _ text: String) {
            self.path = path
            self.text = text
        }
    }

    /// A form of one button.
    public struct Button: Hashable, Sendable {
        let action: String
        let text: String
        let name: String
        let value: String
        let fields: [String: String]

        /// A button.
        /// - Parameters:
        ///   - text: its words.
        ///   - action: where the form goes.
        ///   - name: its name in the form; none when empty.
        ///   - value: what it says there.
        ///   - fields: what the form says besides: its token, where to go back to.
        public init(_ text: String, action: String, name: String = "", value: String = "", fields: [String: String]) {
            self.text = text
            self.action = action
            self.name = name
            self.value = value
            self.fields = fields
        }
    }

    /// What it says.
    public var paragraphs: [String]
    /// A code to copy; none when empty.
    public var code: String
    /// Where one can go.
    public var links: [Link]
    /// What one can do.
    public var buttons: [Button]

    /// Describes a statement.
    public init(paragraphs: [String], code: String = "", links: [Link] = [], buttons: [Button] = []) {
        self.paragraphs = paragraphs
        self.code = code
        self.links = links
        self.buttons = buttons
    }

    /// What the template `statement` shows.
    public var view: View {
        [
            "paragraphs": .list(paragraphs.map { .text($0) }), "code": .text(code),
            "links": .list(links.map { ["href": .text($0.path), "text": .text($0.text)] }),
            "forms": .list(
                buttons.map { button in
                    [
                        "action": .text(button.action), "text": .text(button.text), "name": .text(button.name),
                        "value": .text(button.value),
                        "fields": .list(
                            button.fields.sorted { $0.key < $1.key }.map { ["name": .text($0.key), "value": .text($0.value)] }),
                    ]
                }),
        ]
    }
}
