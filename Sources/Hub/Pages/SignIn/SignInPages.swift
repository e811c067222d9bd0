// SPDX-License-Identifier: EUPL-1.2

import Pages
import SignIn

/// Shows the pages about signing in and out in the look of the others.
struct SignInPages: Sendable {
    let renderer: PageRenderer
    /// Whether anybody can be anybody here, which every page then says.
    let isDemonstration: Bool

    /// A page as HTML.
    func html(_ page: SignInPage, in language: Language) -> [UInt8] {
        let messages = renderer.messages(in: language)
        var frame = Frame(language: language, title: "sign-in", place: nil, token: page.token ?? "")
        frame.heading = messages[page.heading]
        frame.twin = SignInPaths.page(in: language.other)
        frame.isDemonstration = isDemonstration
        frame.account = .init(text: messages["sign-in"], path: SignInPaths.page(in: language))
        return renderer.page("sign-in", showing: view(of: page, messages), in: frame)
    }

    private func view(of page: SignInPage, _ messages: Messages) -> View {
        func link(_ address: String, _ key: String) -> View { ["href": .text(address), "words": .text(messages[key])] }
        func explained(_ key: String, _ links: View...) -> View {
            ["explanation": .text(messages[key]), "links": .list(links)]
        }
        let home = Place.home.path(in: messages.language)
        switch page {
        case .invitation(let start): return explained("sign-in-invitation", link(start, "sign-in-go-on"))
        case .present(let party, let person, let level, _):
            let text = messages.text(
                "sign-in-present-as", ["party": party, "person": person, "level": messages[SignInPages.word(level)]])
            let out: View = ["action": .text(SignInPaths.end), "back": .text(home), "words": .text(messages["sign-in-leave"])]
            return ["explanation": .text(text), "forms": [out]]
        case .cast(let persons, _, let back):
            return [
                "forms": .list(
                    persons.map { person in
                        [
                            "action": .text(SignInPaths.choice), "back": .text(back), "choice": .text(person.choice),
                            "words": .text("\(person.partyName): \(person.reference)"),
                        ]
                    })
            ]
        case .farewell(let provider):
            return ["links": .list((provider.map { [link($0, "sign-in-leave-too")] } ?? []) + [link(home, "to-home")])]
        case .noParty: return explained("sign-in-no-party-next")
        case .notAdmitted(let code):
            var view = explained("sign-in-not-admitted-next")
            view["code"] = .text(code)
            return view
        case .otherBranch: return explained("sign-in-other-branch-next")
        case .tooLow: return explained("sign-in-too-low-next")
        case .again(let start): return explained("sign-in-again-next", link(start, "sign-in-begin"))
        case .away(let start): return explained("sign-in-away-next", link(start, "sign-in-begin"))
        case .badForm: return explained("notice-form-text")
        case .notHere: return explained("sign-in-not-here-next")
        }
    }

    private static func word(_ level: AssuranceLevel) -> String {
        switch level {
        case .low: "sign-in-level-low"
        case .substantial: "sign-in-level-substantial"
        case .high: "sign-in-level-high"
        default: "sign-in-level-none"
        }
    }
}

extension SignInPage {
    /// The message that is its title.
    fileprivate var heading: String {
        switch self {
        case .invitation: "sign-in"
        case .present: "sign-in-present"
        case .cast: "sign-in-cast"
        case .farewell: "sign-in-farewell"
        case .noParty: "sign-in-no-party"
        case .notAdmitted: "sign-in-not-admitted"
        case .otherBranch: "sign-in-other-branch"
        case .tooLow: "sign-in-too-low"
        case .again: "sign-in-again"
        case .away: "sign-in-away"
        case .badForm: "notice-form"
        case .notHere: "sign-in-not-here"
        }
    }

    /// The token of its forms.
    fileprivate var token: String? {
        switch self {
        case .present(_, _, _, let token), .cast(_, let token, _): token
        default: nil
        }
    }
}
