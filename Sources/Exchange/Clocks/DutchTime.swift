// SPDX-License-Identifier: EUPL-1.2

/// The time on the clocks of the Netherlands (Europe/Amsterdam): UTC+1, and UTC+2 in summer.
///
/// Summer time is that of Directive 2000/84/EC, arts. 2 and 3: from 01:00 UTC on the last Sunday of March to 01:00 UTC on
/// the last Sunday of October. The rule is applied to every year; it has held since 1996 and will be changed here when the law
/// changes. It is computed rather than read from the machine's zone files, so that a deadline comes out the same on every
/// machine and in every year in which somebody checks it.
public enum DutchTime {
    /// What Dutch clocks show at an instant.
    public static func civil(of instant: Instant) -> CivilDateTime {
        CivilDateTime(clockMilliseconds: instant.milliseconds + offset(at: instant).milliseconds)
    }

    /// The day that it is in the Netherlands at an instant.
    public static func date(of instant: Instant) -> CivilDate {
        civil(of: instant).date
    }

    /// How far Dutch clocks are ahead of UTC at an instant: one hour, or two in summer.
    public static func offset(at instant: Instant) -> Span {
        let day = instant.milliseconds.quotientAndModulus(by: Span.millisecondsPerDay).quotient
        let year = CivilDate(dayNumber: Int(day)).year
        return summerTime(inYear: year).contains(instant) ? .hours(2) : .hours(1)
    }

    /// The instant at which Dutch clocks show a day and time.
    ///
    /// Of a time that comes twice, when the clocks go back, it is the first. A time that is skipped, when they go forward, is
    /// read as if they had not yet gone: 02:30 on that night is the instant at which they show 03:30.
    public static func instant(of civil: CivilDateTime) -> Instant {
        let onClock = civil.clockMilliseconds
        let inSummer = Instant(milliseconds: onClock - Span.hours(2).milliseconds)
        if offset(at: inSummer) == .hours(2) { return inSummer }
        return Instant(milliseconds: onClock - Span.hours(1).milliseconds)
    }

    /// Midnight at which a day begins in the Netherlands.
    public static func startOfDay(_ date: CivilDate) -> Instant {
        instant(of: CivilDateTime(date: date, known: 0))
    }

    /// The last millisecond of a day in the Netherlands, 23:59:59.999: the start of the next day less one millisecond.
    public static func endOfDay(_ date: CivilDate) -> Instant {
        instant(of: CivilDateTime(date: date, known: Int(Span.millisecondsPerDay) - 1))
    }

    private static func summerTime(inYear year: Int) -> Range<Instant> {
        changeOfClocks(inYear: year, month: 3)..<changeOfClocks(inYear: year, month: 10)
    }

    /// 01:00 UTC on the last Sunday of March or October, months that both end on the 31st.
    private static func changeOfClocks(inYear year: Int, month: Int) -> Instant {
        let last = CivilDate(known: year, month, 31)
        let sunday = last.dayNumber - last.weekday % 7
        return Instant(milliseconds: Int64(sunday) * Span.millisecondsPerDay + Span.millisecondsPerHour)
    }
}
