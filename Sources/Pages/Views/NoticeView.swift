// SPDX-License-Identifier: EUPL-1.2

/// A page that only says something, mostly that something cannot be done.
public struct NoticeView: Hashable, Sendable {
    /// The beginning of the keys of its messages: `notice-form` has the title, `notice-form-text` the text.
    public let key: String
    /// After how many seconds it can be tried again; nil when that says nothing.
    public var secondsToWait: Int?
    /// Where to sign in, when that helps.
    public var signIn: String?

    /// Describes a notice.
    public init(_ key: String, secondsToWait: Int? = nil, signIn: String? = nil) {
        self.key = key
        self.secondsToWait = secondsToWait
        self.signIn = signIn
    }

    /// The person, or the party, may not do this.
    public static let noRight = NoticeView("notice-no-right")

    /// There is no such page.
    public static let notFound = NoticeView("notice-not-found")
    /// The form did not come from a page of ours, or from too long ago.
    public static let form = NoticeView("notice-form")
    /// The form is too large.
    public static let tooLarge = NoticeView("notice-too-large")
    /// The hub cannot write.
    public static let unavailable = NoticeView("notice-unavailable")
    /// The hub refused.
    public static let refused = NoticeView("notice-refused")

    /// What the template `notice` shows.
    public func view(_ messages: Messages) -> View {
        var again = ""
        if let seconds = secondsToWait {
            let wait =
                seconds < 120
                ? messages.text("wait-seconds", ["n": String(max(1, seconds))])
                : messages.text("wait-minutes", ["n": String((seconds + 59) / 60)])
            again = messages.text("notice-too-many-again", ["wait": wait])
        }
        return ["text": .text(messages["\(key)-text"]), "again": .text(again), "sign-in": .text(signIn ?? "")]
    }
}
