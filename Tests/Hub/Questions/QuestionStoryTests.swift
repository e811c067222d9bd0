// SPDX-License-Identifier: EUPL-1.2

import Devices
import Exchange
import HTTPTypes
import Ledger
import PageCheck
import Store
import Testing

@testable import Hub

@Suite("A report by telephone number")
struct QuestionStoryTests {
    static let number = "+31612345678"

    static func report(at hub: TrialHub, as actor: Actor = .citizen) async throws -> Reported {
        try await hub.report(
            [
                "soort": "theft", "onderwerpen": [],
                "gegevens": ["datum": "2026-03-01", "telefoonnummer": .string(number), "omschrijving": "In de trein."],
            ], as: actor)
    }

    static func ask(_ reported: Reported, at hub: TrialHub, as actor: Actor = Cast.first) async throws -> TrialAnswer {
        try await hub.post(
            "/v1/zaken/\(reported.caseID)/vragen", ["soort": "identify", "redenen": "De eigenaar kent het nummer niet."], as: actor)
    }

    static func candidate(_ phone: Int, confidence: Int64 = 90) -> JSON {
        [
            "onderwerp": .string(TrialHub.subject(phone)), "eerstGezien": "2026-01-03", "laatstGezien": "2026-02-28",
            "zekerheid": .integer(confidence),
        ]
    }

    static func answer(
        _ candidates: [JSON], to reported: Reported, at hub: TrialHub, as actor: Actor = Cast.network
    ) async throws -> TrialAnswer {
        try await hub.post(
            "/v1/zaken/\(reported.caseID)/vragen/1/antwoorden", ["kandidaten": .array(candidates)], as: actor)
    }

    static func choose(_ phone: Int, in reported: Reported, at hub: TrialHub) async throws -> TrialAnswer {
        try await hub.post(
            "/v1/zaken/\(reported.caseID)/vragen/1/keuzes",
            ["onderwerpen": [.string(TrialHub.subject(phone))], "redenen": "Het staat op de doos."], as: Cast.first)
    }

    static func questions(_ hub: TrialHub, as actor: Actor = Cast.network) async throws -> [JSON] {
        try await hub.get("/v1/vragen", as: actor).json["vragen"]?.array ?? []
    }

