// SPDX-License-Identifier: EUPL-1.2

import Devices
import Exchange
import HTTPTypes
import Ledger
import PageCheck
import Store
import Testing

@testable import Hub

@Suite("Pages of measures")
struct MeasurePagesTests {
    private static let high = "urn:etoegang:core:assurance-class:loa4"
    private static let file = "/nl/maatregelen/maatregel?naam=devices/stolen/kvk:00000011"
    private static let english = "/en/measures/measure?naam=devices/stolen/kvk:00000011"

    /// A browser of a person of the first provider.
    static func engineer(
        _ hub: TrialHub, _ person: String = "t-1", rights: Set<Right> = [.comply], level: String = high
    ) async throws -> TrialBrowsing {
        let browser = try TrialBrowsing(at: hub)
        try await browser.admit(person, subject: "sub-\(person)", rights: rights, of: Cast.telecom)
        try await browser.signIn(party: "kvk", number: "00000011", subject: "sub-\(person)", level: level)
        return browser
    }

    private static func officer(_ hub: TrialHub, level: String = high) async throws -> TrialBrowsing {
        let browser = try TrialBrowsing(at: hub)
        try await browser.admit("p-1", subject: "sub-p-1", rights: [.decide])
        try await browser.signIn(subject: "sub-p-1", level: level)
        return browser
    }

    private func shown(_ browser: TrialBrowsing, _ path: String) async throws -> TrialAnswer {
        let answer = try await browser.call(.get, path)
        #expect(answer.status == 200 && PageCheck(answer.text).faults.isEmpty, "\(path) \(PageCheck(answer.text).faults)")
        return answer
    }

