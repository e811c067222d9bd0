// SPDX-License-Identifier: EUPL-1.2

/// A length of elapsed time, to the millisecond; it may be negative.
///
/// A span knows no calendar: a day is 24 hours, also when the clocks change. Arithmetic that would overflow stops at the
/// largest value, in either direction. Legal periods are a ``Term``.
public struct Span: Comparable, Hashable, Sendable {
    /// The length in milliseconds.
    public let milliseconds: Int64

    /// A span of so many milliseconds. (`Int64.min` is taken as `-Int64.max`, so that every span has its opposite.)
    public init(milliseconds: Int64) {
        self.milliseconds = max(milliseconds, -Int64.max)
    }

    /// No time at all.
    public static let zero = Span(milliseconds: 0)

    /// So many thousandths of a second.
    public static func milliseconds(_ count: Int) -> Span { Span(milliseconds: Int64(count)) }

    /// So many seconds.
    public static func seconds(_ count: Int) -> Span { .milliseconds(1000) * count }

    /// So many minutes of 60 seconds.
    public static func minutes(_ count: Int) -> Span { .milliseconds(60_000) * count }

    /// So many hours of 60 minutes.
    public static func hours(_ count: Int) -> Span { .milliseconds(3_600_000) * count }

    /// So many days of 24 hours.
    public static func days(_ count: Int) -> Span { .milliseconds(86_400_000) * count }

    /// The same length for the standard library, for sleeping and for time-outs.
    public var duration: Duration { .milliseconds(milliseconds) }

    /// The shorter is the smaller; a negative span is smaller than none.
    public static func < (left: Span, right: Span) -> Bool {
        left.milliseconds < right.milliseconds
    }

    /// Both lengths together.
    public static func + (left: Span, right: Span) -> Span {
        let (sum, overflow) = left.milliseconds.addingReportingOverflow(right.milliseconds)
        return Span(milliseconds: overflow ? (left.milliseconds < 0 ? -Int64.max : Int64.max) : sum)
    }

    /// What is left of `left` without `right`.
    public static func - (left: Span, right: Span) -> Span {
        left + -right
    }

    /// The same length in the other direction.
    public static prefix func - (span: Span) -> Span {
        Span(milliseconds: -span.milliseconds)
    }

    /// The length `factor` times over.
    public static func * (span: Span, factor: Int) -> Span {
        let (product, overflow) = span.milliseconds.multipliedReportingOverflow(by: Int64(factor))
        let negative = (span.milliseconds < 0) != (factor < 0)
        return Span(milliseconds: overflow ? (negative ? -Int64.max : Int64.max) : product)
    }

    static let millisecondsPerMinute: Int64 = 60_000
    static let millisecondsPerHour: Int64 = 3_600_000
    static let millisecondsPerDay: Int64 = 86_400_000
}
