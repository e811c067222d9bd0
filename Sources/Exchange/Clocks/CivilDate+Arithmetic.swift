// SPDX-License-Identifier: EUPL-1.2

extension CivilDate {
    /// The number of days since 1970-01-01; negative before that day.
    public var dayNumber: Int {
        // Years are counted from 1 March, so that the leap day comes last and months have a regular length before it.
        let marchYear = month > 2 ? year : year - 1
        let (cycle, yearOfCycle) = marchYear.quotientAndModulus(by: 400)
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfCycle = yearOfCycle * 365 + yearOfCycle / 4 - yearOfCycle / 100 + dayOfYear
        return cycle * Self.daysPerCycle + dayOfCycle - Self.daysBeforeEpoch
    }

    /// The day so many days after 1970-01-01, held within 0000-01-01 … 9999-12-31.
    public init(dayNumber: Int) {
        let held = min(max(dayNumber, Self.firstDayNumber), Self.lastDayNumber)
        let (cycle, dayOfCycle) = (held + Self.daysBeforeEpoch).quotientAndModulus(by: Self.daysPerCycle)
        let yearOfCycle = (dayOfCycle - dayOfCycle / 1460 + dayOfCycle / 36_524 - dayOfCycle / 146_096) / 365
        let dayOfYear = dayOfCycle - (365 * yearOfCycle + yearOfCycle / 4 - yearOfCycle / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        self.init(
            known: cycle * 400 + yearOfCycle + (month <= 2 ? 1 : 0),
            month,
            dayOfYear - (153 * marchMonth + 2) / 5 + 1
        )
    }

    /// The day of the week as ISO 8601 numbers it: 1 is Monday, 7 is Sunday.
    public var weekday: Int {
        (dayNumber + 3).quotientAndModulus(by: 7).modulus + 1
    }

    /// The day so many days later, or earlier when negative.
    public func adding(days: Int) -> CivilDate {
        let enough = Self.lastDayNumber - Self.firstDayNumber
        return CivilDate(dayNumber: dayNumber + min(max(days, -enough), enough))
    }

    /// The same day of the month so many months later, or earlier when negative; the last day of that month where the month
    /// is too short: 31 January and one month is 28 or 29 February.
    public func adding(months: Int) -> CivilDate {
        let enough = 12 * 10_000
        let total = year * 12 + month - 1 + min(max(months, -enough), enough)
        let (newYear, index) = total.quotientAndModulus(by: 12)
        if newYear < 0 { return CivilDate(dayNumber: Self.firstDayNumber) }
        if newYear > 9999 { return CivilDate(dayNumber: Self.lastDayNumber) }
        return CivilDate(known: newYear, index + 1, min(day, Self.daysInMonth(index + 1, ofYear: newYear)))
    }

    /// The same date so many years later, or earlier when negative; 28 February for a 29 February that is not there.
    public func adding(years: Int) -> CivilDate {
        adding(months: 12 * min(max(years, -10_000), 10_000))
    }

    /// Of 0000-01-01.
    static let firstDayNumber = -719_528

    /// Of 9999-12-31.
    static let lastDayNumber = 2_932_896

    /// In 400 years, after which the Gregorian calendar repeats.
    private static let daysPerCycle = 146_097

    /// From 0000-03-01 to 1970-01-01.
    private static let daysBeforeEpoch = 719_468
}