    @Test("an engineer accepts, carries out by hand, and sees both in the history with a proof")
    func byHand() async throws {
        try await TrialHub.run { hub in
            _ = try await hub.blocked(1)
            let browser = try await Self.engineer(hub)
            let list = try await shown(browser, "/nl/maatregelen")
            #expect(list.text.contains("href=\"\(Self.file)\"") && list.text.contains("nog niet alles uitgevoerd"))

            let before = try await shown(browser, Self.file)
            #expect(before.text.contains("U aanvaardt versie 1 namens uw organisatie."))
            #expect(!before.text.contains("value=\"uitvoeren\""), "first accept, then carry out")
            let accepted = try await browser.send(Self.file, [("doen", "aanvaarden"), ("versie", "1")])
            #expect(accepted.status == 303 && accepted.fields[.location]?.hasPrefix("/nl/maatregelen/maatregel?naam=") == true)
            let next = try await shown(browser, try #require(accepted.fields[.location]))
            #expect(next.text.contains("U heeft de maatregel aanvaard.") && next.text.contains("value=\"uitvoeren\""))
            #expect(!next.text.contains("value=\"aanvaarden\""))

            let empty = try await browser.send(Self.file, [("doen", "uitvoeren"), ("versie", "1"), ("hoe", "")])
            #expect(empty.status == 400 && empty.text.contains("Schrijf op hoe het is uitgevoerd."))
            #expect(PageCheck(empty.text).faults.isEmpty)
            let done = try await browser.send(Self.file, [("doen", "uitvoeren"), ("versie", "1"), ("hoe", "In de oude EIR.")])
            #expect(done.status == 303)

            let after = try await shown(browser, Self.file)
            for text in [
                "Uw verklaring is vastgelegd.", "nieuwste versie werkt", "1 (met de hand gemeld)", "In de oude EIR.",
                "Versie 1 met de hand uitgevoerd, zegt een persoon", "Voorbeeld Telecom (t-1)", "Maatregel opgelegd",
            ] { #expect(after.text.contains(text), "\(text)") }
            let proofs = PageCheck(after.text)["a"].compactMap { $0.attributes["href"] }.filter { $0.hasPrefix("/logboek/") }
            #expect(proofs.count == 3)
            for proof in proofs { #expect(try await hub.get(proof).status == 200) }
            #expect(try await shown(browser, Self.english).text.contains("1 (stated by hand)"))
        }
    }

    @Test("an engineer refuses, an officer judges on a page of his own, and the measure tells it")
    func refuses() async throws {
        try await TrialHub.run { hub in
            _ = try await hub.blocked(1)
            let engineer = try await Self.engineer(hub)
            let wrong = try await engineer.send(
                Self.file, [("doen", "weigeren"), ("weigerversie", "x"), ("grond", ""), ("toelichting", "")])
            #expect(wrong.status == 400 && PageCheck(wrong.text).faults.isEmpty)
            for text in ["Vul het nummer van een versie in", "Kies een grond.", "Leg de grond uit."] {
                #expect(wrong.text.contains(text), "\(text)")
            }
            let refused = try await engineer.send(
                Self.file,
                [
                    ("doen", "weigeren"), ("weigerversie", "1"), ("grond", "technical-failure"),
                    ("toelichting", "De apparatuur is defect."),
                ])
            #expect(refused.status == 303)
            let own = try await shown(engineer, Self.file)
            #expect(own.text.contains("weigering nog niet beoordeeld") && own.text.contains("technische storing"))
            #expect(!own.text.contains("Weigering beoordelen</a>"), "nobody judges his own refusal")

            let officer = try await Self.officer(hub)
            let list = try await shown(officer, "/nl/maatregelen")
            #expect(list.text.contains("Voorbeeld Telecom") && list.text.contains("De apparatuur is defect."))
            #expect(list.text.contains("href=\"\(Self.file)\""))
            let judgement = Self.file.replacing("maatregel?", with: "maatregel/oordeel?")
            #expect(try await shown(officer, Self.file).text.contains("href=\"\(judgement)\""))
            let none = try await officer.send(judgement, [])
            #expect(none.status == 400 && PageCheck(none.text).faults.isEmpty)
            #expect(none.text.contains("Kies of de weigering terecht is.") && none.text.contains("Schrijf op waarom."))
            #expect(try await officer.send(judgement, [("terecht", "nee"), ("redenen", "Dat kan wel.")]).status == 303)
            #expect(try await shown(officer, judgement).text.contains("U kunt deze weigering niet beoordelen."))
            let after = try await shown(engineer, Self.file)
            #expect(after.text.contains("niet terecht") && after.text.contains("Dat kan wel."))
            #expect(!after.text.contains("(p-1)"), "of another organisation no person is named")
        }
    }

    @Test("each edge is shown with what it stated and when; measures are chosen by how they stand")
    func edges() async throws {
        try await TrialHub.run { hub in
            let edge = try TrialEdge(of: Cast.telecom)
            try await edge.register(at: hub)
            _ = try await hub.blocked(1)
            try await edge.comply(with: 1, at: hub)
            let browser = try await Self.engineer(hub)

            let page = try await shown(browser, Self.english)
            #expect(page.text.contains("version 1, 2 March 2026, 10:00") && page.text.contains("edge rand-1, signed"))
            #expect(page.text.contains("reminder") && !page.text.contains("value=\"weigeren\""))
            let current = try await shown(browser, "/nl/maatregelen?stand=bij")
            #expect(current.text.contains("rand-1: 1") && current.text.contains("aria-current=\"true\""))
            #expect(try await shown(browser, "/nl/maatregelen?stand=te-laat").text.contains("Er zijn hier geen maatregelen"))
            #expect(try await shown(browser, "/nl/maatregelen?stand=x").text.contains("rand-1: 1"))
            let twin = PageCheck(current.text)["a"].first { $0.attributes["class"] == "language" }
            #expect(twin?.attributes["href"] == "/en/measures?stand=bij")
        }
    }

    @Test("who may not carry out or judge reads so; another party's measure is not there; nothing is recorded")
    func rights() async throws {
        try await TrialHub.run { hub in
            _ = try await hub.blocked(1)
            let reporter = try await Self.engineer(hub, "t-2", rights: [.report])
            let refused = try await reporter.call(.get, "/nl/maatregelen")
            #expect(refused.status == 403 && refused.text.contains("U mag dit niet"))
            #expect(!refused.text.contains("href=\"/nl/maatregelen\""), "the navigation leads nowhere he may not go")

            let engineer = try await Self.engineer(hub)
            for path in [Self.file.replacing("00000011", with: "00000012"), "/nl/maatregelen/maatregel", Self.file + "&x=%"] {
                let answer = try await engineer.call(.get, path)
                #expect(answer.status == 404, "\(path)")
            }
            let size = hub.size()
            let officer = try await Self.officer(hub)
            #expect(try await officer.send(Self.file, [("doen", "aanvaarden"), ("versie", "1")]).status == 403)
            #expect(try await engineer.send(Self.file, [("doen", "iets")]).status == 400)
            let stale = try await engineer.send(Self.file, [("doen", "uitvoeren"), ("versie", "1"), ("hoe", "x")])
            #expect(stale.status == 400 && stale.text.contains("Dit kan nu niet") && PageCheck(stale.text).faults.isEmpty)
            #expect(hub.size() == size)
        }
    }

    @Test("judging asks a higher level of assurance than looking")
    func level() async throws {
        try await TrialHub.run { hub in
            _ = try await hub.blocked(1)
            let officer = try await Self.officer(hub, level: "urn:etoegang:core:assurance-class:loa3")
            _ = try await shown(officer, Self.file)
            let form = try await officer.call(.get, Self.file.replacing("maatregel?", with: "maatregel/oordeel?"))
            #expect(form.status == 303 && form.fields[.location]?.contains("voor=besluiten") == true)
        }
    }
}
