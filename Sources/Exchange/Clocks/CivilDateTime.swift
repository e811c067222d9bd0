// SPDX-License-Identifier: EUPL-1.2

/// A calendar day and a time on it, as a clock on the wall shows them: without a zone, to the millisecond.
public struct CivilDateTime: Comparable, Hashable, Sendable {
    /// The day.
    public let date: CivilDate

    /// Milliseconds of clock time since midnight, 0 … 86 399 999.
    public let millisecondOfDay: Int

    /// This time on that day, or `nil` when no clock shows it: hours go to 23, minutes and seconds to 59, milliseconds to 999.
    public init?(date: CivilDate, hour: Int, minute: Int, second: Int = 0, millisecond: Int = 0) {
        guard 0...23 ~= hour, 0...59 ~= minute, 0...59 ~= second, 0...999 ~= millisecond else { return nil }
        self.init(date: date, known: ((hour * 60 + minute) * 60 + second) * 1000 + millisecond)
    }

    /// 0 … 23.
    public var hour: Int { millisecondOfDay / 3_600_000 }

    /// 0 … 59.
    public var minute: Int { millisecondOfDay / 60_000 % 60 }

    /// 0 … 59.
    public var second: Int { millisecondOfDay / 1000 % 60 }

    /// 0 … 999.
    public var millisecond: Int { millisecondOfDay % 1000 }

    /// The earlier day, or the earlier time on the same day, is the smaller.
    public static func < (left: CivilDateTime, right: CivilDateTime) -> Bool {
        (left.date, left.millisecondOfDay) < (right.date, right.millisecondOfDay)
    }

    /// What a clock would show at these milliseconds since 1970-01-01T00:00 on itself.
    init(clockMilliseconds: Int64) {
        let (day, millisecondOfDay) = clockMilliseconds.quotientAndModulus(by: Span.millisecondsPerDay)
        self.init(date: CivilDate(dayNumber: Int(day)), known: Int(millisecondOfDay))
    }

    /// A time that is known to exist.
    init(date: CivilDate, known millisecondOfDay: Int) {
        self.date = date
        self.millisecondOfDay = millisecondOfDay
    }

    /// Milliseconds since 1970-01-01T00:00 on this same clock.
    var clockMilliseconds: Int64 {
        Int64(date.dayNumber) * Span.millisecondsPerDay + Int64(millisecondOfDay)
    }
}

extension CivilDateTime: CustomStringConvertible {
    /// `2026-11-21T04:08:20.123`, always 23 characters and without an offset.
    public var description: String {
        String(unsafeUninitializedCapacity: 23) { buffer in
            var writer = ClockWriter(buffer)
            writer.write(date)
            writer.write(UInt8(ascii: "T"))
            writer.write(millisecondOfDay: millisecondOfDay)
            return writer.count
        }
    }
}
