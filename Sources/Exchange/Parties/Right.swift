// SPDX-License-Identifier: EUPL-1.2

/// What a mandate lets a party do in a register.
public struct Right: OpenCode {
    /// The code.
    public let rawValue: String

    /// Wraps a code.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Make reports.
    public static let report: Right = "report"
    /// Read cases and take or propose decisions.
    public static let decide: Right = "decide"
    /// Confirm or reject what another person proposed.
    public static let confirm: Right = "confirm"
    /// Follow a list and carry out measures.
    public static let comply: Right = "comply"
    /// See how every party complies.
    public static let supervise: Right = "supervise"
    /// Ask privately whether many subjects are listed.
    public static let check: Right = "check"
    /// Register parties, grant and end mandates, issue and revoke certificates.
    public static let administer: Right = "administer"

    /// All rights, with their names for people.
    public static let known: [Right: Bilingual] = [
        .report: Bilingual("melden", "report"),
        .decide: Bilingual("besluiten", "decide"),
        .confirm: Bilingual("bevestigen", "confirm"),
        .comply: Bilingual("uitvoeren", "comply"),
        .supervise: Bilingual("toezicht houden", "supervise"),
        .check: Bilingual("controleren", "check"),
        .administer: Bilingual("beheren", "administer"),
    ]
}