    @Test("from number to block: the police ask, each provider answers for itself, the police choose, two persons block")
    func whole() async throws {
        try await TrialHub.run { hub in
            let reported = try await Self.report(at: hub)
            #expect(try await hub.propose(in: reported.caseID).code == "not-now", "there is nothing to block yet")
            let asked = try await Self.ask(reported, at: hub)
            #expect(asked.status == 201 && asked.json["nummer"] == 1, "\(asked.text)")

            let question = try #require(try await Self.questions(hub).first)
            #expect(question["gegeven"] == .string(Self.number) && question["zaak"] == .string(reported.caseID))
            #expect(question["uiterlijk"] == .string((TrialHub.start + .hours(24)).description))
            #expect(!question.canonicalText.contains("trein"), "nothing else of the report goes along")
            #expect(try await Self.questions(hub, as: Cast.otherNetwork).count == 1)

            #expect(
                try await Self.answer([Self.candidate(7), Self.candidate(8, confidence: 5)], to: reported, at: hub).status == 201)
            #expect(try await Self.answer([], to: reported, at: hub, as: Cast.otherNetwork).status == 201)
            #expect(try await Self.questions(hub).isEmpty)
            #expect(try await Self.questions(hub, as: Cast.otherNetwork).isEmpty)
            #expect(try await hub.follow(reported).json["vragen"]?[0]?["beantwoord"] == 2)

            let shown = try await hub.get("/v1/zaken/\(reported.caseID)", as: Cast.first).json
            #expect(shown["mogelijk"]?["kiezen"] == [1])
            #expect(shown["vragen"]?[0]?["antwoorden"]?[0]?["kandidaten"]?[0]?["onderwerp"] == .string(TrialHub.subject(7)))
            #expect(try await Self.choose(9, in: reported, at: hub).status == 400)
            #expect(try await Self.choose(7, in: reported, at: hub).status == 201)
            try await hub.block(reported.caseID)

            #expect(try await hub.listings().map { $0.listed.values.first ?? [] } == [[TrialHub.subject(7)]])
            let found = try await hub.post("/v1/zaken/_zoek", ["onderwerp": .string(TrialHub.imei(7))], as: Cast.first)
            #expect(found.json["zaken"]?[0]?["zaak"] == .string(reported.caseID))
        }
    }

    @Test("each provider sees its own duty with its term, is reminded when it is late, and refuses on a ground of the register")
    func duties() async throws {
        try await TrialHub.run { hub in
            let reported = try await Self.report(at: hub)
            _ = try await Self.ask(reported, at: hub)
            let name = "devices/\(reported.caseID)/q1/\(Cast.telecom)"
            let other = "devices/\(reported.caseID)/q1/\(Cast.mobile)"

            let person = Actor.party(Cast.telecom, person: "t-1")
            let hand = try await hub.post(
                "/v1/uitvoeringen", ["maatregel": .string(name), "versie": 1, "hoe": "Gedaan."], as: person)
            #expect(hand.code == "not-now", "saying so is no answer: \(hand.text)")
            let refused = try await hub.post(
                "/v1/weigeringen",
                ["maatregel": .string(other), "versie": 1, "grond": "conflict-of-law", "toelichting": "Art. 1."],
                as: Cast.otherNetwork)
            #expect(refused.status == 201, "\(refused.text)")

            hub.clock.advance(by: .hours(25))
            try await hub.tick()
            let measures = try await hub.measures()
            #expect(measures.first { $0["maatregel"]?.string == name }?["stappen"] == ["reminder"])
            #expect(measures.first { $0["maatregel"]?.string == other }?["stappen"] == [])
            #expect(try await Self.answer([Self.candidate(7)], to: reported, at: hub).status == 201, "late is still answered")
            let after = try await hub.measures().first { $0["maatregel"]?.string == name }
            #expect(after?["werkendeVersie"] == 1 && after?["teLaat"] == false)
        }
    }

    @Test("an answer after the choice, twice, of others, or wrong is refused; when the report is dismissed nothing is owed")
    func refused() async throws {
        try await TrialHub.run { hub in
            let reported = try await Self.report(at: hub)
            for actor in [Cast.claims, Cast.network, Cast.supervisor, Cast.policeSystem] {
                #expect(try await Self.ask(reported, at: hub, as: actor).status == 403)
            }
            _ = try await Self.ask(reported, at: hub)
            #expect(try await Self.ask(reported, at: hub).code == "not-now")
            #expect(try await Self.answer([], to: reported, at: hub, as: Cast.first).status == 403)
            let wrong = try await Self.answer(
                [["onderwerp": "12", "eerstGezien": "2026-02-30", "laatstGezien": "2026-02-01", "zekerheid": 5]], to: reported,
                at: hub)
            #expect(wrong.faultFields == ["kandidaten[0].eerstGezien", "kandidaten[0].onderwerp"], "\(wrong.text)")
            _ = try await Self.answer([Self.candidate(7)], to: reported, at: hub)
            #expect(try await Self.answer([Self.candidate(8)], to: reported, at: hub).code == "not-now")
            _ = try await Self.choose(7, in: reported, at: hub)
            #expect(try await Self.answer([], to: reported, at: hub, as: Cast.otherNetwork).status == 409)
            #expect(try await Self.questions(hub, as: Cast.otherNetwork).isEmpty)

            let second = try await Self.report(at: hub)
            _ = try await Self.ask(second, at: hub)
            #expect(try await Self.questions(hub).count == 1)
            try await hub.propose("dismiss", in: second.caseID)
            #expect(try await Self.questions(hub).isEmpty)
        }
    }

    @Test("candidates are for who decides: not for the supervisor, the reporter or another provider")
    func whoSees() async throws {
        try await TrialHub.run { hub in
            let reported = try await Self.report(at: hub, as: .citizen)
            _ = try await Self.ask(reported, at: hub)
            _ = try await Self.answer([Self.candidate(7)], to: reported, at: hub)

            let supervised = try await hub.get("/v1/zaken/\(reported.caseID)", as: Cast.supervisor)
            let followed = try await hub.follow(reported)
            let insight = try await hub.post(
                "/v1/meldingen/\(reported.reference)/_inzage", ["geheim": .string(reported.secret ?? "")])
            let other = try await hub.get("/v1/vragen", as: Cast.otherNetwork)
            let measures = try await hub.get("/v1/maatregelen", as: Cast.otherNetwork)
            for answer in [supervised, followed, insight, other, measures] {
                #expect(answer.status == 200 && !answer.text.contains(TrialHub.subject(7)), "\(answer.text)")
            }
            #expect(!measures.text.contains("612345678") && other.text.contains(Self.number))
        }
    }

    @Test("an insurer and a provider report by number under their mandate; a theft with neither number nor IMEI is refused")
    func reporters() async throws {
        try await TrialHub.run { hub in
            for actor in [Cast.claims, Cast.network, Cast.first] { _ = try await Self.report(at: hub, as: actor) }
            let none = try await hub.post(
                "/v1/meldingen", ["soort": "theft", "onderwerpen": [], "gegevens": ["datum": "2026-03-01"]])

            #expect(none.status == 400 && none.faultFields == ["onderwerpen"])
            let consignment = try await hub.post(
                "/v1/meldingen",
                ["soort": "consignment", "onderwerpen": [], "gegevens": ["bron": "x", "telefoonnummer": .string(Self.number)]],
                as: Cast.claims)
            #expect(consignment.status == 400)
        }
    }

    @Test("number and candidates go with the case when its term ends; reading the number leaves a line")
    func erased() async throws {
        let place = try TrialPlace()
        try await TrialHub.run(in: place) { hub in
            let reported = try await Self.report(at: hub)
            _ = try await Self.ask(reported, at: hub)
            _ = try await Self.questions(hub)
            let code = hub.core.secrets.subjectCode(of: try CaseID(reported.caseID))
            let lines = try await hub.core.store.read { try $0.readings(ReadingQuery(register: .devices, subject: code, most: 9)) }
            #expect(lines.contains { $0.activity.contains("vraag-lezen") && $0.warrant.party == Cast.telecom })
            _ = try await Self.answer([Self.candidate(7)], to: reported, at: hub)
            try await hub.propose("dismiss", in: reported.caseID)

            try await hub.tick(after: .days(100))
            #expect(try await hub.get("/v1/zaken/\(reported.caseID)", as: Cast.first).status >= 400)
        }
        #expect(try !place.holds("612345678") && !place.holds(TrialHub.subject(7)))
    }

    @Test("by pages: report by number, ask, answer, choose")
    func pages() async throws {
        try await TrialHub.run { hub in
            let citizen = TrialBrowser(hub)
            let page = try await citizen.send(
                try await citizen.get("/nl/melden"), ["soort": "theft", "datum": "2026-03-01", "telefoonnummer": Self.number])
            try #require(page.path == "/nl/melden/ontvangen", "\(page.check.text)")
            let start = try #require(page.answer.text.firstRange(of: "DV-"))
            let caseID = String(page.answer.text[start.lowerBound...].prefix(17))
            let high = "urn:etoegang:core:assurance-class:loa4"
            let police = try TrialBrowsing(at: hub)
            try await police.admit("p-1", subject: "sub-p-1", rights: [.decide])
            try await police.signIn(subject: "sub-p-1", level: high)
            let provider = try TrialBrowsing(at: hub)
            try await provider.admit("t-1", subject: "sub-t-1", rights: [.comply], of: Cast.telecom)
            try await provider.signIn(party: "kvk", number: "00000011", subject: "sub-t-1", level: high)

            let form = try await police.call(.get, "/nl/zaken/\(caseID)/vraag")
            #expect(PageCheck(form.text).faults == [] && form.text.contains("welk toestel hoort bij een nummer"))
            #expect(try await police.send("/nl/zaken/\(caseID)/vraag", [("soort", "identify"), ("redenen", "")]).status == 400)
            #expect(
                try await police.send("/nl/zaken/\(caseID)/vraag", [("soort", "identify"), ("redenen", "Nodig.")]).status == 303)

            let list = try await provider.call(.get, "/nl/vragen")
            #expect(PageCheck(list.text).faults == [] && list.text.contains("/nl/vragen/\(caseID)/1"))
            let path = "/nl/vragen/\(caseID)/1"
            let question = try await provider.call(.get, path)
            #expect(PageCheck(question.text).faults == [] && question.text.contains("31612345678"))
            #expect(try await provider.send(path, [("bekend", "")]).status == 400)
            #expect(try await provider.send(path, [("bekend", "ja"), ("kandidaten", "weet ik niet")]).status == 400)
            let line = "\(TrialHub.imei(7)), 2026-01-03, 2026-02-28, 90%\n\n \(TrialHub.imei(8));2026-01-03;2026-01-04;5\n"
            let sent = try await provider.send(path, [("bekend", "ja"), ("kandidaten", line)])
            #expect(sent.status == 303 && sent.fields[.location] == "/nl/vragen", "\(sent.text)")
            #expect(try await provider.call(.get, path).text.contains("Op deze vraag is geen antwoord meer nodig."))

            let file = try await police.call(.get, "/nl/zaken/\(caseID)")
            #expect(PageCheck(file.text).faults == [] && PageCheck(file.text).text.contains("1 van 2; 1 met een kandidaat"))
            let choice = try await police.call(.get, "/nl/zaken/\(caseID)/vragen/1")
            #expect(PageCheck(choice.text).faults == [] && PageCheck(choice.text).text.contains("zekerheid 90%"))
            #expect(try await police.send("/nl/zaken/\(caseID)/vragen/1", [("redenen", "Doos.")]).status == 400)
            let chosen = try await police.send(
                "/nl/zaken/\(caseID)/vragen/1", [("onderwerpen", TrialHub.subject(7)), ("redenen", "Doos.")])
            #expect(chosen.status == 303)
            let after = try await police.call(.get, "/nl/zaken/\(caseID)")
            #expect(after.text.contains(TrialHub.subject(7)) && after.text.contains("Toestel gekozen bij vraag 1"))
        }
    }
}

extension JSON {
    /// The canonical text.
    fileprivate var canonicalText: String { String(decoding: canonical(), as: UTF8.self) }
}
