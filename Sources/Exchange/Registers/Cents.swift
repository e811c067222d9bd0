// SPDX-License-Identifier: EUPL-1.2

/// An amount of money in euro cents: whole, never negative, so that no sum is ever rounded.
public struct Cents: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// How many cents.
    public let count: Int64

    /// An amount of so many cents; less than nothing is taken as nothing.
    public init(_ count: Int64) { self.count = max(0, count) }

    /// Nothing.
    public static let zero = Cents(0)

    /// So many whole euros.
    public static func euros(_ count: Int64) -> Cents {
        let (cents, overflow) = count.multipliedReportingOverflow(by: 100)
        return Cents(overflow ? (count < 0 ? 0 : .max) : cents)
    }

    /// The smaller amount is the lesser.
    public static func < (left: Cents, right: Cents) -> Bool { left.count < right.count }

    /// Both together; it stops at the largest amount.
    public static func + (left: Cents, right: Cents) -> Cents {
        let (sum, overflow) = left.count.addingReportingOverflow(right.count)
        return Cents(overflow ? .max : sum)
    }

    /// What is left of `left` without `right`; it stops at nothing.
    public static func - (left: Cents, right: Cents) -> Cents { Cents(left.count - right.count) }

    /// Adds an amount.
    public static func += (left: inout Cents, right: Cents) { left = left + right }

    /// Euros and cents with a point between, for logs: `1250.00`.
    public var description: String {
        let cents = count % 100
        return "\(count / 100).\(cents < 10 ? "0" : "")\(cents)"
    }
}
