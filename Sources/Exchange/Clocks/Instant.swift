// SPDX-License-Identifier: EUPL-1.2

/// A point on the UTC time line, to the millisecond.
///
/// Every act, deadline and signature in the exchange carries one. It holds the years 0000 to 9999, which is what RFC 3339
/// can write; arithmetic that would leave that range stops at ``earliest`` or ``latest`` instead of trapping, so that an
/// absurd term in a policy yields an absurd date and never a crash.
public struct Instant: Comparable, Hashable, Sendable {
    /// Milliseconds since 1970-01-01T00:00:00Z, leap seconds not counted (POSIX time); negative before that moment.
    public let milliseconds: Int64

    /// The instant so many milliseconds after 1970-01-01T00:00:00Z, held within ``earliest`` … ``latest``.
    public init(milliseconds: Int64) {
        self.milliseconds = min(max(milliseconds, Self.earliestMilliseconds), Self.latestMilliseconds)
    }

    /// 1970-01-01T00:00:00.000Z.
    public static let epoch = Instant(milliseconds: 0)

    /// 0000-01-01T00:00:00.000Z, the first moment that can be written.
    public static let earliest = Instant(milliseconds: earliestMilliseconds)

    /// 9999-12-31T23:59:59.999Z, the last moment that can be written. Fit to say "never".
    public static let latest = Instant(milliseconds: latestMilliseconds)

    /// The earlier of two instants is the smaller.
    public static func < (left: Instant, right: Instant) -> Bool {
        left.milliseconds < right.milliseconds
    }

    /// The instant `span` of elapsed time later. No calendar is involved: for legal periods see ``Term``.
    public static func + (instant: Instant, span: Span) -> Instant {
        Instant(milliseconds: (Span(milliseconds: instant.milliseconds) + span).milliseconds)
    }

    /// The instant `span` of elapsed time earlier.
    public static func - (instant: Instant, span: Span) -> Instant {
        instant + -span
    }

    /// The time elapsed from `earlier` to `later`; negative when they are the other way round.
    public static func - (later: Instant, earlier: Instant) -> Span {
        Span(milliseconds: later.milliseconds - earlier.milliseconds)
    }

    /// Moves the instant later by `span`.
    public static func += (instant: inout Instant, span: Span) {
        instant = instant + span
    }

    /// Moves the instant earlier by `span`.
    public static func -= (instant: inout Instant, span: Span) {
        instant = instant - span
    }

    private static let earliestMilliseconds = Int64(CivilDate.firstDayNumber) * Span.millisecondsPerDay
    private static let latestMilliseconds = (Int64(CivilDate.lastDayNumber) + 1) * Span.millisecondsPerDay - 1
}
