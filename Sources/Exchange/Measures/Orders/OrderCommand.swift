// SPDX-License-Identifier: EUPL-1.2

/// What can be asked about an order under penalty. Orders, objections and decisions to collect are named by their numbers.
public enum OrderCommand: Hashable, Sendable {
    /// Decide on an order, or propose one, given the oldest version that is owed.
    case impose(OutstandingVersion?, reasons: String)
    /// Confirm a proposal as a second person, given the oldest version that is owed.
    case confirm(Int, OutstandingVersion?)
    /// Reject a proposal as a second person, or take it back.
    case reject(Int, reasons: String)
    /// Object as the addressee: to the order, or to a decision to collect.
    case object(Int, collection: Int?, grounds: String, asksSuspension: Bool)
    /// Decide on an objection.
    case decideObjection(Int, objection: Int, isUpheld: Bool, reasons: String)
    /// Suspend the order: until a moment, or until it is resumed.
    case suspend(Int, until: Instant?, reasons: String)
    /// End the suspension.
    case resume(Int, reasons: String)
    /// Withdraw the order. What was forfeited stays due.
    case withdraw(Int, reasons: String)
    /// Decide to collect what was forfeited, or not to.
    case collect(Int, isWaived: Bool, reasons: String)
    /// State that what was collected is paid.
    case pay(Int, collection: Int)
}
