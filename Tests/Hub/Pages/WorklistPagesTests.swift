// SPDX-License-Identifier: EUPL-1.2

import Devices
import Exchange
import HTTPTypes
import Ledger
import PageCheck
import Store
import Testing

@testable import Hub

@Suite("The page of the worklist")
struct WorklistPagesTests {
    private static let high = "urn:etoegang:core:assurance-class:loa4"

    /// A browser of a person of the police.
    static func browser(
        _ hub: TrialHub, _ person: String = "p-1", level: String = high, rights: Set<Right> = [.decide, .confirm]
    ) async throws -> TrialBrowsing {
        let browser = try TrialBrowsing(at: hub)
        try await browser.admit(person, subject: "sub-\(person)", rights: rights)
        try await browser.signIn(subject: "sub-\(person)", level: level)
        return browser
    }

    /// The cases on a page, in order.
    private func cases(_ answer: TrialAnswer) -> [String] {
        PageCheck(answer.text)["a"].compactMap { $0.attributes["href"] }.filter { $0.hasPrefix("/nl/zaken/DV-") }
            .map { String($0.dropFirst("/nl/zaken/".count)) }
    }

    @Test("it shows the cases with the earliest term first, each with its term in words, and what it waits for")
    func shows() async throws {
        try await TrialHub.run { hub in
            let late = try await hub.report(1)
            hub.clock.advance(by: .days(7))
            let fresh = try await hub.report(2)
            let browser = try await Self.browser(hub)

            let answer = try await browser.call(.get, "/nl/zaken")

            #expect(answer.status == 200 && PageCheck(answer.text).faults == [])
            #expect(cases(answer) == [late.caseID, fresh.caseID])
            let text = PageCheck(answer.text).text
            for words in ["dagen te laat", "nog 2 dagen", "besluit", "diefstal", "Werkvoorraad"] {
                #expect(text.contains(words), "\(words)")
            }
            #expect(!answer.text.contains(TrialHub.subject(1)))
        }
    }

    @Test("the tabs tell how many wait, and show only those")
    func tabs() async throws {
        try await TrialHub.run { hub in
            let reported = try await hub.report(1)
            let proposed = try await hub.report(2)
            try await hub.propose(in: proposed.caseID, as: Cast.second)
            let browser = try await Self.browser(hub)

            let decide = try await browser.call(.get, "/nl/zaken?wachtOp=decide")
            let confirm = try await browser.call(.get, "/nl/zaken?wachtOp=confirm")

            #expect(cases(decide) == [reported.caseID] && cases(confirm) == [proposed.caseID])
            let current = PageCheck(confirm.text)["a"].filter {
                $0.attributes["aria-current"] == "page" && $0.attributes["href"]?.contains("wachtOp") == true
            }
            #expect(current.map { $0.attributes["href"] } == ["/nl/zaken?wachtOp=confirm"])
            #expect(PageCheck(confirm.text).text.contains("Bevestigen 1"))
            let none = try await browser.call(.get, "/nl/zaken?wachtOp=objection")
            #expect(none.text.contains("Er wacht niets.") && PageCheck(none.text).faults == [])
        }
    }

    @Test("who proposed cannot pick his own proposal to confirm it, and reads that it is his")
    func own() async throws {
        try await TrialHub.run { hub in
            let proposed = try await hub.report(1)
            try await hub.propose(in: proposed.caseID, as: Cast.first)
            let first = try await Self.browser(hub)
            let second = try await Self.browser(hub, "p-2")

            let own = try await first.call(.get, "/nl/zaken")
            let other = try await second.call(.get, "/nl/zaken")

            #expect(own.text.contains("uw eigen voorstel") && !own.text.contains("name=\"zaak\""))
            #expect(other.text.contains("name=\"zaak\" value=\"\(proposed.caseID)\""))
            #expect(try await first.call(.get, "/nl/zaken?wachtOp=confirm").text.contains("Er wacht niets."))
        }
    }

