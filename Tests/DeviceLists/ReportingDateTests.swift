// SPDX-License-Identifier: EUPL-1.2

import Testing

@testable import DeviceLists

@Suite("A reporting date")
struct ReportingDateTests {
    /// The regular expression of `StolenListSchema.csvs`, written out: its three alternatives.
    private func dirbsAdmits(year: Int, month: Int, day: Int) -> Bool {
        guard (2000...2099).contains(year) else { return false }
        let is31 = day == 31 && [1, 3, 5, 7, 8, 10, 12].contains(month)
        let is29or30 = (day == 29 || day == 30) && (month == 1 || (3...12).contains(month))
        let isUpTo28 = (1...28).contains(day) && (1...12).contains(month)
        let tens = year / 10 % 10
        let isLeap = tens.isMultiple(of: 2) ? [0, 4, 8].contains(year % 10) : [2, 6].contains(year % 10)
        return is31 || is29or30 || isUpTo28 || (isLeap && month == 2 && day == 29)
    }

    @Test("admits exactly the days that the DIRBS schema admits")
    func agreesWithTheSchema() {
        var admitted = 0
        for year in 1999...2100 {
            for month in 0...13 {
                for day in 0...32 {
                    let isDay = ReportingDate(year: year, month: month, day: day) != nil
                    #expect(isDay == dirbsAdmits(year: year, month: month, day: day), "\(year)-\(month)-\(day)")
                    if isDay { admitted += 1 }
                }
            }
        }
        #expect(admitted == 36_525)
    }

    @Test("is read from eight digits and nothing else", arguments: ["2024022", "202402290", "2024022a", "2024-2-9", "", "２０"])
    func refusesOtherTexts(text: String) {
        #expect(ReportingDate(digits: Array(text.utf8)) == nil)
    }

    @Test("gives its parts and its text back")
    func parts() throws {
        let date = try #require(ReportingDate(digits: Array("20240229".utf8)))

        #expect(date.year == 2024)
        #expect(date.month == 2)
        #expect(date.day == 29)
        #expect(date.value == 20_240_229)
        #expect(date.description == "20240229")
        #expect(ReportingDate(value: 20_230_229) == nil)
        #expect(ReportingDate(value: -20_240_229) == nil)
    }

    @Test("goes to a day number and back, day after day")
    func ordinals() throws {
        var previous: ReportingDate?
        for ordinal in 0..<36_525 {
            let date = ReportingDate(ordinal: ordinal)
            #expect(date.ordinal == ordinal)
            #expect(ReportingDate(year: date.year, month: date.month, day: date.day) == date)
            if let previous { #expect(previous < date) }
            previous = date
        }
        #expect(previous == .last)
        #expect(ReportingDate(ordinal: 0) == .first)
    }

    @Test("made from a day number out of range is held within the range")
    func clamps() {
        #expect(ReportingDate(ordinal: -1) == .first)
        #expect(ReportingDate(ordinal: .max) == .last)
    }
}
