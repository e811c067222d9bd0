// SPDX-License-Identifier: EUPL-1.2

import Devices
import Exchange
import Ledger
import PageCheck
import Pages
import Testing

@testable import Hub

@Suite("Figures per region and kind, against a base year")
struct MonitorFiguresTests {
    /// A hub that began in January 2025 and is in April 2026 now.
    private func run(_ body: (TrialHub) async throws -> Void) async throws {
        let clock = ManualTimekeeper(at: try #require(Instant(rfc3339: "2025-01-10T10:00:00Z")))
        try await TrialHub.run(at: clock) { hub in
            func go(to day: String) throws {
                let then = try #require(Instant(rfc3339: day + "T10:00:00Z"))
                clock.advance(by: then - clock.now())
            }
            try await hub.reportMany(10, in: "Utrecht", from: 1_000)
            try await hub.reportMany(20, in: "Gelderland", from: 1_100)
            try await hub.reportMany(12, from: 1_200)
            try go(to: "2025-02-10")
            try await hub.reportMany(2, in: "Utrecht", from: 1_300)
            try await hub.reportMany(30, in: "Gelderland", kind: .loss, from: 1_400)
            try await hub.reportMany(7, from: 1_500)
            try go(to: "2026-01-10")
            try await hub.reportMany(8, in: "Utrecht", from: 2_000)
            try await hub.reportMany(10, in: "Gelderland", from: 2_100)
            try go(to: "2026-02-10")
            try await hub.reportMany(9, in: "Utrecht", from: 2_200)
            try await hub.reportMany(40, in: "Gelderland", from: 2_300)
            try go(to: "2026-04-10")
            try await hub.reportMany(3, in: "Zeeland", from: 2_400)
            try await body(hub)
        }
    }

    private func row(_ figures: JSON, _ region: String, _ period: String) throws -> JSON {
        try #require(figures["regios"]?.array?.first { $0["regio"]?.string == region && $0["periode"]?.string == period })
    }

    @Test("this year is compared with the first whole year, over the months that are over")
    func compared() async throws {
        try await run { hub in
            let figures = try await hub.get("/v1/monitor").json

            #expect(figures["basisjaar"] == 2025 && figures["basisjaren"] == [2025, 2026])
            #expect(figures["jaren"]?.array?.map { $0["meldingen"] } == [81, 70])
            #expect(figures["jaren"]?.array?.map { $0["heel"] } == [true, false])
            let comparison = try #require(figures["vergelijking"])
            #expect(comparison["vanMaand"] == 1 && comparison["totEnMetMaand"] == 3)
            #expect(comparison["nu"]?["meldingen"] == 67 && comparison["toen"]?["meldingen"] == 81)
            #expect(comparison["verschil"]?["meldingen"] == -173)
            #expect(comparison["verschil"]?["blokkades"] == .null, "there were none to compare with")
        }
    }

    @Test("another base year can be chosen; one without figures is refused, and so is what is no year")
    func chosen() async throws {
        try await run { hub in
            let figures = try await hub.get("/v1/monitor?basisjaar=2026").json
            #expect(figures["basisjaar"] == 2026 && figures["vergelijking"] == nil)
            #expect(Set((figures["regios"]?.array ?? []).compactMap { $0["periode"]?.string?.prefix(4) }) == ["2026"])

            let refused = try await hub.get("/v1/monitor?basisjaar=2009")
            #expect(refused.status == 404 && refused.faultFields == ["basisjaar"])
            #expect(refused.faultReasons.first?.contains("2025, 2026") == true)
            for text in ["x", "20260", "-1", ""] {
                #expect(try await hub.get("/v1/monitor?basisjaar=\(text)").status == 400, "\(text)")
            }
            #expect(try await hub.get("/v1/monitor").json["basisjaar"] == 2025, "an answer is kept by its base year")
        }
    }

    @Test("kinds are told of the whole country, by month and year")
    func kinds() async throws {
        try await run { hub in
            let kinds = try await hub.get("/v1/monitor").json["soorten"]?.array ?? []
            func amount(_ kind: String, _ period: String) -> JSON? {
                kinds.first { $0["soort"]?.string == kind && $0["periode"]?.string == period }?["meldingen"]
            }
            #expect(amount("loss", "2025-02") == 30 && amount("theft", "2025-02") == 9 && amount("loss", "2025-01") == 0)
            #expect(amount("theft", "2026") == 70 && amount("theft", "2026-04") == 3 && amount("theft", "2026-05") == nil)
            #expect(amount("loss", "2025") == 30 && amount("recovery", "2025") == 0)
        }
    }

    @Test("a number below five is told of no region, in whatever form the figures are asked for")
    func kept() async throws {
        try await run { hub in
            let figures = try await hub.get("/v1/monitor").json
            let told = (figures["regios"]?.array ?? []).flatMap { row in
                ["meldingen", "blokkades", "opheffingen"].compactMap { row[$0]?.integer }
            }
            #expect(told.count > 10 && told.allSatisfy { $0 >= 5 })
            let small = try row(figures, "utrecht", "2025-02")
            #expect(small["meldingen"] == .null && small["onderOndergrens"]?.array?.contains("meldingen") == true)
            // With the only other month in which there was somebody it could be worked out.
            let beside = try row(figures, "utrecht", "2025-01")
            #expect(beside["meldingen"] == .null && beside["afgeschermd"]?.array?.contains("meldingen") == true)
            #expect(try row(figures, "gelderland", "2025-01")["meldingen"] == 20)
            #expect(try row(figures, "gelderland", "2026")["meldingen"] == 50)
            #expect(try row(figures, "zeeland", "2026")["meldingen"] == .null)
            let page = try await TrialBrowser(hub).get("/nl/monitor")
            #expect(page.check.text.contains("minder dan 5"))
            let csv = try await hub.get("/nl/monitor/csv").text
            #expect(csv.contains("per regio,utrecht,meldingen,,aantal,2025-02,minder dan 5\r\n"))
            #expect(csv.contains("per regio,utrecht,meldingen,,aantal,2025-01,afgeschermd\r\n"))
            let download = try await hub.get("/nl/monitor/json").json
            #expect(download["regios"] == figures["regios"])
        }
    }

    @Test("a small number is not what a month has left over, nor what a region has")
    func notLeftOver() async throws {
        try await run { hub in
            let figures = try await hub.get("/v1/monitor").json
            let rows = (figures["regios"]?.array ?? []).filter { $0["periode"]?.string?.hasPrefix("2025") == true }
            for (code, period) in [("utrecht", "2025-02")] {
                let ofMonth = rows.filter {
                    $0["periode"]?.string == period && $0["meldingen"] == .null && $0["regio"]?.string != code
                }
                let ofRegion = rows.filter {
                    $0["regio"]?.string == code && $0["meldingen"] == .null && $0["periode"]?.string != period
                }
                #expect(!ofMonth.isEmpty && !ofRegion.isEmpty)
            }
            // Of February 2025 only Utrecht had few and somebody; regions with nobody hide nothing, so a larger one is kept back
            // with it.
            let other = try row(figures, "other", "2025-02")
            let gelderland = try row(figures, "gelderland", "2025-02")
            #expect(other["meldingen"] == .null || gelderland["meldingen"] == .null || rows.contains { $0["afgeschermd"] != [] })
            // The same year is told in the same way whatever it is compared with.
            let alone = try await hub.get("/v1/monitor?basisjaar=2026").json["regios"]?.array ?? []
            let beside = (figures["regios"]?.array ?? []).filter { $0["periode"]?.string?.hasPrefix("2026") == true }
            #expect(alone == beside)
        }
    }

    @Test("regions are compared by what is told of them only")
    func comparedRegions() async throws {
        try await run { hub in
            let regions = try await hub.get("/v1/monitor").json["vergelijking"]?["regios"]?.array ?? []
            #expect(regions.count == 14 && regions.last?["regio"] == "other")
            for region in regions {
                let isTold = region["nu"]?["meldingen"] != .null && region["toen"]?["meldingen"] != .null
                #expect(isTold || region["verschil"]?["meldingen"] == .null)
            }
            let utrecht = try #require(regions.first { $0["regio"] == "utrecht" })
            #expect(utrecht["toen"]?["meldingen"] == .null, "one of its months was too small")
        }
    }

    @Test("the answer is as its document says, with figures and without")
    func shape() async throws {
        try await run { hub in
            let shape = try #require(hub.core.endpoints.first { $0.id == "toonMonitor" }?.answer.schema)
            #expect(try await shape.faults(in: hub.get("/v1/monitor").json) == [])
            #expect(try await shape.faults(in: hub.get("/v1/monitor?basisjaar=2026").json) == [])
        }
        try await TrialHub.run { hub in
            let shape = try #require(hub.core.endpoints.first { $0.id == "toonMonitor" }?.answer.schema)
            let figures = try await hub.get("/v1/monitor").json
            #expect(shape.faults(in: figures) == [])
            #expect(figures["basisjaar"] == nil && figures["regios"] == [] && figures["volledig"] == true)
            #expect(try await hub.get("/v1/monitor?basisjaar=2026").status == 404)
        }
    }

    @Test("a year that was published before the register was there can be the base year, with its source")
    func published() throws {
        let plain = Devices.standard
        let year = PublishedYear(year: 2009, reports: 1_000, source: Bilingual("Voorbeeldrapport", "Example report"))
        let rule = FigureRule(kinds: plain.figures.kinds, published: [year])
        let january = try #require(CalendarMonth("2024-01"))
        let cell = FigureCell(month: january, entry: .report, kind: .theft, region: .other)
        let book = FigureBook([cell: 909], rule: rule, now: try #require(CalendarMonth("2026-02")))

        let told = JSON.object(JSONObject(try FigurePublication(book, against: 2009, of: plain).members))

        #expect(told["basisjaren"] == [2009, 2024, 2025, 2026] && told["vergelijking"] == nil)
        let years = told["jaren"]?.array ?? []
        #expect(years.first?["bron"] == ["nl": "Voorbeeldrapport", "en": "Example report"])
        #expect(years.first?["meldingen"] == 1_000 && years.first?["blokkades"] == .null)
        #expect(years.map { $0["verschil"]?["meldingen"] } == [.null, -91, -1_000, .null])
        #expect(told["regios"] == [] && told["soorten"]?.array?.isEmpty == false)
    }

    private static func links(in page: PageCheck) -> [String] { page["a"].compactMap { $0.attributes["href"] } }

    @Test("on the page one chooses base year and region without a script, and the choice goes along")
    func page() async throws {
        try await run { hub in
            let browser = TrialBrowser(hub)
            let page = try await browser.get("/nl/monitor?basisjaar=2025&regio=utrecht")

            #expect(page.check.faults == [])
            #expect(page.check["select"].compactMap { $0.attributes["name"] } == ["basisjaar", "regio"])
            let chosen = page.check["option"].filter { $0.attributes["selected"] != nil }.compactMap { $0.attributes["value"] }
            #expect(chosen == ["2025", "utrecht"])
            #expect(page.check["form"].contains { $0.attributes["method"] == "get" && $0.attributes["action"] == "/nl/monitor" })
            #expect(page.check.text.contains("Meldingen per maand: Utrecht"))
            #expect(page.check.text.contains("januari: 2026 8, 2025 afgeschermd"))
            #expect(page.check.text.contains("67, tegen 81 in 2025. Verschil: −17,3%"))
            let links = MonitorFiguresTests.links(in: page.check)
            #expect(links.contains("/nl/monitor/csv?basisjaar=2025") && links.contains("/nl/monitor/json?basisjaar=2025"))
            #expect(links.contains("/en/monitor?basisjaar=2025&regio=utrecht"), "the other language shows the same")
            #expect(page.check.element("trends")?.attributes["data-live"] == "/live")
        }
    }

    @Test(
        "a base year or region that there is not gives the usual page",
        arguments: ["basisjaar=2009", "basisjaar=x&regio=%22%3E", "regio=mars"])
    func unknown(query: String) async throws {
        try await run { hub in
            let page = try await TrialBrowser(hub).get("/en/monitor?" + query)

            #expect(page.answer.status == 200 && page.check.faults == [])
            let chosen = page.check["option"].filter { $0.attributes["selected"] != nil }.compactMap { $0.attributes["value"] }
            #expect(chosen == ["2025", ""])
            #expect(page.check.text.contains("Reports per month: The whole of the Netherlands"))
        }
    }

    @Test("the form of a report offers the provinces, none of them needed, and what is chosen is counted there")
    func reported() async throws {
        try await TrialHub.run { hub in
            let browser = TrialBrowser(hub)
            let form = try await browser.get("/en/report")
            let values = form.check["option"].compactMap { $0.attributes["value"] }
            let regions = [""] + Devices.standard.figures.regions.map(\.title.dutch)
            #expect(Array(values.prefix(regions.count)) == regions)
            #expect(form.check.text.contains("North Holland"))

            let wrong = try await browser.send(
                form, ["soort": "theft", "imei": "1", "datum": "2026-03-01", "regio": "Noord-Holland"])
            #expect(wrong.answer.status == 400 && wrong.check.faults == [])
            #expect(wrong.check["option"].first { $0.attributes["selected"] != nil }?.attributes["value"] == "Noord-Holland")
            let sent = try await browser.send(
                wrong, ["soort": "theft", "imei": TrialHub.imei(1), "datum": "2026-03-01", "regio": "Noord-Holland"])
            #expect(sent.path == "/en/report/received", "\(sent.check.text)")
            let without = try await TrialBrowser(hub).get("/nl/melden")
            let second = try await TrialBrowser(hub).get("/nl/melden")
            #expect(without.check["select"].first?.attributes["required"] == nil && second.check.faults == [])

            #expect(try await hub.counted().figures == [TrialHub.cell("2026-03", .report, .theft, "noord-holland"): 1])
        }
    }

    @Test("how reports are counted stands among the rules, and on their page")
    func rules() async throws {
        try await TrialHub.run { hub in
            let rules = try #require(try await hub.get("/v1/beleid").json["registers"]?[0]?["cijfers"])
            #expect(rules["ondergrens"] == 5 && rules["gegeven"] == "regio")
            #expect(rules["regios"]?.array?.count == 13 && rules["soorten"]?.array?.count == 4)
            let page = try await TrialBrowser(hub).get(Place.rules.path(in: .dutch))
            #expect(page.check.faults == [] && page.check.text.contains("Openbare cijfers"))
            #expect(page.check.text.contains("Noord-Brabant"))
        }
    }
}
