// SPDX-License-Identifier: EUPL-1.2

import Devices
import Exchange
import HTTPTypes
import Ledger
import PageCheck
import Pages
import Testing

@testable import Hub

@Suite("Reporting and following on pages")
struct ReportPagesTests {
    private static let theft = [
        "soort": "theft", "imei": TrialHub.imei(7), "datum": "2026-03-01", "merk": "Voorbeeld",
        "omschrijving": "In de trein.\nWeg.",
    ]

    /// Reports by the form; the answer is the page with number and secret.
    private static func report(_ browser: TrialBrowser, _ values: [String: String] = theft) async throws -> TrialBrowser.Shown {
        let form = try await browser.get("/nl/melden")
        let page = try await browser.send(form, values)
        try #require(page.path == "/nl/melden/ontvangen", "\(page.check.text)")
        return page
    }

    /// A value in the list of facts on a page.
    private static func fact(_ name: String, _ page: TrialBrowser.Shown) throws -> String {
        let text = page.answer.text
        let start = try #require(text.firstRange(of: "<dt>\(name)</dt><dd>"))
        let end = try #require(text[start.upperBound...].firstRange(of: "</dd>"))
        return String(text[start.upperBound..<end.lowerBound])
    }

    @Test("report, follow, tell that it is back, all by forms")
    func story() async throws {
        try await TrialHub.run { hub in
            let browser = TrialBrowser(hub)
            let answer = try await ReportPagesTests.report(browser)
            #expect(answer.check.faults == [])
            let number = try ReportPagesTests.fact("Nummer van de melding", answer)
            let secret = try ReportPagesTests.fact("Geheim", answer)
            #expect(answer.check.text.contains("Laat uw simkaart blokkeren"))

            // Another browser follows it with number and secret.
            let other = TrialBrowser(hub)
            let follow = try await other.get("/en/follow")
            let status = try await other.send(follow, ["melding": number, "geheim": secret])
            #expect(status.path == "/en/follow/status" && status.check.faults == [])
            #expect(status.check.text.contains("The police have yet to decide"))
            // It does not show the secret again: only who made the report just now sees it.
            #expect(try await other.get("/en/follow/status").path == "/en/follow/status")
            #expect(try await other.get("/en/report/received").path == "/en/follow/status")

            let caseID = String(number.dropLast(2))
            try await hub.block(caseID)
            let blocked = try await other.get("/en/follow/status")
            #expect(blocked.check.text.contains("Block Taken on 2 March 2026"))
            #expect(blocked.check.text.contains("Voorbeeld Telecom not yet not yet not yet"))

            let form = try await other.get("/en/follow/objection")
            let objected = try await other.send(form, ["gronden": "It is mine."])
            #expect(objected.path == "/en/follow/status" && objected.check.text.contains("Your objection was received"))
            #expect(try await !other.get("/en/follow/status").check.text.contains("Your objection was received"), "it is said once")

            let back = try await browser.get("/nl/volgen/terug")
            let told = try await browser.send(back, ["reden": "back", "omschrijving": "Lag in de kast."])
            #expect(told.path == "/nl/volgen/stand" && told.check.text.contains("Doorgegeven."))
            let kinds = try await hub.kinds(after: 0)
            #expect(kinds.filter { $0 == "report" }.count == 2 && kinds.contains("objection"))
        }
    }

    @Test("everything that is wrong in a report is said at once, each at its field, and nothing is entered")
    func faults() async throws {
        try await TrialHub.run { hub in
            let browser = TrialBrowser(hub)
            let before = hub.size()
            let page = try await browser.send(
                try await browser.get("/nl/melden"),
                [
                    "imei": "356868000041419", "imei2": "12", "datum": "2027-01-01", "telefoonnummer": "x",
                    "merk": String(repeating: "m", count: 61), "omschrijving": "<b>\"hallo\"</b>",
                ])
            #expect(page.answer.status == 400 && page.check.faults == [])
            let links = page.check["a"].compactMap { $0.attributes["href"] }.filter { $0.hasPrefix("#") && $0 != "#main" }
            #expect(links == ["#soort", "#imei", "#imei2", "#merk", "#datum", "#telefoonnummer"])
            #expect(page.check.element("imei")?.attributes["aria-invalid"] == "true")
            #expect(page.check.text.contains("het laatste cijfer past niet bij de andere"))
            #expect(page.value("imei") == "356868000041419", "what was typed stays")
            #expect(hub.size() == before)
        }
    }

