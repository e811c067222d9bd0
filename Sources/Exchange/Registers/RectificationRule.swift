// SPDX-License-Identifier: EUPL-1.2

/// A part of a report that can be put right. Open.
public struct RectificationPart: OpenCode {
    /// The code.
    public let rawValue: String

    /// Wraps a code.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// What kind of report it is.
    public static let kind: RectificationPart = "kind"
    /// What it describes in words.
    public static let description: RectificationPart = "description"
    /// What it says besides: dates, places, makes.
    public static let details: RectificationPart = "details"
    /// What it is about. It is what a case stands on, so it is never put right within the case: another report does that.
    public static let subject: RectificationPart = "subject"
}

/// How somebody has what was entered about him put right (GDPR art. 16), and how fast he is answered (art. 12(3)).
public struct RectificationRule: Hashable, Sendable {
    /// What can be put right, with its name for people.
    public let parts: [RectificationPart: Bilingual]
    /// How long the authority has to answer. GDPR art. 12(3): one month.
    public let answerWithin: Term
    /// The legal basis on which it is asked for.
    public let basis: String
    /// The most requests one case takes, answered ones included.
    public let mostPerCase: Int

    /// The parts that every report has.
    public static let standardParts: [RectificationPart: Bilingual] = [
        .kind: Bilingual("de soort melding", "the kind of report"),
        .description: Bilingual("de omschrijving", "the description"),
        .details: Bilingual("andere gegevens, zoals datum of plaats", "other details, such as date or place"),
    ]

    /// States a rule.
    public init(
        parts: [RectificationPart: Bilingual] = standardParts, answerWithin: Term = .months(1), basis: String = "AVG art. 16",
        mostPerCase: Int = 20
    ) {
        self.parts = parts
        self.answerWithin = answerWithin
        self.basis = basis
        self.mostPerCase = mostPerCase
    }
}
