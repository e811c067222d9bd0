// SPDX-License-Identifier: EUPL-1.2

import Mustache

/// What is around the content of a page.
public struct Frame: Sendable {
    /// The language it is in.
    public var language: Language
    /// The title: the message with this key.
    public var title: String
    /// Which page it is; nil for a page that tells of an error.
    public var place: Place?
    /// The token of the forms on it.
    public var token: String
    /// Whether it tells of errors in a form, which the title then says first.
    public var isFaulty: Bool

    /// The title as it is; nil when `title` is the key of a message.
    public var heading: String?
    /// Where this page is in the other language, when `place` does not tell.
    public var twin: String?
    /// Whether this is a demonstration, which every page then says.
    public var isDemonstration = false
    /// Who is signed in, or the words to sign in, and where that leads; nil where people cannot sign in.
    public var account: Account?

    /// The link at the top about signing in.
    public struct Account: Hashable, Sendable {
        /// Its words.
        public let text: String
        /// Where it leads.
        public let path: String

        /// Describes the link.
        public init(text: String, path: String) {
            self.text = text
            self.path = path
        }
    }

    /// Describes a frame.
    public init(language: Language, title: String, place: Place?, token: String = "", isFaulty: Bool = false) {
        self.language = language
        self.title = title
        self.place = place
        self.token = token
        self.isFaulty = isFaulty
    }

    /// Where somebody who signed in can go, by his rights; empty for others. The words are the messages `nav-…`.
    public var desks: [Place] = []

    /// Where everybody can go.
    private static let navigation: [Place] = [.report, .follow, .check, .monitor]

    func objects(_ messages: Messages) -> [String: Any] {
        var places: [String: Any] = [:]
        for place in Place.allCases { places[place.rawValue] = place.path(in: language) }
        func links(_ entries: [Place]) -> [[String: Any]] {
            entries.map {
                ["href": $0.path(in: language), "text": messages["nav-\($0.rawValue)"], "current": $0 == place]
            }
        }
        return [
            "t": MessageLookup(messages: messages), "lang": language.rawValue, "title": heading ?? messages[title],
            "place": places, "nav": links(Frame.navigation), "desks": links(desks), "has-desks": !desks.isEmpty,
            "other": ["lang": language.other.rawValue, "href": twin ?? (place ?? .home).twin.path(in: language.other)],
            "asset": ["style": Asset.style.path, "script": Asset.script.path, "icon": Asset.icon.path],
            "demonstration": isDemonstration, "account": account.map { [["text": $0.text, "href": $0.path]] } ?? [],
            "token": token, "faulty": isFaulty,
        ]
    }
}

extension Place {
    /// The page to show in the other language, where only a form's answer is here: the form.
    fileprivate var twin: Place {
        switch self {
        case .stop: .follow
        case .insightFile: .insight
        case .figuresCSV, .figuresJSON: .monitor
        default: self
        }
    }
}

/// Hands messages to templates: `{{t.skip}}`.
struct MessageLookup: MustacheParent {
    let messages: Messages

    func child(named name: String) -> Any? { messages.text(name) }
}
