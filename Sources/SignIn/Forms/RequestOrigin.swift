// SPDX-License-Identifier: EUPL-1.2

/// From which site a request came, as far as the browser says.
public enum RequestOrigin: Hashable, Sendable {
    /// From a page of this one, or typed in.
    case same
    /// From another one: refuse what acts.
    case foreign
    /// The browser does not say; the form's token decides.
    case unknown

    /// Judges a request.
    ///
    /// `Sec-Fetch-Site` counts first: pages with `Referrer-Policy: no-referrer` send `Origin: null` even to themselves (Fetch
    /// §3.2).
    /// - Parameters:
    ///   - site: the field `Sec-Fetch-Site`.
    ///   - origin: the field `Origin`.
    ///   - own: the origin of the pages: `https://schakel.example`; nil when it was not said.
    ///   - host: the host that the request is for. It counts where the own origin was not said: a proxy may have ended TLS.
    public init(site: String?, origin: String?, own: String?, host: String?) {
        switch (site, origin) {
        case ("same-origin"?, _), ("none"?, _): self = .same
        case (.some, _): self = .foreign
        case (nil, nil), (nil, "null"?): self = .unknown
        case (nil, let origin?): self = Self.isOwn(origin.lowercased(), own, host) ? .same : .foreign
        }
    }

    private static func isOwn(_ origin: String, _ own: String?, _ host: String?) -> Bool {
        if let own { return origin == own.lowercased() }
        let parts = origin.split(separator: "/", omittingEmptySubsequences: false)
        return parts.count == 3 && parts[1].isEmpty && host.map { $0.lowercased() == parts[2] } == true
    }
}
