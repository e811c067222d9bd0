// SPDX-License-Identifier: EUPL-1.2

/// Tells forms that one of our pages showed in this browser from those that another site sends in its name.
protocol FormGuard: Sendable {
    /// The mark of a browser, as its cookies tell it; nil when it has none of ours.
    func mark(in cookies: Cookies) -> String?
    /// A mark for a browser that has none, and the cookie that gives it.
    func freshMark() -> (mark: String, cookie: String)
    /// The token that a form carries.
    func token(for mark: String) -> String
    /// Whether a token belongs to a mark. It takes as long either way.
    func accepts(_ token: String, for mark: String) -> Bool
}

/// For visitors without a session: a random mark in a `__Host-` cookie, and a token that only the hub can make of it.
struct VisitorFormGuard: FormGuard {
    /// The name of the cookie.
    static let cookie = "__Host-schakel-formulier"

    let seal: PageSeal

    func mark(in cookies: Cookies) -> String? {
        guard let mark = cookies[VisitorFormGuard.cookie], mark.utf8.count == 32 else { return nil }
        return mark.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) } ? mark : nil
    }

    func freshMark() -> (mark: String, cookie: String) {
        let mark = PageSeal.randomText()
        return (mark, Cookies.field(VisitorFormGuard.cookie, mark, age: nil, sameSite: "Lax"))
    }

    func token(for mark: String) -> String { seal.code(for: "form:\(mark)") }

    func accepts(_ token: String, for mark: String) -> Bool { seal.isCode(token, for: "form:\(mark)") }
}
