// SPDX-License-Identifier: EUPL-1.2

/// The day since which a device has its status. The raw values stand in segment files and never change: 1 is 2000-01-01, 0 a day that
/// is not known. No lookup reads it.
public struct ListedDay: RawRepresentable, Hashable, Sendable {
    /// How many days after 1999-12-31; 0 when the day is not known.
    public let rawValue: UInt16

    /// A day by its raw value.
    public init(rawValue: UInt16) { self.rawValue = rawValue }

    /// A day by its number, counted from 1970-01-01, which is 0; `unknown` when it lies before 2000-01-01 or after 2179-06-05.
    public init(number: Int) { rawValue = UInt16(exactly: number - ListedDay.offset) ?? 0 }

    /// A day that is not known.
    public static let unknown = ListedDay(rawValue: 0)

    /// Its number, counted from 1970-01-01, which is 0; nil when it is not known.
    public var number: Int? { rawValue == 0 ? nil : Int(rawValue) + ListedDay.offset }

    /// The number of 1999-12-31.
    private static let offset = 10_956
}
