// SPDX-License-Identifier: EUPL-1.2

import Devices
import Exchange
import HTTPTypes
import Ledger
import PageCheck
import Testing

@testable import Hub

@Suite("Pages about one's own data")
struct RightsPagesTests {
    /// A browser that follows a report.
    private func following(_ reported: Reported, at hub: TrialHub, in language: String = "nl") async throws -> TrialBrowser {
        let browser = TrialBrowser(hub)
        let form = try await browser.get(language == "nl" ? "/nl/volgen" : "/en/follow")
        let status = try await browser.send(form, ["melding": reported.reference, "geheim": reported.secret ?? ""])
        try #require(status.answer.status == 200 && status.check.faults.isEmpty, "\(status.answer.text)")
        return browser
    }

    @Test("the status page leads to all data, which show who read the case, and to print or take along")
    func insight() async throws {
        try await TrialHub.run { hub in
            let reported = try await hub.blocked(1)
            _ = try await hub.get("/v1/zaken/\(reported.caseID)", as: Cast.first)
            for (language, path, words) in [
                ("nl", "/nl/volgen/inzage", "zaak bekeken"), ("en", "/en/follow/your-data", "looked at the case"),
            ] {
                let browser = try await following(reported, at: hub, in: language)
                let status = try await browser.get(language == "nl" ? "/nl/volgen/stand" : "/en/follow/status")
                #expect(status.check["a"].contains { $0.attributes["href"] == path })

                let page = try await browser.get(path)

                #expect(page.answer.status == 200 && page.check.faults.isEmpty, "\(page.check.faults)")
                for text in [TrialHub.subject(1), "Aangifte is gedaan.", "Voorbeeld Politie", words, reported.reference] {
                    #expect(page.answer.text.contains(text), "\(text)")
                }
                #expect(!page.answer.text.contains("p-1") && !page.answer.text.contains(reported.secret ?? "?"))
            }
        }
    }

    @Test("the file has what the API gives")
    func file() async throws {
        try await TrialHub.run { hub in
            let reported = try await hub.report(1)
            let browser = try await following(reported, at: hub)

            let file = try await browser.get("/nl/volgen/inzage/bestand")

            let name = "inzage-\(reported.reference).json"
            #expect(file.answer.fields[.contentDisposition] == "attachment; filename=\"\(name)\"")
            #expect(file.answer.json["melding"] == .string(reported.reference))
            #expect(file.answer.json["meldingen"]?[0]?["gegevens"]?["datum"] == "2026-03-01")
        }
    }

    @Test("what is asked to put right is entered once and stands on the status page with its answer")
    func correction() async throws {
        try await TrialHub.run { hub in
            let reported = try await hub.report(1)
            let browser = try await following(reported, at: hub)
            let form = try await browser.get("/nl/volgen/rectificatie")
            #expect(form.check.faults.isEmpty)
            let size = hub.size()
            let values = ["onderdeel": "description", "fout": "Het was niet rood.", "moetZijn": "Het was blauw."]

            let status = try await browser.send(form, values)
            _ = try await browser.send(form, values)

            #expect(try await hub.kinds(after: size) == ["rectification"])
            for text in ["Uw verzoek is ontvangen.", "Het was blauw.", "nog geen antwoord"] {
                #expect(status.answer.text.contains(text), "\(text)")
            }
            let answered = try await hub.post(
                "/v1/zaken/\(reported.caseID)/rectificaties/1/beslissingen",
                ["toegewezen": true, "redenen": "Zo is het."], as: Cast.first)
            try #require(answered.status == 201)
            let after = try await browser.get("/nl/volgen/stand")
            #expect(after.answer.text.contains("toegewezen") && after.answer.text.contains("Zo is het."))
        }
    }

    @Test("a form that is not complete names each field, and enters nothing")
    func faulty() async throws {
        try await TrialHub.run { hub in
            let browser = try await following(try await hub.report(1), at: hub)
            let size = hub.size()
            let form = try await browser.get("/nl/volgen/rectificatie")

            let empty = try await browser.send(form, ["onderdeel": "", "fout": "", "moetZijn": ""])

            #expect(empty.answer.status == 400 && empty.check.faults.isEmpty)
            for text in ["Kies wat er niet klopt.", "Schrijf op wat er verkeerd staat.", "Schrijf op wat het moet zijn."] {
                #expect(empty.answer.text.contains(text), "\(text)")
            }
            #expect(hub.size() == size)
        }
    }

