// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Testing

@testable import Pages

@Suite("What the address of the worklist asks for")
struct WorklistFilterTests {
    private let now = Instant(milliseconds: 1_772_442_000_000)

    @Test("without anything it asks for all cases, the earliest term first")
    func bare() {
        let filter = WorklistFilter([:])

        #expect(filter.tab == .all && filter.unread.isEmpty)
        #expect(filter.request(at: now) == "/v1/zaken?volgorde=termijn")
        #expect(filter.address(in: .dutch) == "/nl/zaken?wachtOp=alle")
    }

    @Test("each tab asks for its own", arguments: WorklistFilter.Tab.allCases)
    func tabs(_ tab: WorklistFilter.Tab) {
        let filter = WorklistFilter(["wachtOp": tab.rawValue])
        let path = filter.request(at: now)

        #expect(filter.tab == tab)
        switch tab {
        case .all: #expect(path == "/v1/zaken?volgorde=termijn")
        case .late: #expect(path == "/v1/zaken?termijnVoor=\(now)&volgorde=termijn")
        default: #expect(path == "/v1/zaken?wachtOp=\(tab.rawValue)&volgorde=termijn")
        }
    }

    @Test("days are whole days on Dutch clocks, and the last one counts")
    func days() {
        let filter = WorklistFilter(["van": "2026-07-01", "tot": "2026-07-02", "volgorde": "geopend"])

        #expect(
            filter.request(at: now)
                == "/v1/zaken?geopendVan=2026-06-30T22:00:00.000Z&geopendTot=2026-07-02T22:00:00.000Z&volgorde=geopend")
    }

    @Test("what is late is never what ends later than now, whatever day is asked for")
    func late() {
        let past = WorklistFilter(["wachtOp": "te-laat", "termijn": "2026-01-01"])
        let future = WorklistFilter(["wachtOp": "te-laat", "termijn": "2030-01-01"])
        let all = WorklistFilter(["termijn": "2030-01-01"])

        #expect(past.request(at: now).contains("termijnVoor=2026-01-01T23:00:00.000Z"))
        #expect(future.request(at: now).contains("termijnVoor=\(now)"))
        #expect(all.request(at: now).contains("termijnVoor=2030-01-01T23:00:00.000Z"))
    }

    @Test("its address is read back as the same, and a page of it keeps all of it")
    func roundTrip() {
        let values = [
            "wachtOp": "te-laat", "fase": "in-force", "van": "2026-01-02", "tot": "2026-02-03", "termijn": "2026-03-04",
            "volgorde": "termijn", "blad": "MSBkdWUg-_9",
        ]
        let filter = WorklistFilter(values)
        let address = filter.address(in: .english)
        let pairs = address.split(separator: "?")[1].split(separator: "&").map { $0.split(separator: "=").map(String.init) }

        #expect(address.hasPrefix("/en/cases?"))
        #expect(Dictionary(uniqueKeysWithValues: pairs.map { ($0[0], $0[1]) }) == values)
        #expect(WorklistFilter(values) == filter)
        #expect(filter.at("x").address(in: .english).hasSuffix("&blad=x"))
    }

    @Test("what is no day is named, and what is no phase, order or page is left out")
    func unread() {
        let filter = WorklistFilter([
            "wachtOp": "x", "fase": "x&y", "van": "gisteren", "tot": "2026-02-30", "volgorde": "<b>", "blad": "a&b=c",
        ])

        #expect(filter.unread == ["van", "tot"])
        #expect(filter.request(at: now) == "/v1/zaken?volgorde=termijn")
        #expect(filter.address(in: .dutch) == "/nl/zaken?wachtOp=alle")
    }

    @Test("a tab that says what cases wait for takes no phase besides")
    func phase() {
        #expect(WorklistFilter(["wachtOp": "decide", "fase": "closed"]).phase == nil)
        #expect(WorklistFilter(["wachtOp": "te-laat", "fase": "closed"]).phase == .closed)
    }

    @Test(
        "a term is told in words, in the unit that fits",
        arguments: [
            (0, "nog 1 minuut"), (59, "nog 1 minuut"), (120, "nog 2 minuten"), (3_599, "nog 59 minuten"), (3_600, "nog 1 uur"),
            (172_799, "nog 47 uur"), (172_800, "nog 2 dagen"), (864_000, "nog 10 dagen"), (-1, "1 minuut te laat"),
            (-120, "2 minuten te laat"), (-3_600, "1 uur te laat"), (-10_800, "3 uur te laat"), (-172_800, "2 dagen te laat"),
        ])
    func terms(seconds: Int, text: String) throws {
        let messages = try PageRenderer().messages(in: .dutch)

        #expect(messages.term(now + .seconds(seconds), at: now) == text)
    }

    @Test("the same in English, with its own plurals")
    func english() throws {
        let messages = try PageRenderer().messages(in: .english)

        #expect(messages.term(now + .hours(1), at: now) == "1 hour left")
        #expect(messages.term(now + .days(5), at: now) == "5 days left")
        #expect(messages.term(now - .hours(3), at: now) == "3 hours late")
        #expect(messages.term(now - .minutes(1), at: now) == "1 minute late")
    }
}
