// SPDX-License-Identifier: EUPL-1.2

import Devices
import Exchange
import HTTPTypes
import Ledger
import PageCheck
import Testing

@testable import Hub

@Suite("Pages of the own organisation")
struct OrganisationPagesTests {
    private static let base = "/nl/onze-organisatie"

    private func shown(_ browser: TrialBrowsing, _ path: String) async throws -> TrialAnswer {
        let answer = try await browser.call(.get, path)
        #expect(answer.status == 200 && PageCheck(answer.text).faults.isEmpty, "\(path) \(PageCheck(answer.text).faults)")
        return answer
    }

    @Test("everybody who signed in sees the own mandates, persons, certificates and edges, and nothing of others")
    func everybody() async throws {
        try await TrialHub.run { hub in
            try await TrialEdge(of: Cast.telecom).register(at: hub)
            try await TrialEdge(of: Cast.mobile, named: "rand-9").register(at: hub)
            let other = try TrialBrowsing(at: hub)
            try await other.admit("p-7", subject: "sub-p-7")
            let browser = try await MeasurePagesTests.engineer(hub, rights: [.report])

            let start = try await shown(browser, Self.base)
            for text in ["Voorbeeld Telecom", "aanbieder", "Voorbeeldwet art. 1", "uitvoeren, melden", "t-1", "geen einde"] {
                #expect(start.text.contains(text), "\(text)")
            }
            #expect(start.text.contains("href=\"\(Self.base)\""), "the navigation leads there")
            let persons = try await shown(browser, Self.base + "/personen")
            #expect(persons.text.contains("t-1") && !persons.text.contains("p-7"))
            #expect(!persons.text.contains("/toelaten"), "who manages nobody is offered no form")
            #expect(try await shown(browser, Self.base + "/certificaten").text.contains("Voorbeeld Knooppunt"))
            let edges = try await shown(browser, Self.base + "/randknopen")
            #expect(edges.text.contains("rand-1") && !edges.text.contains("rand-9") && !edges.text.contains("<form"))
            for path in ["", "/persons", "/persons/admit", "/persons/end", "/certificates", "/edges", "/export"] {
                _ = try await shown(browser, "/en/our-organisation" + path)
            }
            let form = try await shown(browser, Self.base + "/personen/toelaten")
            #expect(!form.text.contains("<form") && form.text.contains("met het recht om te beheren"))
            let sent = try await browser.send(Self.base + "/personen/toelaten", Self.newcomer)
            #expect(sent.status == 403 && hub.core.board.registry.members[Cast.telecom]?.count == 1)
        }
    }

    private static let newcomer = [
        ("persoon", "t-5"), ("code", String(repeating: "B", count: 32)), ("rechten", "comply"), ("rechten", "report"),
        ("tot", "2026-12-31"),
    ]

    @Test("who manages persons lets one sign in with rights and an end, and ends another; himself he cannot")
    func manages() async throws {
        try await TrialHub.run { hub in
            let manager = try await MeasurePagesTests.engineer(hub, rights: [.administer])
            let path = Self.base + "/personen"
            #expect(try await shown(manager, path).text.contains(path + "/toelaten"))
            let form = try await shown(manager, path + "/toelaten")
            #expect(PageCheck(form.text)["input"].filter { $0.attributes["type"] == "checkbox" }.count == 7)

            let wrong = try await manager.send(
                path + "/toelaten", [("persoon", "T 5"), ("code", "x"), ("rechten", "comply"), ("vestiging", "12")])
            #expect(wrong.status == 400 && PageCheck(wrong.text).faults.isEmpty)
            #expect(wrong.text.contains("32 letters en cijfers in") && wrong.text.contains("12 cijfers in"))
            #expect(wrong.text.contains("value=\"comply\" checked"))
            let day = try await manager.send(path + "/toelaten", Self.newcomer.dropLast() + [("tot", "31 dec")])
            #expect(day.status == 400 && day.text.contains("Vul een datum in."))

            #expect(try await manager.send(path + "/toelaten", Self.newcomer).status == 303)
            let member = try #require(hub.core.board.registry.members[Cast.telecom]?["t-5"])
            #expect(member.rights == [.comply, .report] && member.code == String(repeating: "b", count: 32))
            #expect(member.until.map { DutchTime.date(of: $0 - .seconds(1)) } == CivilDate("2026-12-31"))
            let list = try await shown(manager, path)
            #expect(list.text.contains("De persoon mag aanmelden.") && list.text.contains("t-5"))

            let ending = try await shown(manager, path + "/uitschrijven")
            #expect(ending.text.contains("value=\"t-5\"") && !ending.text.contains("value=\"t-1\""))
            let none = try await manager.send(path + "/uitschrijven", [])
            #expect(none.status == 400 && none.text.contains("Kies wie u uitschrijft.") && none.text.contains("Schrijf op waarom."))
            let himself = try await manager.send(path + "/uitschrijven", [("persoon", "t-1"), ("redenen", "Weg.")])
            #expect(himself.text.contains("Uw eigen rechten kunt u niet veranderen."))
            #expect(try await manager.send(path + "/uitschrijven", [("persoon", "t-5"), ("redenen", "Weg.")]).status == 303)
            #expect(hub.core.board.registry.members[Cast.telecom]?["t-5"]?.rights == [])
        }
    }

