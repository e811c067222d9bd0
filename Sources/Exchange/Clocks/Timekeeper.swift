// SPDX-License-Identifier: EUPL-1.2

/// Where the time comes from.
///
/// Nothing in the exchange reads a clock of its own: registers, deadlines and signatures get the time handed to them, so
/// that a test or a replay sees the same hours pass as the original did.
public protocol Timekeeper: Sendable {
    /// The time now. Two readings need not differ, and a system clock that is set back may answer an earlier one.
    func now() -> Instant
}
