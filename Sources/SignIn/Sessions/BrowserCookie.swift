// SPDX-License-Identifier: EUPL-1.2

/// A cookie that only this site sets and reads: `__Host-`, so it is secure, for one host and for every path (RFC 6265bis §4.1.3).
public struct BrowserCookie: Hashable, Sendable {
    /// The session of somebody who signed in.
    public static let session = BrowserCookie(name: "__Host-schakel-session")
    /// A sign-in that is under way.
    public static let keepsake = BrowserCookie(name: "__Host-schakel-sign-in", life: PendingSignIn.life)
    /// What ties forms to the browser of somebody who did not sign in.
    public static let visitor = BrowserCookie(name: "__Host-schakel-visitor")

    /// Its name.
    public let name: String
    /// How long the browser keeps it, in seconds; nil: until it is closed.
    public let life: Int64?

    /// Whether it stays behind when a link of another site leads here.
    public let isStrict: Bool

    /// Describes a cookie.
    /// - Parameter name: with `__Host-` in front, or browsers do not keep what it promises.
    public init(name: String, life: Int64? = nil, isStrict: Bool = false) {
        self.name = name
        self.life = life
        self.isStrict = isStrict
    }

    /// The field `Set-Cookie` that sets it. Unless it is strict it comes along when a provider sends somebody back, and with no form
    /// of another site.
    public func setting(_ value: String) -> String {
        "\(name)=\(value)" + (life.map { "; Max-Age=\($0)" } ?? "") + attributes
    }

    /// The field `Set-Cookie` that takes it away.
    public var clearing: String { "\(name)=; Max-Age=0\(attributes)" }

    private var attributes: String { "; Path=/; Secure; HttpOnly; SameSite=\(isStrict ? "Strict" : "Lax")" }

    /// Its value in the fields `Cookie` of a request; nil when it is not there, or twice, which no browser does.
    public func value(in fields: [String]) -> String? {
        var found: String?
        for field in fields where field.utf8.count <= 16 << 10 {
            for pair in field.split(separator: ";") {
                let pair = pair.drop { $0 == " " }
                guard let equals = pair.firstIndex(of: "="), pair[..<equals] == name else { continue }
                guard found == nil else { return nil }
                found = String(pair[pair.index(after: equals)...])
            }
        }
        return found
    }
}
