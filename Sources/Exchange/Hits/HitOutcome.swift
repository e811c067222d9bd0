// SPDX-License-Identifier: EUPL-1.2

/// What became of one row of a message of hits, in the words of the API.
public struct HitOutcome: OpenCode {
    /// The code.
    public let rawValue: String

    /// Wraps a code.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// It was entered, in every open case that holds the subject.
    public static let entered: HitOutcome = "vastgelegd"
    /// The same party's hit on the same subject was entered within the period before.
    public static let known: HitOutcome = "bekend"
    /// No open case holds the subject on a list, or none did when it was seen.
    public static let notListed: HitOutcome = "niet-op-lijst"
    /// It was seen too long ago.
    public static let tooOld: HitOutcome = "te-oud"
    /// It was seen later than now: the edge's clock is wrong.
    public static let future: HitOutcome = "in-toekomst"
    /// The case has as many hits as it takes.
    public static let full: HitOutcome = "zaak-vol"
    /// The party's day is full: to be sent again later. The only outcome that is not final.
    public static let later: HitOutcome = "later"

    /// All outcomes of this version.
    public static let all: [HitOutcome] = [entered, known, notListed, tooOld, future, full, later]

    /// The outcome that a refusal in a case amounts to.
    public init(_ refusal: Refusal) {
        self =
            switch refusal.code {
            case .duplicate: .known
            case .invalid: .future
            case .afterTerm: .tooOld
            case .tooMany: .full
            default: .notListed
            }
    }
}
