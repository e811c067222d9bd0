// SPDX-License-Identifier: EUPL-1.2

import Pages
import SignIn

extension Language {
    /// The language of a path of this site: that of its first part, else Dutch.
    init(of path: String?) { self = path == "/en" || path?.hasPrefix("/en/") == true ? .english : .dutch }

    /// The home page.
    var home: String { Place.home.path(in: self) }
}

/// A page about signing in or out, as a value; how it looks is a matter of whoever shows it.
enum SignInPage: Hashable, Sendable {
    /// What signing in is, with a link to where it begins.
    case invitation(start: String)
    /// He is signed in: for which party, as whom, how sure, and a button to sign out.
    case present(party: String, person: String, level: AssuranceLevel, token: String)
    /// The cast of a demonstration, each with a button.
    case cast([DemonstrationSignIn.Person], token: String, back: String)
    /// He signed out; the address is where he can sign out at the provider too.
    case farewell(provider: String?)
    /// His organisation takes no part.
    case noParty
    /// His party did not admit him; it can by this code.
    case notAdmitted(code: String)
    /// He is restricted to another branch.
    case otherBranch
    /// The level of assurance is too low.
    case tooLow
    /// The sign-in did not work out; it can be begun again at this address.
    case again(start: String)
    /// The provider is away.
    case away(start: String)
    /// The form is not from a page of this site, or too old.
    case badForm
    /// People cannot sign in here from another machine.
    case notHere

    /// The status it is answered with.
    var status: Int {
        switch self {
        case .invitation, .present, .cast, .farewell: 200
        case .noParty, .notAdmitted, .otherBranch, .tooLow, .badForm, .notHere: 403
        case .again: 400
        case .away: 503
        }
    }
}
