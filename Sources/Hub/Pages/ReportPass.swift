// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger

/// What a browser keeps of the report that it follows: the number, sealed. The secret is not in it; the hub derives it.
struct ReportPass: Hashable, Sendable {
    /// The name of the cookie.
    static let cookie = "__Host-schakel-melding"
    /// How long it counts, in seconds.
    static let age = 30 * 60

    /// The number of the report.
    let reference: ReportReference
    /// Until when it counts.
    let until: Instant
    /// Whether the report was made in this browser just now, so that its secret may be shown.
    var isNew = false
    /// The key of the message that says what was just done.
    var done: String?

    init(_ reference: ReportReference, from now: Instant, isNew: Bool = false, done: String? = nil) {
        self.reference = reference
        until = now + .seconds(ReportPass.age)
        self.isNew = isNew
        self.done = done
    }

    /// The pass in a browser's cookies; nil when there is none that counts.
    init?(_ cookies: Cookies, seal: PageSeal, at now: Instant) {
        guard let json = cookies[ReportPass.cookie].flatMap({ seal.open($0) }), let text = json["melding"]?.string,
            let reference = try? ReportReference(text), let until = json["tot"]?.integer, now.milliseconds < until
        else { return nil }
        self.reference = reference
        self.until = Instant(milliseconds: until)
        isNew = json["nieuw"]?.bool ?? false
        done = json["gedaan"]?.string
    }

    /// The field that sets the cookie.
    func field(_ seal: PageSeal) -> String {
        let json = JSON.object(
            JSONObject([
                ("melding", .string(reference.description)), ("tot", .integer(until.milliseconds)), ("nieuw", .bool(isNew)),
                ("gedaan", done.map { .string($0) }),
            ]))
        return Cookies.field(ReportPass.cookie, seal.seal(json) ?? "", age: ReportPass.age, sameSite: "Strict")
    }

    /// The field that takes the cookie away.
    static let end = Cookies.field(ReportPass.cookie, "", age: 0, sameSite: "Strict")
}
