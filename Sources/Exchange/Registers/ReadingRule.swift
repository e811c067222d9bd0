// SPDX-License-Identifier: EUPL-1.2

/// How it is kept who read a case: the lines of the log of processing (Logboek dataverwerkingen).
public struct ReadingRule: Hashable, Sendable {
    /// How long a line is kept. The standard sets no term; three years is a default of the product.
    public let kept: Term
    /// Where the processing activities are described: the part of their identifiers before the activity's name. The standard wants
    /// a URI into the controller's register of processing activities (GDPR art. 30), which a deployment sets.
    public let activities: String

    /// States a rule.
    public init(kept: Term = .years(3), activities: String = "urn:schakel:verwerkingsactiviteit") {
        self.kept = kept
        self.activities = activities
    }
}
