// SPDX-License-Identifier: EUPL-1.2

/// What the door of an edge answers about one subject, in a word.
public struct SampleVerdict: OpenCode {
    /// The word.
    public let rawValue: String

    /// Wraps a word.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// It may be used.
    public static let permitted: SampleVerdict = "permitted"
    /// It is refused.
    public static let prohibited: SampleVerdict = "prohibited"
    /// It may be used, and its use is told.
    public static let tracking: SampleVerdict = "tracking"
    /// The operator has subjects that are not listed answered as not known.
    public static let unknown: SampleVerdict = "unknown"
    /// The door gives no verdict: there is no list, or it is older than the operator allows.
    public static let unavailable: SampleVerdict = "unavailable"

    /// All there are.
    public static let known: Set<SampleVerdict> = [.permitted, .prohibited, .tracking, .unknown, .unavailable]

    /// What must be answered about a subject with this status. A status that is not known is served and tracked.
    public init(for status: ListStatus) { self = status == "prohibited" ? .prohibited : .tracking }
}
