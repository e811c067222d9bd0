// SPDX-License-Identifier: EUPL-1.2

import Exchange
import HTTPTypes
import Ledger
import PageCheck
import Pages
import Testing

@testable import Hub

@Suite("Pages for everybody")
struct PublicPagesTests {
    @Test("every page is there in both languages, well formed, and with the headers that keep it from harm")
    func pages() async throws {
        try await TrialHub.run { hub in
            for language in Language.allCases {
                for place in [Place.home, .report, .follow, .check, .monitor, .about] {
                    let page = try await TrialBrowser(hub).get(place.path(in: language))
                    #expect(page.answer.status == 200)
                    #expect(page.check.faults == [], "\(page.path)")
                    #expect(page.check["html"].first?.attributes["lang"] == language.rawValue)
                    let fields = page.answer.fields
                    #expect(fields[.contentType] == "text/html; charset=utf-8")
                    #expect(fields[.contentSecurityPolicy]?.contains("default-src 'none'") == true)
                    #expect(fields[.contentSecurityPolicy]?.contains("unsafe") == false)
                    #expect(fields[.cacheControl] == "no-store")
                    #expect(fields[.xContentTypeOptions] == "nosniff")
                    #expect(fields[.referrerPolicy] == "no-referrer")
                    #expect(fields[.contentLanguage] == language.rawValue)
                }
            }
        }
    }

    @Test("the root leads to the language of the browser")
    func root() async throws {
        try await TrialHub.run { hub in
            let english = try await hub.call(.get, "/", fields: [.acceptLanguage: "en-GB,en;q=0.9"])
            #expect(english.status == 303 && english.fields[.location] == "/en")
            #expect(english.fields[.vary] == "Accept-Language")
            #expect(try await hub.get("/").fields[.location] == "/nl")
        }
    }

    @Test("what pages refer to is there, and may be kept for ever")
    func assets() async throws {
        try await TrialHub.run { hub in
            for asset in Asset.all {
                let answer = try await hub.get(asset.path)
                #expect(answer.status == 200 && answer.bytes == asset.bytes)
                #expect(answer.fields[.cacheControl]?.contains("immutable") == true)
                #expect(answer.fields[.contentType] == asset.mediaType)
            }
        }
    }

    @Test("a page that does not exist says so, as a page in the language of its path")
    func missing() async throws {
        try await TrialHub.run { hub in
            let page = try await TrialBrowser(hub).get("/en/nothing/here")
            #expect(page.answer.status == 404 && page.check.faults == [])
            #expect(page.check.text.contains("This page does not exist"))
            // The API goes on answering as an API.
            #expect(try await hub.get("/v1/nothing").fields[.contentType] == "application/problem+json")
        }
    }

    @Test("every link on the pages leads to a page", arguments: Language.allCases)
    func links(language: Language) async throws {
        try await TrialHub.run { hub in
            for place in [Place.home, .report, .check, .monitor, .about] {
                let browser = TrialBrowser(hub)
                let page = try await browser.get(place.path(in: language))
                for href in Set(page.check["a"].compactMap { $0.attributes["href"] }) where href.hasPrefix("/") {
                    let parts = href.split(separator: "#", maxSplits: 1).map(String.init)
                    let other = try await browser.get(parts[0])
                    #expect(other.answer.status == 200, "\(href)")
                    guard parts.count == 2 else { continue }
                    #expect(other.check.element(parts[1]) != nil, "\(href)")
                }
            }
        }
    }

    @Test("the monitor shows how fast each provider blocks, and its figures can be had as CSV and JSON")
    func monitor() async throws {
        try await TrialHub.run { hub in
            let edge = try TrialEdge(of: Cast.telecom)
            try await edge.register(at: hub)
            let reported = try await hub.blocked(1)
            hub.clock.advance(by: .seconds(2))
            try await edge.comply(with: 1, at: hub)
            let page = try await TrialBrowser(hub).get("/nl/monitor")
            #expect(page.check.faults == [])
            #expect(page.check.text.contains("Voorbeeld Telecom: Mediaan 2 s"))
            #expect(page.check.text.contains("maart 2026"))
            let json = try await hub.get("/nl/monitor/json")
            #expect(json.fields[.contentDisposition]?.contains("schakel-monitor.json") == true)
            #expect(json.json["maanden"]?[0] == ["maand": "2026-03", "meldingen": 1, "blokkades": 1, "opheffingen": 0])
            #expect(json.json["vermeld"] == 1)
            let csv = try await hub.get("/en/monitor/csv")
            #expect(csv.text.contains("tijd tot blokkade,Voorbeeld Telecom,p50,2000,milliseconden,,\r\n"))
            // Nothing of the report, the device or the edge is in it.
            for text in [page.answer.text, json.text, csv.text] {
                #expect(!text.contains(TrialHub.subject(1)) && !text.contains(reported.caseID) && !text.contains("rand-1"))
            }
        }
    }

    @Test("the monitor counts what was entered since, and each entry once")
    func counted() async throws {
        try await TrialHub.run { hub in
            _ = try await hub.report(1)
            let first = try await hub.get("/v1/monitor")
            #expect(first.json["maanden"]?[0]?["meldingen"] == 1)
            _ = try await hub.report(2)
            #expect(try await hub.get("/v1/monitor").json == first.json, "it is told again for ten seconds")
            hub.clock.advance(by: .seconds(11))
            #expect(try await hub.get("/v1/monitor").json["maanden"]?[0]?["meldingen"] == 2)
            hub.clock.advance(by: .days(40))
            _ = try await hub.report(3)
            let months = try await hub.get("/v1/monitor").json["maanden"]?.array ?? []
            #expect(months.map { $0["maand"] } == ["2026-03", "2026-04"])
        }
    }
}
