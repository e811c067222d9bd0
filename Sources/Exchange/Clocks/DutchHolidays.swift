// SPDX-License-Identifier: EUPL-1.2

/// The public holidays of the Netherlands: the days of the Algemene termijnenwet, art. 3(1), and Good Friday, which art. 3(2)
/// puts on a par with them.
///
/// Easter Sunday and Whit Sunday are Sundays and need no mention there. The days that a royal decree puts on a par for one year
/// (art. 3(3), such as the Friday after Ascension Day) are not holidays here: they serve terms of national law, they are
/// decided a few years at a time, and a term that leaves them out ends sooner, never later. The list is that of the present
/// law, for every year; the sovereign's birthday follows its decrees back to 1980.
public enum DutchHolidays {
    /// The nine holidays of a year (0 … 9999) in order of date; two can share a day, as on 5 May 2016. Outside those years,
    /// none.
    public static func inYear(_ year: Int) -> [Holiday] {
        guard 0...9999 ~= year else { return [] }
        let easter = Easter.sunday(inYear: year)
        let sovereign = sovereignsBirthday(inYear: year)
        let isKing = year >= firstKingsDay
        return [
            Holiday(date: CivilDate(known: year, 1, 1), dutchName: "Nieuwjaarsdag", englishName: "New Year's Day"),
            Holiday(date: easter.adding(days: -2), dutchName: "Goede Vrijdag", englishName: "Good Friday"),
            Holiday(date: easter.adding(days: 1), dutchName: "Tweede paasdag", englishName: "Easter Monday"),
            Holiday(
                date: sovereign,
                dutchName: isKing ? "Koningsdag" : "Koninginnedag",
                englishName: isKing ? "King's Day" : "Queen's Day"
            ),
            Holiday(date: CivilDate(known: year, 5, 5), dutchName: "Bevrijdingsdag", englishName: "Liberation Day"),
            Holiday(date: easter.adding(days: 39), dutchName: "Hemelvaartsdag", englishName: "Ascension Day"),
            Holiday(date: easter.adding(days: 50), dutchName: "Tweede pinksterdag", englishName: "Whit Monday"),
            Holiday(date: CivilDate(known: year, 12, 25), dutchName: "Eerste kerstdag", englishName: "Christmas Day"),
            Holiday(date: CivilDate(known: year, 12, 26), dutchName: "Tweede kerstdag", englishName: "Boxing Day"),
        ].sorted { $0.date < $1.date }
    }

    /// Whether a day is a public holiday, whatever day of the week it falls on. An ordinary Sunday is none.
    public static func isHoliday(_ date: CivilDate) -> Bool {
        switch (date.month, date.day) {
        case (1, 1), (5, 5), (12, 25), (12, 26): true
        case (3...6, _):
            switch date.dayNumber - Easter.sunday(inYear: date.year).dayNumber {
            case -2, 1, 39, 50: true
            default: date.month == 4 && date == sovereignsBirthday(inYear: date.year)
            }
        default: false
        }
    }

    /// Whether a day is a working day: no public holiday, Sunday or Saturday (Regulation 1182/71, art. 2(2)).
    public static func isWorkingDay(_ date: CivilDate) -> Bool {
        date.weekday < 6 && !isHoliday(date)
    }

    /// The first working day on or after a day.
    public static func workingDay(onOrAfter date: CivilDate) -> CivilDate {
        var candidate = date
        while !isWorkingDay(candidate), candidate.dayNumber < CivilDate.lastDayNumber {
            candidate = candidate.adding(days: 1)
        }
        return candidate
    }

    /// 27 April since 2014 (decree of 30 January 2013, Stcrt. 2013, 4075), 30 April before; the Saturday when that is a Sunday.
    private static func sovereignsBirthday(inYear year: Int) -> CivilDate {
        let birthday = CivilDate(known: year, 4, year >= firstKingsDay ? 27 : 30)
        return birthday.weekday == 7 ? birthday.adding(days: -1) : birthday
    }

    private static let firstKingsDay = 2014
}
