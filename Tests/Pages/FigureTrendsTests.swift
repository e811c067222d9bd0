// SPDX-License-Identifier: EUPL-1.2

import Ledger
import PageCheck
import Testing

@testable import Pages

@Suite("Figures against a base year on the page")
struct FigureTrendsTests {
    private let renderer: PageRenderer

    init() throws { renderer = try PageRenderer() }

    private func page(_ figures: JSON, region: String = "", _ language: Language = .dutch) -> PageCheck {
        let view = MonitorView.view(figures, region: region, messages: renderer.messages(in: language))
        let frame = Frame(language: language, title: "monitor-title", place: .monitor)
        return PageCheck(String(decoding: renderer.page("monitor", showing: view, in: frame), as: UTF8.self))
    }

    @Test("numbers that are not told say why, and differences have their sign")
    func told() {
        let page = page(FiguresTextTests.trends)

        #expect(page.faults == [])
        #expect(page.text.contains("Utrecht 20 minder dan 5 afgeschermd"))
        #expect(page.text.contains("+100%"))
        #expect(page.text.contains("Zeeland minder dan 5 minder dan 5 minder dan 5"))
        #expect(page.text.contains("67, tegen 81 in 2025. Verschil: −17,3%"))
        #expect(page.text.contains("2009 (bron: Voorbeeldrapport) 1.000"))
        #expect(page.text.contains("2026 (niet het hele jaar) 70"))
        #expect(page.text.contains("diefstal 70"))
        #expect(self.page(FiguresTextTests.trends, .english).text.contains("67, against 81 in 2025. Change: −17.3%"))
    }

    private func page(_ figures: JSON, _ language: Language) -> PageCheck { page(figures, region: "", language) }

    @Test("the chart has the months of this year up to now, each beside the same month of the base year")
    func chart() {
        let page = page(FiguresTextTests.trends)

        #expect(page.element("compare-table") != nil)
        #expect(page.text.contains("januari: 2026 0, 2025 10"))
        #expect(!page.text.contains("december: 2026"))
        #expect(page.text.contains("Meldingen per maand: Heel Nederland"))
    }

    @Test("of a region the chart has its own months; what is not told has no length but says so")
    func region() {
        let page = page(FiguresTextTests.trends, region: "utrecht")

        #expect(page.text.contains("Meldingen per maand: Utrecht"))
        #expect(page.text.contains("januari: 2026 20, 2025 –"))
        let chosen = page["option"].filter { $0.attributes["selected"] != nil }.compactMap { $0.attributes["value"] }
        #expect(chosen == ["2025", "utrecht"])
    }

    @Test("without figures there is nothing to choose, and without another year nothing to compare with")
    func none() {
        #expect(page([:]).element("trends") == nil && page([:])["select"].isEmpty)
        let alone: JSON = [
            "peildatum": "2026-11-21T10:00:00.000Z", "basisjaar": 2026, "basisjaren": [2026], "ondergrens": 5, "volledig": false,
            "maanden": [["maand": "2026-11", "meldingen": 3]], "jaren": [["jaar": 2026, "heel": false, "meldingen": 3]],
        ]
        let page = page(alone)
        #expect(page.faults == [])
        #expect(page.text.contains("Er is nog geen eerder jaar om mee te vergelijken."))
        #expect(page.text.contains("Nog niet alle meldingen zijn meegeteld."))
        #expect(page["select"].count == 1, "a register without regions offers none")
    }

    @Test(
        "a difference is a percentage with its sign",
        arguments: [
            (0, "0%"), (25, "+2,5%"), (-91, "−9,1%"), (1_000, "+100%"), (-1_000, "−100%"), (Int64.min, "−922337203685477580,7%"),
        ]
            as [(Int64, String)])
    func change(promille: Int64, text: String) {
        #expect(renderer.messages(in: .dutch).change(promille: promille) == text)
    }
}
