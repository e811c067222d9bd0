// SPDX-License-Identifier: EUPL-1.2

public import Ledger

/// Somebody's claim within a case.
public struct Report: Hashable, Sendable {
    /// Its number within the case, from 1.
    public let number: Int
    /// Its kind.
    public let kind: ReportKind
    /// How many subjects it names.
    public let subjectCount: Int
    /// On what it stands.
    public let warrant: Warrant
    /// The hash of the secret with which a citizen follows it; nil for a party's report.
    public let secretHash: Digest?
    /// What it says, in the register's own members. May hold personal data.
    public let details: JSON
    /// When it was entered.
    public let at: Instant
    /// Whether it was judged to be false.
    public internal(set) var isFalse = false
}
