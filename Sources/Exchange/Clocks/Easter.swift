// SPDX-License-Identifier: EUPL-1.2

/// The date of Easter in the Western churches, on which five Dutch holidays hang.
enum Easter {
    /// Easter Sunday of a year (0 … 9999): the Sunday after the first ecclesiastical full moon on or after 21 March, by the
    /// Gregorian tables. Between 22 March and 25 April.
    static func sunday(inYear year: Int) -> CivilDate {
        let golden = year % 19
        let century = year / 100
        // The moon's age on 1 January, corrected for dropped leap days (century) and for the moon's drift (lunar).
        let lunar = (century - (century + 8) / 25 + 1) / 3
        let epact = (19 * golden + century - century / 4 - lunar + 15) % 30
        let yearOfCentury = year % 100
        let toSunday = (32 + 2 * (century % 4) + 2 * (yearOfCentury / 4) - epact - yearOfCentury % 4) % 7
        let lateMoon = (golden + 11 * epact + 22 * toSunday) / 451
        let sum = epact + toSunday - 7 * lateMoon + 114
        return CivilDate(known: year, sum / 31, sum % 31 + 1)
    }
}
