// SPDX-License-Identifier: EUPL-1.2

import Exchange
import HTTPTypes
import Ledger
import SignIn

/// What a browser keeps of the report that it follows: the number, sealed. The secret is not in it; the hub derives it.
struct ReportPass: Hashable, Sendable {
    /// The cookie that has it. It counts for half an hour.
    static let cookie = BrowserCookie(name: "__Host-schakel-melding", life: 30 * 60, isStrict: true)

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
        until = now + .seconds(ReportPass.cookie.life.map { Int($0) } ?? 0)
        self.isNew = isNew
        self.done = done
    }

    /// The pass in a browser's fields `Cookie`; nil when there is none that counts.
    init?(_ cookies: [String], seal: PageSeal, at now: Instant) {
        guard let json = ReportPass.cookie.value(in: cookies).flatMap({ seal.open($0) }), let text = json["melding"]?.string,
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
        return ReportPass.cookie.setting(seal.seal(json) ?? "")
    }

    /// The field that takes the cookie away.
    static let end = ReportPass.cookie.clearing
}
