// SPDX-License-Identifier: EUPL-1.2

import HTTPTypes
import Hummingbird

/// Whether a form was sent by a page of this host, as far as the browser says so. The token decides; this refuses earlier.
enum FormOrigin {
    static func isOurs(_ request: Request) -> Bool {
        isOurs(
            site: request.headers[.secFetchSite], origin: request.headers[.origin], host: request.head.authority)
    }

    /// - Parameters:
    ///   - site: `Sec-Fetch-Site`, which browsers send over TLS and on this machine.
    ///   - origin: `Origin`. It is `null` from pages with our referrer policy, which then says nothing.
    ///   - host: the host that the request is for.
    static func isOurs(site: String?, origin: String?, host: String?) -> Bool {
        if let site, site != "same-origin", site != "none" { return false }
        guard let origin, origin != "null" else { return true }
        let parts = origin.lowercased().split(separator: "/", omittingEmptySubsequences: false)
        return parts.count == 3 && parts[1].isEmpty && host.map { $0.lowercased() == parts[2] } == true
    }
}
