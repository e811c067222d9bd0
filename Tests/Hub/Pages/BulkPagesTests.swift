// SPDX-License-Identifier: EUPL-1.2

import Exchange
import HTTPTypes
import Ledger
import PageCheck
import Testing

@testable import Hub

@Suite("Several cases at once")
struct BulkPagesTests {
    private let path = "/nl/zaken/samen"

    /// The fields of the form for several cases, filled in.
    private func fields(_ answer: TrialAnswer, besides: [(String, String)]) -> [(String, String)] {
        let hidden = PageCheck(answer.text)["input"].filter { $0.attributes["type"] == "hidden" }.compactMap { input in
            input.attributes["name"].map { ($0, input.attributes["value"] ?? "") }
        }
        return hidden.filter { $0.0 != "token" } + besides
    }

    /// Sends the form for several cases as the page gave it, key included.
    private func submit(_ browser: TrialBrowsing, _ fields: [(String, String)]) async throws -> TrialAnswer {
        try await browser.call(
            .post, path, form: [("token", browser.token())] + fields, fields: [.secFetchSite: "same-origin"])
    }

    private func size(_ hub: TrialHub) -> UInt64 { hub.size() }

    @Test(
        "picked cases are shown with what can be done in them; deciding proposes in each, and sending it again does nothing twice")
    func decides() async throws {
        try await TrialHub.run { hub in
            var ids: [String] = []
            for phone in 1...3 { ids.append(try await hub.report(phone).caseID) }
            let browser = try await WorklistPagesTests.browser(hub)
            _ = try await browser.call(.get, "/nl/zaken")

            let chosen = try await browser.send(path, ids.map { ("zaak", $0) })
            #expect(chosen.status == 200 && PageCheck(chosen.text).faults == [])
            #expect(chosen.text.contains("U hebt 3 zaken gekozen."))
            #expect(chosen.text.contains("kan in 3 van deze zaken"))
            let form = fields(chosen, besides: [("handeling", "block"), ("redenen", "Lijst van de politie")])
            let before = size(hub)
            let done = try await submit(browser, form)
            let after = size(hub)
            let again = try await submit(browser, form)

            #expect(done.status == 200 && PageCheck(done.text).faults == [])
            #expect(done.text.contains("Gelukt in 3 van de 3 zaken."))
            #expect(after == before + 3 && size(hub) == after)
            #expect(again.text.contains("Gelukt in 3 van de 3 zaken."))
            let proposed = try await hub.get("/v1/zaken?fase=proposed", as: Cast.second)
            #expect(proposed.json["zaken"]?.array?.count == 3)
        }
    }

    @Test("a second person confirms all at once what is on the page, and sees for each what was proposed, by whom and why")
    func confirms() async throws {
        try await TrialHub.run { hub in
            let ids = [try await hub.report(1).caseID, try await hub.report(2).caseID]
            for id in ids { try await hub.propose(in: id, as: Cast.third) }
            let browser = try await WorklistPagesTests.browser(hub, "p-2")
            _ = try await browser.call(.get, "/nl/zaken")

            let chosen = try await browser.send(path, ids.map { ("zaak", $0) })
            #expect(chosen.text.contains("Voorbeeld Politie (p-3): Aangifte is gedaan."))
            let done = try await submit(browser, fields(chosen, besides: [("handeling", "bevestigen")]))

            #expect(done.text.contains("Gelukt in 2 van de 2 zaken."))
            for id in ids {
                let answer = try await hub.get("/v1/zaken/\(id)", as: Cast.first)
                #expect(answer.json["fase"] == "in-force")
            }
        }
    }

    @Test("a proposal that took the place of the one on the page is not confirmed")
    func replaced() async throws {
        try await TrialHub.run { hub in
            let id = try await hub.report(1).caseID
            try await hub.propose(in: id, as: Cast.third)
            let browser = try await WorklistPagesTests.browser(hub, "p-2")
            _ = try await browser.call(.get, "/nl/zaken")
            let chosen = try await browser.send(path, [("zaak", id)])
            _ = try await hub.post("/v1/zaken/\(id)/besluiten/1/afwijzingen", ["redenen": "Nee."], as: Cast.first)
            try await hub.propose(in: id, as: Cast.third)

            let done = try await submit(browser, fields(chosen, besides: [("handeling", "bevestigen")]))

            #expect(done.text.contains("Gelukt in 0 van de 1 zaken."))
            #expect(done.text.contains("er is intussen iets veranderd"))
            #expect(try await hub.get("/v1/zaken/\(id)", as: Cast.first).json["fase"] == "proposed")
        }
    }