    @Test("an edge is shown with its version and lag, and an engineer takes it out of use")
    func edges() async throws {
        try await TrialHub.run { hub in
            let edge = try TrialEdge(of: Cast.telecom)
            try await edge.register(at: hub)
            try await TrialEdge(of: Cast.telecom, named: "rand-2").register(at: hub)
            _ = try await hub.blocked(1)
            try await edge.comply(with: 1, at: hub)
            _ = try await hub.blocked(2)
            let engineer = try await MeasurePagesTests.engineer(hub)
            let path = Self.base + "/randknopen"

            let page = try await shown(engineer, path)
            for text in ["versies: 1", "nog niets gemeld", edge.signer.vkey] {
                #expect(page.text.contains(text), "\(text)")
            }
            let none = try await engineer.send(path, [("redenen", "Weg.")])
            #expect(none.status == 400 && none.text.contains("Kies een randknoop.") && PageCheck(none.text).faults.isEmpty)
            #expect(try await engineer.send(path, [("naam", "rand-8"), ("redenen", "Weg.")]).status == 404)
            #expect(try await engineer.send(path, [("naam", "rand-1"), ("redenen", "")]).text.contains("Schrijf op waarom."))
            #expect(try await engineer.send(path, [("naam", "rand-1"), ("redenen", "Weg.")]).status == 303)
            #expect(hub.core.board.registry.edges[Cast.telecom]?.keys.sorted() == ["rand-2"])
            #expect(try await shown(engineer, path).text.contains("De randknoop is buiten gebruik."))
        }
    }

    @Test("the operator of the hub revokes a certificate of its own; another organisation reads whom to ask")
    func revokes() async throws {
        try await TrialHub.run { hub in
            let print = String(repeating: "e", count: 64)
            try await hub.perform("credential") { scope in
                try scope.run(
                    .admit(Credential(fingerprint: print, party: Cast.operatorID, person: "h-2", until: scope.now + .days(9))),
                    by: try scope.administrator(Cast.admin))
            }
            let browser = try TrialBrowsing(at: hub)
            try await browser.admit("h-1", subject: "sub-h-1", rights: [.administer], of: Cast.operatorID)
            try await browser.signIn(
                number: String(Cast.operatorID.description.dropFirst(4)), subject: "sub-h-1",
                level: "urn:etoegang:core:assurance-class:loa4")
            let path = Self.base + "/certificaten"

            #expect(try await shown(browser, path).text.contains("value=\"\(print)\""))
            let wrong = try await browser.send(path, [("vingerafdruk", "x"), ("redenen", "")])
            #expect(wrong.status == 400 && wrong.text.contains("Kies een certificaat.") && PageCheck(wrong.text).faults.isEmpty)
            #expect(try await browser.send(path, [("vingerafdruk", print), ("redenen", "Verloren.")]).status == 303)
            let after = try await shown(browser, path)
            #expect(after.text.contains("ingetrokken op") && after.text.contains("Verloren."))

            let engineer = try await MeasurePagesTests.engineer(hub)
            #expect(!(try await shown(engineer, path)).text.contains("<form"))
            let refused = try await engineer.send(path, [("vingerafdruk", String(repeating: "a", count: 64)), ("redenen", "x")])
            #expect(refused.status == 403)
        }
    }

    @Test("the export comes as files, for who may")
    func export() async throws {
        try await TrialHub.run { hub in
            let engineer = try await MeasurePagesTests.engineer(hub)
            let path = Self.base + "/uitvoer"
            let json = try await engineer.call(.get, path + "/json")
            #expect(json.status == 200 && json.json["naam"] == "Voorbeeld Telecom")
            #expect(json.fields[.contentDisposition] == "attachment; filename=\"schakel-uitvoer.json\"")
            let csv = try await engineer.call(.get, path + "/csv")
            #expect(csv.text.hasPrefix("logboek,regel,soort") && csv.fields[.contentType]?.hasPrefix("text/csv") == true)

            let reporter = try await MeasurePagesTests.engineer(hub, "t-2", rights: [.report])
            let refused = try await reporter.call(.get, path + "/json")
            #expect(refused.status == 403 && refused.text.contains("U mag dit niet"))
        }
    }
}
