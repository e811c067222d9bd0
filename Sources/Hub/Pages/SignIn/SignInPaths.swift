// SPDX-License-Identifier: EUPL-1.2

import Pages
import SignIn

/// The addresses of signing in and out.
enum SignInPaths {
    /// Where it begins. `terug` says where to go afterwards, `voor` for what it is.
    static let start = "/aanmelden"
    /// Where the provider sends people back.
    static let answer = RelyingPartyConfiguration.answerPath
    /// Where one of the cast of a demonstration is chosen.
    static let choice = "/aanmelden/demonstratie"
    /// Where signing out is asked for.
    static let end = "/afmelden"
    /// Where people are who signed out.
    static let farewell = RelyingPartyConfiguration.farewellPath
    /// Where the provider says that somebody signed out elsewhere.
    static let backChannel = RelyingPartyConfiguration.backChannelPath

    /// The page that says what signing in is.
    static func page(in language: Language) -> String {
        switch language {
        case .dutch: "/nl/aanmelden"
        case .english: "/en/sign-in"
        }
    }

    /// The word for a weight in an address.
    static func word(_ weight: LevelPolicy.Weight) -> String {
        switch weight {
        case .reading: "lezen"
        case .acting: "handelen"
        case .deciding: "besluiten"
        }
    }

    /// Where somebody signs in who wants to be at `back`.
    static func start(back: String, for weight: LevelPolicy.Weight) -> String {
        start + "?" + FormText.encode([("terug", back), ("voor", word(weight))])
    }

    /// What an address of ``start(back:for:)`` says; whatever cannot be read is left out.
    static func wish(in query: String?) -> (back: String?, weight: LevelPolicy.Weight) {
        let fields = query.flatMap { $0.utf8.count <= 2_000 ? FormText.decode($0, most: 8) : nil } ?? [:]
        let weight = LevelPolicy.Weight.allCases.first { word($0) == fields["voor"] } ?? .reading
        return (fields["terug"], weight)
    }
}
