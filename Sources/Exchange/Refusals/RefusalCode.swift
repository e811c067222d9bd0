// SPDX-License-Identifier: EUPL-1.2

/// The kinds of refusal. Open: a room above may add its own.
public struct RefusalCode: OpenCode {
    /// The code as it appears in answers and logs.
    public let rawValue: String

    /// Wraps a code.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// One or more fields are missing or wrong.
    public static let invalid: RefusalCode = "invalid"
    /// The actor did not say who he is, or could not prove it.
    public static let unidentified: RefusalCode = "unidentified"
    /// The party has no mandate for this right in this register at this moment.
    public static let noMandate: RefusalCode = "no-mandate"
    /// The act belongs to another party.
    public static let wrongParty: RefusalCode = "wrong-party"
    /// The act needs a second person, and this is the first one again.
    public static let samePerson: RefusalCode = "same-person"
    /// The act needs a named person, and a system tried it.
    public static let personNeeded: RefusalCode = "person-needed"
    /// The term within which this act was possible is over.
    public static let afterTerm: RefusalCode = "after-term"
    /// The case or measure is not in a state in which this act is possible.
    public static let notNow: RefusalCode = "not-now"
    /// The thing named is not known here.
    public static let unknown: RefusalCode = "unknown"
    /// The same thing exists already.
    public static let duplicate: RefusalCode = "duplicate"
    /// There are as many of it as fit.
    public static let tooMany: RefusalCode = "too-many"
    /// A signature or proof handed in does not hold.
    public static let badProof: RefusalCode = "bad-proof"
}