    @Test("links lead from page to page, and no case is missed or shown twice")
    func pages() async throws {
        try await TrialHub.run { hub in
            for phone in 1...60 { _ = try await hub.report(phone) }
            let browser = try await Self.browser(hub)
            let first = try await browser.call(.get, "/nl/zaken?wachtOp=decide&volgorde=bijgewerkt")
            func link(_ answer: TrialAnswer, _ rel: String) -> String? {
                PageCheck(answer.text)["a"].first { $0.attributes["rel"] == rel }?.attributes["href"]
            }

            let second = try await browser.call(.get, try #require(link(first, "next")))
            let back = try await browser.call(.get, try #require(link(second, "prev")))

            #expect(PageCheck(second.text).faults == [])
            #expect(cases(first).count == 50 && cases(second).count == 10)
            #expect(Set(cases(first) + cases(second)).count == 60)
            #expect(cases(back) == cases(first))
            #expect(link(first, "prev") == nil && link(second, "next") == nil)
        }
    }

    @Test("a filter that does not go together is said in words, and so is what is no date; the rest stays filled in")
    func faults() async throws {
        try await TrialHub.run { hub in
            _ = try await hub.report(1)
            let browser = try await Self.browser(hub)

            let order = try await browser.call(.get, "/nl/zaken?wachtOp=decide&volgorde=geopend&van=2026-01-02")
            let day = try await browser.call(.get, "/nl/zaken?wachtOp=alle&van=gisteren")
            let mark = try await browser.call(.get, "/nl/zaken?wachtOp=alle&blad=x")

            for answer in [order, day, mark] { #expect(answer.status == 400 && PageCheck(answer.text).faults == []) }
            #expect(order.text.contains("Dit past niet bij elkaar.") && order.text.contains("value=\"2026-01-02\""))
            #expect(day.text.contains("Vul een datum in."))
            let narrow = try await browser.call(.get, "/nl/zaken?wachtOp=alle&fase=closed&van=2026-01-02&tot=2026-05-01")
            #expect(narrow.status == 200 && narrow.text.contains("Er zijn geen zaken die hierbij passen."))
        }
    }

    @Test("cases are found by the number of a device, which stands in no address and comes in the log of processing")
    func search() async throws {
        try await TrialHub.run { hub in
            let found = try await hub.report(1)
            _ = try await hub.report(2)
            let browser = try await Self.browser(hub)
            _ = try await browser.call(.get, "/nl/zaken")

            let answer = try await browser.send("/nl/zaken", [("imei", TrialHub.imei(1))])
            let none = try await browser.send("/nl/zaken", [("imei", TrialHub.imei(9))])
            let wrong = try await browser.send("/nl/zaken", [("imei", "12")])

            #expect(answer.status == 200 && PageCheck(answer.text).faults == [])
            #expect(cases(answer) == [found.caseID])
            #expect(none.text.contains("Er zijn geen zaken over dit toestel."))
            #expect(wrong.status == 400 && wrong.text.contains("Het IMEI-nummer is te kort."))
            let lines = try await hub.core.store.read { try $0.readings(ReadingQuery(register: .devices, most: 20)) }
            #expect(lines.filter { $0.activity.contains("zaak-zoeken") }.count == 2)
        }
    }

    @Test("without a session one is led to sign in; without a right one reads so")
    func who() async throws {
        try await TrialHub.run { hub in
            let nobody = try TrialBrowsing(at: hub)
            #expect(try await nobody.call(.get, "/nl/zaken").status == 303)
            let other = try await Self.browser(hub, "p-4", rights: [.report])
            let answer = try await other.call(.get, "/nl/zaken")
            #expect(answer.status == 403 && answer.text.contains("U mag dit niet"))
        }
    }

    @Test("one can pick only what one has the right to do something about")
    func picked() async throws {
        try await TrialHub.run { hub in
            let reported = try await hub.report(1)
            let browser = try await Self.browser(hub, rights: [.decide])
            let confirmable = try await hub.report(2)
            try await hub.propose(in: confirmable.caseID, as: Cast.second)

            let answer = try await browser.call(.get, "/nl/zaken")

            #expect(answer.text.contains("value=\"\(reported.caseID)\""))
            #expect(!answer.text.contains("value=\"\(confirmable.caseID)\""), "he may not confirm")
        }
    }
}
