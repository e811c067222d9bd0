// SPDX-License-Identifier: EUPL-1.2

import Devices
import Exchange
import Ledger
import Testing

@Suite("How reports of stolen devices are counted")
struct DevicesFiguresTests {
    private let rule = Devices.standard.figures

    @Test("there are the twelve provinces and abroad, each with a name in both languages")
    func regions() {
        #expect(rule.regions.count == 13)
        #expect(Set(rule.regions.map(\.code)).count == 13)
        #expect(rule.regions.last?.code == "abroad")
        #expect(rule.regions.allSatisfy { !$0.title.dutch.isEmpty && !$0.title.english.isEmpty })
        for region in rule.regions {
            #expect(rule.region(region.title.dutch) == region.code && rule.region(region.title.english) == region.code)
        }
    }

    @Test(
        "a province is known as people write it",
        arguments: [
            ("noord holland", "noord-holland"), ("ZUID-HOLLAND", "zuid-holland"), ("Friesland", "fryslan"), ("Fryslan", "fryslan"),
            ("Brabant", "noord-brabant"), (" utrecht ", "utrecht"), ("provincie Utrecht", "utrecht"), ("Buitenland", "abroad"),
            ("Amsterdam", "other"), ("Holland", "other"),
        ])
    func spellings(text: String, code: String) {
        #expect(rule.region(text) == RegionCode(rawValue: code))
    }

    @Test("the region is what a report says in regio, and every kind of report is counted apart")
    func counted() {
        #expect(rule.origin(.theft, ["regio": "Drenthe"]) == FigureOrigin(kind: .theft, region: "drenthe"))
        #expect(Set(rule.kinds) == Set(Devices.standard.reports.keys))
        #expect(rule.fewest == 5)
    }

    @Test("a name that a page offers is one that a report may say")
    func accepted() {
        for region in rule.regions {
            let faults = Devices().faults(
                in: ["datum": "2026-01-15", "regio": .string(region.title.dutch)], of: .theft,
                at: Instant(milliseconds: 1_790_000_000_000))
            #expect(faults.isEmpty)
        }
    }

    @Test("no earlier year is told that nobody published")
    func published() { #expect(rule.published.isEmpty) }
}
