// SPDX-License-Identifier: EUPL-1.2

import Devices
import Exchange
import HTTPTypes
import Ledger
import PageCheck
import Testing

@testable import Hub

@Suite("Pages of orders under penalty and letters")
struct OrderPagesTests {
    private static let path = "/nl/toezicht/\(Cast.telecom)"
    private static let measure = "devices/stolen/\(Cast.telecom)"
    private static let orderPath = "\(path)/last?maatregel=\(measure)&last=1"

    /// A browser of a person of the regulator.
    private static func browser(_ hub: TrialHub, _ person: String) async throws -> TrialBrowsing {
        let browser = try TrialBrowsing(at: hub)
        let code = hub.core.secrets.personCode(issuer: TrialIssuer.issuer, subject: "sub-\(person)")
        try await hub.perform("person") { scope in
            try scope.run(
                .admitPerson(
                    Member(party: Cast.regulator, person: person, code: code, rights: [.supervise], branch: nil, until: nil)),
                by: try scope.administrator(Cast.admin))
        }
        try await browser.signIn(
            number: String(Cast.regulator.description.dropFirst(4)), subject: "sub-\(person)",
            level: "urn:etoegang:core:assurance-class:loa4")
        return browser
    }

    private func shown(_ browser: TrialBrowsing, _ path: String) async throws -> TrialAnswer {
        let answer = try await browser.call(.get, path)
        #expect(answer.status == 200 && PageCheck(answer.text).faults.isEmpty, "\(path) \(PageCheck(answer.text).faults)")
        return answer
    }

    @Test("one person proposes on the page of the step, another confirms on the page of the order, and the party is told by letter")
    func decided() async throws {
        try await TrialHub.run { hub in
            try await OrderDoorTests.late(at: hub)
            let first = try await Self.browser(hub, "r-1")
            let late = try await shown(first, Self.path)
            #expect(late.text.contains("Besluiten of er een last onder dwangsom komt"))
            let step = "\(Self.path)/stap?maatregel=\(Self.measure)"
            let form = try await shown(first, step)
            #expect(form.text.contains("€ 10.000,00 per begonnen periode van 24 uur") && form.text.contains("€ 500.000,00"))
            let values = [
                ("maatregel", Self.measure), ("stap", "penalty-order"), ("last", "ja"), ("redenen", "Het duurt te lang."),
            ]
            let proposed = try await first.send(step, values)
            #expect(proposed.status == 303, "\(proposed.text)")
            let waiting = try await shown(first, Self.path)
            #expect(waiting.text.contains("voorstel, wacht op een tweede persoon"))
            #expect(!(try await shown(first, Self.orderPath)).text.contains("Het voorstel bevestigen"), "not by who proposed it")

            let second = try await Self.browser(hub, "r-2")
            #expect(try await shown(second, Self.orderPath).text.contains("Het voorstel bevestigen"))
            let empty = try await second.send(Self.orderPath, [("redenen", "")])
            #expect(empty.status == 400 && empty.text.contains("Kies wat u wilt doen.") && PageCheck(empty.text).faults.isEmpty)
            let confirmed = try await second.send(Self.orderPath, [("doen", "bevestigen")])
            #expect(confirmed.status == 303 && confirmed.fields[.location] == Self.path, "\(confirmed.text)")
            let after = try await shown(second, Self.path)
            #expect(
                after.text.contains("opgelegd, nog te voorkomen") && after.text.contains("Brief: Last 1 onder dwangsom opgelegd"))

            let engineer = try await MeasurePagesTests.engineer(hub)
            let own = try await shown(engineer, "/nl/maatregelen/maatregel?naam=\(Self.measure)")
            #expect(own.text.contains("Lees de nieuwste brief: Last 1 onder dwangsom opgelegd"))
            let link = try #require(
                PageCheck(own.text)["a"].compactMap { $0.attributes["href"] }.first { $0.contains("/brief?") })
            let letter = try await shown(engineer, link)
            for text in [
                "Voorbeeld Toezicht", "Voorbeeld Telecom", "kvk:00000011", "last onder dwangsom: lijst actueel houden",
                "zorg dat versie 1 of een nieuwere", "€ 10.000,00", "€ 500.000,00", "tot en met 16 maart 2026",
                "tot en met 23 april 2026", "/nl/maatregelen/maatregel?naam=", "Algemene wet bestuursrecht art. 5:32",
                "Het duurt te lang.",
            ] { #expect(letter.text.contains(text), "\(text)") }
            let english = try await shown(
                engineer, link.replacing("/nl/maatregelen/maatregel/brief", with: "/en/measures/measure/letter"))
            #expect(english.text.contains("keep the list active: order under penalty") && english.text.contains("€10,000.00"))
            let other = try await engineer.call(.get, link.replacing("kvk:00000011", with: "kvk:00000012"))
            #expect(other.status == 404)
        }
    }

    @Test("the party sees what it forfeited in a chart and a table, and objects; the supervisor answers and collects")
    func accrued() async throws {
        try await TrialHub.run { hub in
            let begins = try await OrderDoorTests.ordered(at: hub)
            hub.clock.advance(by: begins - hub.clock.now() + .hours(30))
            let engineer = try await MeasurePagesTests.engineer(hub)
            let file = "/nl/maatregelen/maatregel?naam=\(Self.measure)"
            let own = try await shown(engineer, file)
            #expect(own.text.contains("€ 20.000,00") && own.text.contains("Zo liep de dwangsom op"))
            #expect(own.text.contains("er € 10.000,00 bij na"))
            let objection = "/nl/maatregelen/maatregel/bezwaar?naam=\(Self.measure)&last=1"
            #expect(own.text.contains("/nl/maatregelen/maatregel/bezwaar?naam="))
            let empty = try await engineer.send(objection, [("gronden", "")])
            #expect(empty.status == 400 && empty.text.contains("Schrijf op waarom u het niet eens bent"))
            #expect(PageCheck(empty.text).faults.isEmpty)
            let sent = try await engineer.send(objection, [("gronden", "Het kon niet."), ("opschorting", "ja")])
            #expect(sent.status == 303, "\(sent.text)")
            #expect(try await shown(engineer, objection).text.contains("Tegen dit besluit kunt u geen bezwaar maken"))

            let third = try await Self.browser(hub, "r-3")
            #expect(try await shown(third, Self.orderPath).text.contains("Bezwaar 1 ongegrond verklaren"))
            #expect(try await third.send(Self.orderPath, [("doen", "ongegrond-1")]).status == 400, "reasons are needed")
            let wrong = try await third.send(Self.orderPath, [("doen", "opschorten"), ("redenen", "x"), ("tot", "2020-01-01")])
            #expect(wrong.status == 400 && wrong.text.contains("Vul een dag in die nog komt."))
            for act in [("ongegrond-1", "Gewogen."), ("invorderen", "Verbeurd."), ("betaald-1", "")] {
                let answer = try await third.send(Self.orderPath, [("doen", act.0), ("redenen", act.1)])
                #expect(answer.status == 303, "\(act.0) \(answer.text)")
            }
            let paid = try await shown(third, Self.path)
            #expect(paid.text.contains("Invordering 1") && paid.text.contains("ongegrond"))
            let letters = PageCheck(paid.text)["a"].compactMap { $0.attributes["href"] }.filter { $0.contains("/brief?") }
            #expect(letters.count == 5)
            for letter in letters { #expect(try await shown(third, letter).text.contains("Voorbeeld Telecom")) }
            #expect(try await shown(third, letters[0]).text.contains("Betaal € 20.000,00 uiterlijk op"))
        }
    }
}
