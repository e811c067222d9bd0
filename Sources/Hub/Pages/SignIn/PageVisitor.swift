// SPDX-License-Identifier: EUPL-1.2

import Exchange
import HTTPTypes
import Hummingbird
import SignIn

/// Who looks at a page.
struct PageVisitor: Sendable {
    /// In whose name endpoints are called: a citizen, or a party with a person. Established anew for every request, so that a
    /// person whose admission ended, and a party whose mandate did, can do nothing from then on.
    let actor: Actor
    /// The session; nil for whoever did not sign in.
    let session: Session?
    /// What the party says of the person; nil for whoever did not sign in.
    let member: Member?
    /// To whom forms are given.
    let holder: FormTokens.Holder
    /// A cookie to set along with the page, for a visitor who has none.
    let newCookie: String?
    /// Whether this is a demonstration, which every page says.
    let isDemonstration: Bool

    /// How sure it is who this is.
    var level: AssuranceLevel { session?.signedIn.level ?? .none }
    /// The branch to which the provider restricts the person; nil for the whole party.
    var branch: String? { session?.signedIn.branch }
}

extension PageVisitor {
    /// Somebody who did not sign in.
    init(stranger request: Request, isDemonstration: Bool = false) {
        let known = BrowserCookie.visitor.value(in: request.headers[values: .cookie]).flatMap { $0.utf8.count == 43 ? $0 : nil }
        let value = known ?? FormTokens.visitor()
        self.init(
            actor: .citizen, session: nil, member: nil, holder: .visitor(value),
            newCookie: known == nil ? BrowserCookie.visitor.setting(value) : nil, isDemonstration: isDemonstration)
    }
}

/// What somebody must do before he may do what he wants.
enum SignInDemand: Hashable, Sendable {
    /// Nothing.
    case nothing
    /// Sign in, at this path.
    case signIn(String)
    /// Sign in again at a higher level, at this path.
    case stepUp(String)
}
