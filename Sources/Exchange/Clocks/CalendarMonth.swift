// SPDX-License-Identifier: EUPL-1.2

/// A month of the calendar on Dutch clocks: that in which something is counted.
public struct CalendarMonth: Comparable, Hashable, Sendable {
    /// 0 … 9999.
    public let year: Int

    /// 1 … 12.
    public let month: Int

    /// A month of a year, or `nil` when there is none.
    public init?(year: Int, month: Int) {
        guard 0...9999 ~= year, 1...12 ~= month else { return nil }
        (self.year, self.month) = (year, month)
    }

    /// The month that it is in the Netherlands at an instant.
    public init(of instant: Instant) {
        let date = DutchTime.date(of: instant)
        (year, month) = (date.year, date.month)
    }

    /// Reads `2026-11`: exactly seven characters; otherwise `nil`.
    public init?(_ text: some StringProtocol) {
        guard text.utf8.count == 7, let date = CivilDate(String(text) + "-01") else { return nil }
        (year, month) = (date.year, date.month)
    }

    /// The earlier of two months is the smaller.
    public static func < (left: CalendarMonth, right: CalendarMonth) -> Bool {
        (left.year, left.month) < (right.year, right.month)
    }
}

extension CalendarMonth: CustomStringConvertible {
    /// `2026-11`, always seven characters.
    public var description: String { String(CivilDate(known: year, month, 1).description.prefix(7)) }
}
