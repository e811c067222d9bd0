// SPDX-License-Identifier: EUPL-1.2

import Devices
import Exchange
import HTTPTypes
import Ledger
import PageCheck
import SignIn
import Testing

@testable import Hub

@Suite("Pages for the regulator")
struct SupervisionPagesTests {
    private static let high = "urn:etoegang:core:assurance-class:loa4"
    private static let path = "/nl/toezicht/\(Cast.telecom)"
    private static let stepPath = "\(path)/stap?maatregel=devices/stolen/\(Cast.telecom)"

    /// A browser of a person of the regulator.
    private static func browser(
        _ hub: TrialHub, level: String = high, rights: Set<Right> = [.supervise]
    ) async throws -> TrialBrowsing {
        let browser = try TrialBrowsing(at: hub)
        let code = hub.core.secrets.personCode(issuer: TrialIssuer.issuer, subject: "sub-r")
        try await hub.perform("person") { scope in
            try scope.run(
                .admitPerson(
                    Member(party: Cast.regulator, person: "r-1", code: code, rights: rights, branch: nil, until: nil)),
                by: try scope.administrator(Cast.admin))
        }
        try await signIn(browser, level: level)
        return browser
    }

    private static func signIn(_ browser: TrialBrowsing, level: String = high) async throws {
        try await browser.signIn(number: String(Cast.regulator.description.dropFirst(4)), subject: "sub-r", level: level)
    }

    @Test("the regulator sees who is behind, and the lag fall when an edge catches up")
    func overview() async throws {
        try await TrialHub.run { hub in
            let edge = try TrialEdge(of: Cast.telecom)
            try await edge.register(at: hub)
            _ = try await hub.blocked(1)
            hub.clock.advance(by: .hours(2))
            let browser = try await Self.browser(hub)

            let behind = try await browser.call(.get, "/nl/toezicht")
            #expect(behind.status == 200 && PageCheck(behind.text).faults.isEmpty)
            #expect(behind.text.contains("0 van 1") && behind.text.contains("href=\"\(Self.path)\""))
            #expect(behind.text.contains("aria-current=\"page\">Toezicht"))
            try await edge.comply(with: 1, at: hub)
            let after = try await browser.call(.get, "/nl/toezicht")
            #expect(after.text.contains("1 van 1"))
            let english = try await browser.call(.get, "/en/supervision?per=week")
            #expect(PageCheck(english.text).faults.isEmpty && english.text.contains("week of 2 March 2026"))
            #expect(english.text.contains("href=\"/nl/toezicht?per=week\""), "the other language keeps the choice")
        }
    }

    @Test("the page of a party tells what was missed and leads to the next step, which is then told with its reasons")
    func step() async throws {
        try await TrialHub.run { hub in
            _ = try await hub.blocked(1)
            let browser = try await Self.browser(hub)
            #expect(!(try await browser.call(.get, Self.path)).text.contains("/stap?"), "nothing is late yet")
            hub.clock.advance(by: .hours(2))
            try await Self.signIn(browser)

            let late = try await browser.call(.get, Self.path)
            #expect(PageCheck(late.text).faults.isEmpty)
            #expect(late.text.contains("Zet de volgende stap: herinnering") && late.text.contains(Self.stepPath))
            let form = try await browser.call(.get, Self.stepPath)
            #expect(form.status == 200 && PageCheck(form.text).faults.isEmpty && form.text.contains("value=\"reminder\""))
            let measure = "devices/stolen/\(Cast.telecom)"
            let empty = try await browser.send(Self.stepPath, [("maatregel", measure), ("stap", "reminder"), ("redenen", "")])
            #expect(empty.status == 400 && empty.text.contains("Schrijf op waarom.") && PageCheck(empty.text).faults.isEmpty)
            let values = [("maatregel", measure), ("stap", "reminder"), ("redenen", "Dit duurt te lang.")]
            let sent = try await browser.send(Self.stepPath, values)
            #expect(sent.status == 303 && sent.fields[.location] == Self.path, "\(sent.text)")

            let after = try await browser.call(.get, Self.path)
            #expect(after.text.contains("De stap is vastgelegd.") && after.text.contains("Dit duurt te lang."))
            #expect(after.text.contains("Voorbeeld Toezicht, r-1"))
            #expect(after.text.contains("Zet de volgende stap: waarschuwing"))
            let again = try await browser.send(Self.stepPath, values)
            #expect(again.status == 400 && again.text.contains("Deze stap kan nu niet."))
            #expect(try await hub.measure(of: Cast.telecom)["stappen"] == ["reminder"])
        }
    }

    @Test("a step asks for a higher level of assurance than reading, at the page and at the act")
    func level() async throws {
        try await TrialHub.run { hub in
            _ = try await hub.blocked(1)
            hub.clock.advance(by: .hours(2))
            let browser = try await Self.browser(hub, level: "urn:etoegang:core:assurance-class:loa3")
            #expect(try await browser.call(.get, Self.path).status == 200)
            let form = try await browser.call(.get, Self.stepPath)
            #expect(form.status == 303 && form.fields[.location]?.contains("voor=besluiten") == true)
            let sent = try await browser.send(
                Self.stepPath, [("maatregel", "devices/stolen/\(Cast.telecom)"), ("stap", "reminder"), ("redenen", "x")])
            #expect(sent.status == 403)
            #expect(try await hub.measure(of: Cast.telecom)["stappen"] == [])
        }
    }