    @Test("a case in which it cannot be done says why, and holds up no other")
    func refused() async throws {
        try await TrialHub.run { hub in
            let open = try await hub.report(1).caseID
            let blocked = try await hub.blocked(2).caseID
            let own = try await hub.report(3).caseID
            let browser = try await WorklistPagesTests.browser(hub)
            _ = try await browser.call(.get, "/nl/zaken")
            let values = [open, blocked, own, "DV-0000-0000-0000"].map { ("zaak", $0) }

            let chosen = try await browser.send(path, values)
            #expect(chosen.text.contains("Deze zaak kunnen we niet lezen."))
            let done = try await submit(browser, fields(chosen, besides: [("handeling", "dismiss"), ("redenen", "Dubbel.")]))

            #expect(done.status == 200 && PageCheck(done.text).faults == [])
            for words in ["Gelukt in 2 van de 4 zaken.", "Besloten.", "Dit kan nu niet meer", "Deze zaak is er niet."] {
                #expect(done.text.contains(words), "\(words)")
            }
            let phases = try await [open, blocked, own].asyncMap {
                try await hub.get("/v1/zaken/\($0)", as: Cast.first).json["fase"]?.string
            }
            #expect(phases == ["closed", "in-force", "closed"])
        }
    }

    @Test("without an act, without reasons, without cases or with too many it is said in words, and nothing is recorded")
    func faults() async throws {
        try await TrialHub.run { hub in
            let id = try await hub.report(1).caseID
            let browser = try await WorklistPagesTests.browser(hub)
            _ = try await browser.call(.get, "/nl/zaken")
            let before = size(hub)
            let many = (0...100).map { ("zaak", CaseID(prefix: "DV", random: UInt64($0)).description) }

            for (form, words) in [
                ([("zaak", id), ("stap", "doen")], "Kies wat u wilt doen."),
                ([("zaak", id), ("stap", "doen"), ("handeling", "block")], "Schrijf op waarom."),
                ([], "U hebt geen zaken gekozen."), ([("zaak", "x")], "U hebt geen zaken gekozen."),
                (many, "U hebt te veel zaken gekozen."),
            ] as [([(String, String)], String)] {
                let answer = try await browser.send(path, form)
                #expect(answer.status == 400 && answer.text.contains(words) && PageCheck(answer.text).faults == [], "\(words)")
            }
            let confirm = try await browser.send(path, [("zaak", id), ("stap", "doen"), ("handeling", "bevestigen")])
            #expect(confirm.text.contains("Er was geen voorstel dat u kunt bevestigen."))
            #expect(size(hub) == before)
        }
    }

    @Test("it asks the level at which one decides; read without picking it leads back to the worklist")
    func level() async throws {
        try await TrialHub.run { hub in
            let id = try await hub.report(1).caseID
            let low = try await WorklistPagesTests.browser(hub, level: "urn:etoegang:core:assurance-class:loa3")
            _ = try await low.call(.get, "/nl/zaken")
            #expect(try await low.send(path, [("zaak", id)]).status == 403)
            let high = try await WorklistPagesTests.browser(hub, "p-2")
            let back = try await high.call(.get, path)
            #expect(back.status == 303 && back.fields[.location] == "/nl/zaken")
        }
    }

    @Test("the key of each case is a UUID of version 8, its own, and the same for the same form")
    func keys() {
        let form = "7c1f1b5e-8a0e-4a55-9f59-0e2f6b3c9d10"
        let ids = (0..<50).map { CaseID(prefix: "DV", random: UInt64($0)) }
        let keys = ids.map { BulkPages.key(form, $0) }

        #expect(Set(keys).count == 50)
        #expect(keys == ids.map { BulkPages.key(form, $0) })
        #expect(BulkPages.key("x", ids[0]) != keys[0])
        for key in keys {
            let parts = key.split(separator: "-")
            #expect(parts.map(\.count) == [8, 4, 4, 4, 12])
            #expect(parts[2].first == "8" && "89ab".contains(parts[3].first ?? "x"))
        }
    }
}

extension Array {
    fileprivate func asyncMap<Value>(_ work: (Element) async throws -> Value) async rethrows -> [Value] {
        var values: [Value] = []
        for element in self { values.append(try await work(element)) }
        return values
    }
}
