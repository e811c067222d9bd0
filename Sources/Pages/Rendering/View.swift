// SPDX-License-Identifier: EUPL-1.2

/// What a template shows: texts, truths, lists and named parts. It can hold no markup: every text is escaped where it is shown.
public indirect enum View: Hashable, Sendable {
    /// A text. An empty one counts as absent.
    case text(String)
    /// Whether something is so.
    case truth(Bool)
    /// Several of a kind.
    case list([View])
    /// Named parts.
    case group([String: View])

    /// A whole number, as its digits.
    public static func number(_ number: some BinaryInteger) -> View { .text(String(number)) }

    /// A part of a group; nil when there is none, or this is no group.
    public subscript(name: String) -> View? {
        get { if case .group(let parts) = self { parts[name] } else { nil } }
        set {
            guard case .group(var parts) = self else { return }
            parts[name] = newValue
            self = .group(parts)
        }
    }

    /// The value as the template engine reads it; nil when there is nothing to show.
    var object: Any? {
        switch self {
        case .text(let text): text.isEmpty ? nil : text
        case .truth(let isSo): isSo
        case .list(let views): views.compactMap(\.object)
        case .group(let parts): parts.compactMapValues(\.object)
        }
    }
}

extension View: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral {
    /// A text.
    public init(stringLiteral value: String) { self = .text(value) }
    /// A truth.
    public init(booleanLiteral value: Bool) { self = .truth(value) }
    /// A list.
    public init(arrayLiteral elements: View...) { self = .list(elements) }
    /// A group; of parts with the same name the last one counts.
    public init(dictionaryLiteral elements: (String, View)...) {
        self = .group(Dictionary(elements, uniquingKeysWith: { _, last in last }))
    }
}
