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
    ///   - own: the origin of the pages: `https://schakel.example`.
    public init(site: String?, origin: String?, own: String) {
        switch (site, origin) {
        case ("same-origin"?, _), ("none"?, _): self = .same
        case (.some, _): self = .foreign
        case (nil, nil), (nil, "null"?): self = .unknown
        case (nil, let origin?): self = origin.lowercased() == own.lowercased() ? .same : .foreign
        }
    }
}