    @Test("who follows no report comes to the page where that begins", arguments: ["inzage", "inzage/bestand", "rectificatie"])
    func stranger(_ page: String) async throws {
        try await TrialHub.run { hub in
            let shown = try await TrialBrowser(hub).get("/nl/volgen/\(page)")

            #expect(shown.path == "/nl/volgen")
        }
    }

    @Test("an officer sees the request in the case, answers it on a page, and the case says so")
    func answers() async throws {
        try await TrialHub.run { hub in
            let reported = try await hub.report(1)
            let asked = try await hub.post(
                "/v1/meldingen/\(reported.reference)/rectificaties",
                [
                    "geheim": .string(reported.secret ?? ""), "onderdeel": "details", "fout": "De datum.",
                    "moetZijn": "Een dag later.",
                ])
            try #require(asked.status == 201)
            let browser = try TrialBrowsing(at: hub)
            try await browser.admit("p-1", subject: "sub-1", rights: [.decide])
            try await browser.signIn(subject: "sub-1", level: "urn:etoegang:core:assurance-class:loa4")
            let path = "/nl/zaken/\(reported.caseID)"

            let file = try await browser.call(.get, path)
            #expect(file.text.contains("Een dag later.") && PageCheck(file.text).faults.isEmpty)
            #expect(PageCheck(file.text)["a"].contains { $0.attributes["href"] == path + "/rectificaties/1" })
            let form = try await browser.call(.get, path + "/rectificaties/1")
            #expect(form.status == 200 && PageCheck(form.text).faults.isEmpty)
            let empty = try await browser.send(path + "/rectificaties/1", [("toegewezen", ""), ("redenen", "")])
            #expect(empty.status == 400 && empty.text.contains("Kies of u het verzoek toewijst."))
            let sent = try await browser.send(path + "/rectificaties/1", [("toegewezen", "ja"), ("redenen", "Dat klopt.")])

            #expect(sent.status == 303 && sent.fields[.location] == path)
            let after = try await browser.call(.get, path)
            #expect(after.text.contains("Het verzoek is toegewezen.") && after.text.contains("Dat klopt."))
            #expect(!PageCheck(after.text)["a"].contains { $0.attributes["href"] == path + "/rectificaties/1" })
        }
    }

    @Test("who supervises reads the log of processing page by page and by filter; others do not")
    func processing() async throws {
        try await TrialHub.run { hub in
            let (one, other) = (try await hub.report(1), try await hub.report(2))
            for number in 0..<60 {
                hub.clock.advance(by: .milliseconds(5))
                _ = try await hub.get("/v1/zaken/\(number == 0 ? other.caseID : one.caseID)", as: Cast.first)
            }
            let browser = try TrialBrowsing(at: hub)
            try await browser.admit("t-1", subject: "sub-t", rights: [.supervise], of: Cast.regulator)
            try await browser.signIn(
                number: String(Cast.regulator.description.dropFirst(4)), subject: "sub-t",
                level: "urn:etoegang:core:assurance-class:loa4")

            let first = try await browser.call(.get, "/nl/verwerkingen")

            let check = PageCheck(first.text)
            #expect(first.status == 200 && check.faults.isEmpty, "\(check.faults)")
            #expect(first.text.contains("Voorbeeld Politie") && first.text.contains("p-1"))
            #expect(check["tr"].count == 51)
            let next = try #require(check["a"].first { $0.attributes["rel"] == "next" }?.attributes["href"])
            let second = try await browser.call(.get, next)
            #expect(PageCheck(second.text)["tr"].count == 11)
            let filtered = try await browser.call(.get, "/nl/verwerkingen?zaak=\(other.caseID)&vanaf=2026-01-01&tot=2026-12-31")
            #expect(PageCheck(filtered.text)["tr"].count == 2)
            let wrong = try await browser.call(.get, "/nl/verwerkingen?zaak=1&deelnemer=2&vanaf=gisteren")
            #expect(wrong.status == 400 && wrong.text.contains("Vul een datum in"))
            let officer = try TrialBrowsing(at: hub)
            try await officer.admit("p-1", subject: "sub-1", rights: [.decide])
            try await officer.signIn(subject: "sub-1", level: "urn:etoegang:core:assurance-class:loa4")
            #expect(try await officer.call(.get, "/nl/verwerkingen").status == 403)
        }
    }
}