    @Test("a form that is empty says what is needed")
    func empty() async throws {
        try await TrialHub.run { hub in
            let browser = TrialBrowser(hub)
            let page = try await browser.send(try await browser.get("/en/report"), [:])
            let links = page.check["a"].compactMap { $0.attributes["href"] }.filter { $0.hasPrefix("#") && $0 != "#main" }
            #expect(links == ["#soort", "#imei", "#datum"])
            #expect(page.check.text.contains("Error: Report a stolen or lost device"))
        }
    }

    @Test("the same phone twice is said at the second field")
    func twice() async throws {
        try await TrialHub.run { hub in
            let browser = TrialBrowser(hub)
            var values = ReportPagesTests.theft
            values["imei2"] = TrialHub.subject(7)
            let page = try await browser.send(try await browser.get("/nl/melden"), values)
            #expect(page.answer.status == 400 && page.check.text.contains("twee keer hetzelfde"))
            #expect(page.check.element("imei2")?.attributes["aria-invalid"] == "true")
        }
    }

    @Test("a form that is sent twice enters one report; another one under its key is not entered")
    func resent() async throws {
        try await TrialHub.run { hub in
            let (browser, before) = (TrialBrowser(hub), hub.size())
            let form = try await browser.get("/nl/melden")
            let first = try await browser.send(form, ReportPagesTests.theft)
            let second = try await browser.send(form, ReportPagesTests.theft)
            #expect(
                try ReportPagesTests.fact("Nummer van de melding", first) == ReportPagesTests.fact("Nummer van de melding", second))
            #expect(hub.size() == before + 1)
            var other = ReportPagesTests.theft
            other["merk"] = "Ander"
            let third = try await browser.send(form, other)
            #expect(third.answer.status == 400 && third.check.text.contains("al verstuurd"))
            #expect(hub.size() == before + 1)
            #expect(third.value("key") != form.value("key"), "sending it once more is meant, and works")
            #expect(try await browser.send(third, other).path == "/nl/melden/ontvangen")
        }
    }

    @Test("the receipt proves the report without the hub, and only who has the secret or its pass gets it")
    func receipt() async throws {
        try await TrialHub.run { hub in
            let (browser, before) = (TrialBrowser(hub), hub.size())
            _ = try await ReportPagesTests.report(browser)
            _ = try await hub.report(8, 9)
            let file = try await browser.get("/nl/volgen/ontvangstbewijs").answer
            #expect(file.fields[.contentDisposition] == "attachment; filename=\"ontvangstbewijs.txt\"")
            let key = try NoteVerifier(vkey: hub.core.signer.verifierKey(of: .devices))
            let verified = try Receipt(parsing: file.text).verify(by: [key])
            #expect(verified.leaf.kind == "report" && verified.index == before)
            #expect(verified.payload?["details"]?["merk"] == "Voorbeeld")
            let stranger = try await TrialBrowser(hub).get("/nl/volgen/ontvangstbewijs")
            #expect(stranger.path == "/nl/volgen")
        }
    }

    @Test("number and secret that do not belong together answer alike, whichever is wrong")
    func wrongPair() async throws {
        try await TrialHub.run { hub in
            let reported = try await hub.report(1)
            func attempt(_ number: String, _ secret: String) async throws -> TrialBrowser.Shown {
                let browser = TrialBrowser(hub)
                return try await browser.send(try await browser.get("/nl/volgen"), ["melding": number, "geheim": secret])
            }
            let wrongSecret = try await attempt(reported.reference, "ABCD-EFGH-JKMN-PQRS")
            let wrongNumber = try await attempt("DV-0000-0000-0000-1", reported.secret ?? "")
            for page in [wrongSecret, wrongNumber] {
                #expect(page.answer.status == 400 && page.check.text.contains("horen niet bij elkaar"))
            }
            let nothing = try await attempt("", "")
            #expect(nothing.check["a"].filter { ["#melding", "#geheim"].contains($0.attributes["href"]) }.count == 2)
            let hostile = try await attempt("../../v1/zaken?x=<b>", "y")
            #expect(hostile.answer.status == 400 && hostile.check.faults == [])
        }
    }

    @Test("neither secret nor number stands in an address, in a cookie, or in a page for somebody else")
    func sealed() async throws {
        try await TrialHub.run { hub in
            let browser = TrialBrowser(hub)
            let page = try await ReportPagesTests.report(browser)
            let number = try ReportPagesTests.fact("Nummer van de melding", page)
            let secret = try ReportPagesTests.fact("Geheim", page)
            let kept = browser.cookies.values.joined(separator: " ")
            #expect(!kept.contains(secret) && !kept.contains(number) && browser.cookies.count == 2)
            #expect(browser.cookies.keys.allSatisfy { $0.hasPrefix("__Host-") })
            #expect(page.check["a"].allSatisfy { $0.attributes["href"]?.contains(secret.prefix(4)) == false })
        }
    }

    @Test("a pass counts for half an hour, and stopping ends it at once")
    func ended() async throws {
        try await TrialHub.run { hub in
            let browser = TrialBrowser(hub)
            _ = try await ReportPagesTests.report(browser)
            let status = try await browser.get("/nl/volgen/stand")
            let stopped = try await browser.send(status, [:], to: "/nl/volgen/stoppen")
            #expect(stopped.path == "/nl/volgen")
            #expect(try await browser.get("/nl/volgen/stand").path == "/nl/volgen")
            let other = TrialBrowser(hub)
            _ = try await ReportPagesTests.report(other)
            hub.clock.advance(by: .minutes(29))
            #expect(try await other.get("/nl/volgen/stand").path == "/nl/volgen/stand")
            hub.clock.advance(by: .minutes(2))
            #expect(try await other.get("/nl/volgen/stand").path == "/nl/volgen")
        }
    }

    @Test("who has no report cannot object to one, nor tell that it is back")
    func strangers() async throws {
        try await TrialHub.run { hub in
            let (browser, before) = (TrialBrowser(hub), hub.size())
            let form = try await browser.get("/nl/melden")
            for path in ["/nl/volgen/terug", "/nl/volgen/bezwaar"] {
                #expect(try await browser.send(form, ["reden": "back", "gronden": "x"], to: path).path == "/nl/volgen")
            }
            #expect(hub.size() == before)
        }
    }

    @Test("what cannot be done with a report is said in words")
    func notNow() async throws {
        try await TrialHub.run { hub in
            let browser = TrialBrowser(hub)
            let number = try ReportPagesTests.fact("Nummer van de melding", try await ReportPagesTests.report(browser))
            let objection = try await browser.send(try await browser.get("/nl/volgen/bezwaar"), ["gronden": "Nee."])
            #expect(objection.answer.status == 400 && objection.check.text.contains("geen besluit waartegen"))
            let without = try await browser.send(try await browser.get("/nl/volgen/terug"), [:])
            #expect(without.answer.status == 400 && without.check.text.contains("Kies wat u wilt doorgeven"))
            try await hub.propose("dismiss", in: String(number.dropLast(2)))
            let closed = try await browser.send(try await browser.get("/nl/volgen/terug"), ["reden": "mistake"])
            #expect(closed.answer.status == 400 && closed.check.text.contains("al gesloten"))
        }
    }
}
