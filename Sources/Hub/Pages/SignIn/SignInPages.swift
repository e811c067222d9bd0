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
        var frame = Frame(language: language, title: "sign-in", place: nil, token: "")
        frame.heading = messages[page.heading]
        frame.twin = SignInPaths.page(in: language.other)
        frame.isDemonstration = isDemonstration
        if !page.isSignedIn { frame.account = .init(text: messages["sign-in"], path: SignInPaths.page(in: language)) }
        return renderer.page("statement", showing: statement(page, messages).view, in: frame)
    }

    private func statement(_ page: SignInPage, _ messages: Messages) -> StatementView {
        func said(_ key: String, _ links: StatementView.Link...) -> StatementView {
            StatementView(paragraphs: [messages[key]], links: links)
        }
        func link(_ path: String, _ key: String) -> StatementView.Link { .init(path, messages[key]) }
        let home = messages.language.home
        switch page {
        case .invitation(let start): return said("sign-in-invitation", link(start, "sign-in-go-on"))
        case .present(let party, let person, let level, let token):
            let places = ["party": party, "person": person, "level": messages[SignInPages.word(level)]]
            let leave = StatementView.Button(
                messages["sign-in-leave"], action: SignInPaths.end, fields: ["token": token, "terug": home])
            return StatementView(paragraphs: [messages.text("sign-in-present-as", places)], buttons: [leave])
        case .cast(let persons, let token, let back):
            return StatementView(
                paragraphs: [],
                buttons: persons.map { person in
                    .init(
                        "\(person.partyName): \(person.reference)", action: SignInPaths.choice, name: "persoon",
                        value: person.choice, fields: ["token": token, "terug": back])
                })
        case .farewell(let provider):
            let there = provider.map { [link($0, "sign-in-leave-too")] } ?? []
            return StatementView(paragraphs: [], links: there + [link(home, "to-home")])
        case .noParty: return said("sign-in-no-party-next")
        case .notAdmitted(let code):
            var statement = said("sign-in-not-admitted-next")
            statement.code = code
            return statement
        case .otherBranch: return said("sign-in-other-branch-next")
        case .tooLow: return said("sign-in-too-low-next")
        case .again(let start): return said("sign-in-again-next", link(start, "sign-in-begin"))
        case .away(let start): return said("sign-in-away-next", link(start, "sign-in-begin"))
        case .badForm: return said("notice-form-text")
        case .notHere: return said("sign-in-not-here-next")
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
    /// Whether it shows somebody that he is signed in.
    fileprivate var isSignedIn: Bool { if case .present = self { true } else { false } }

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
}
