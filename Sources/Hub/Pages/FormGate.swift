// SPDX-License-Identifier: EUPL-1.2

import HTTPTypes
import Hummingbird
import SignIn

/// Tells forms that one of our pages showed in this browser from those that another site sends in its name.
struct FormGate: Sendable {
    private let tokens: FormTokens
    /// The origin of the pages, when the operator said it.
    private let origin: String?

    init(key: [UInt8], origin: String?) {
        tokens = FormTokens(key: key)
        self.origin = origin
    }

    /// The token that a form for this visitor carries.
    func token(for visitor: PageVisitor) -> String { tokens.token(for: visitor.holder) }

    /// Whether a form that was posted comes from a page of this site.
    func accepts(_ token: String?, from visitor: PageVisitor, in request: Request) -> Bool {
        // A visitor whose cookie was made for this very request was never given a form.
        guard visitor.newCookie == nil, isOurs(request) else { return false }
        return tokens.accepts(token, from: visitor.holder)
    }

    /// Whether the browser does not say that another site sends the request. The token decides; this refuses earlier.
    func isOurs(_ request: Request) -> Bool {
        RequestOrigin(
            site: request.headers[.secFetchSite], origin: request.headers[.origin], own: origin, host: request.head.authority)
            != .foreign
    }
}