    @Test("a sample is asked on a page, and its outcome appears there")
    func sample() async throws {
        try await TrialHub.run { hub in
            _ = try await hub.blocked(1)
            let browser = try await Self.browser(hub)
            let path = "\(Self.path)/steekproef?maatregel=devices/stolen/\(Cast.telecom)"
            let without = try await browser.call(.get, path)
            #expect(without.status == 200 && without.text.contains("Er is hier geen randknoop om te vragen."))
            #expect(!(try await browser.call(.get, Self.path)).text.contains("/steekproef?"))
            let edge = try await TrialEdge.complying(with: 1, at: hub)
            #expect(try await browser.call(.get, Self.path).text.contains("href=\"\(path)\""))

            let form = try await browser.call(.get, path)
            #expect(PageCheck(form.text).faults.isEmpty && form.text.contains("Over hoeveel toestellen?"))
            let measure = "devices/stolen/\(Cast.telecom)"
            for count in ["", "0", "51", "veel"] {
                let wrong = try await browser.send(path, [("maatregel", measure), ("aantal", count)])
                #expect(wrong.status == 400 && wrong.text.contains("Vul een getal in van 1 tot en met 50."), "\(count)")
                #expect(PageCheck(wrong.text).faults.isEmpty)
            }
            let sent = try await browser.send(path, [("maatregel", measure), ("aantal", "6")])
            #expect(sent.status == 303 && sent.fields[.location] == Self.path, "\(sent.text)")
            let waiting = try await browser.call(.get, Self.path)
            #expect(waiting.text.contains("De steekproef is gevraagd.") && waiting.text.contains("Wacht op antwoord"))
            #expect(waiting.text.contains("id=\"samples\" data-live=\"/live\"") && waiting.text.contains("Voorbeeld Toezicht, r-1"))
            #expect(PageCheck(waiting.text).faults.isEmpty)
            let again = try await browser.send(path, [("maatregel", measure), ("aantal", "6")])
            #expect(again.status == 400 && again.text.contains("Nu is er geen steekproef te vragen."))

            let question = try #require(try await hub.openSamples().first).question
            var verdicts = try await edge.honest(question, version: 1, at: hub)
            verdicts[try #require(verdicts.firstIndex(of: .prohibited))] = .permitted
            #expect(try await edge.hand(edge.answer(question, version: 1, verdicts: verdicts, at: hub), at: hub).status == 201)
            let told = try await browser.call(.get, Self.path)
            #expect(told.text.contains("In de nieuwste steekproef antwoordde een randknoop anders dan de lijst"))
            #expect(told.text.contains("<td>Anders dan de lijst</td><td>1</td><td>5</td><td>1</td><td>0</td><td>0</td>"))
            #expect(PageCheck(told.text).faults.isEmpty)
            let english = try await browser.call(.get, "/en/supervision/\(Cast.telecom)")
            #expect(english.text.contains("Otherwise than the list") && PageCheck(english.text).faults.isEmpty)
        }
    }

    @Test("milestones are planned on a page, and everybody sees them on the monitor")
    func milestones() async throws {
        try await TrialHub.run { hub in
            let browser = try await Self.browser(hub)
            let path = "/nl/toezicht/\(Cast.mobile)/mijlpalen"
            let form = try await browser.call(.get, path)
            #expect(form.status == 200 && PageCheck(form.text).faults.isEmpty && form.text.contains("eerste randknoop"))
            let wrong = try await browser.send(path, [("dag", "morgen")])
            #expect(wrong.status == 400 && PageCheck(wrong.text).faults.isEmpty)
            #expect(wrong.text.contains("Vul een dag in die bestaat."))
            let sent = try await browser.send(path, [("mijlpaal", "edge"), ("dag", "2026-03-01")])
            #expect(sent.status == 303, "\(sent.text)")
            #expect(try await browser.call(.get, "/nl/toezicht/\(Cast.mobile)").text.contains("De dag is vastgelegd."))
            let monitor = try await browser.call(.get, "/nl/monitor")
            #expect(monitor.text.contains("gepland: 1 maart 2026 (te laat)") && PageCheck(monitor.text).faults.isEmpty)
            #expect(try await browser.send(path, [("mijlpaal", "edge"), ("dag", "")]).status == 303)
            let file = try await hub.get("/v1/nalevingsdossiers/\(Cast.mobile)", as: Cast.supervisor).json
            #expect(file["mijlpalen"]?.array?.allSatisfy { $0["gepland"] == nil } == true)
        }
    }

    @Test("who may not supervise reads so in words, and unknown parties are not found")
    func rights() async throws {
        try await TrialHub.run { hub in
            let other = try TrialBrowsing(at: hub)
            try await other.admit(rights: [.report])
            try await other.signIn(level: Self.high)
            for path in ["/nl/toezicht", Self.path, "\(Self.path)/mijlpalen", "\(Self.path)/steekproef", Self.stepPath] {
                let answer = try await other.call(.get, path)
                #expect(answer.status == 403 && answer.text.contains("U mag dit niet"), "\(path)")
                #expect(!answer.text.contains("href=\"/nl/toezicht\""))
            }
            let browser = try await Self.browser(hub)
            for path in ["/nl/toezicht/kvk:00000099", "/nl/toezicht/iets", "/nl/toezicht/kvk:00000099/mijlpalen"] {
                #expect(try await browser.call(.get, path).status == 404, "\(path)")
            }
        }
    }
}
