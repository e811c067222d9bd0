// SPDX-License-Identifier: EUPL-1.2

import Exchange
import HTTPTypes
import Ledger
import PageCheck
import Testing

@testable import Hub

@Suite("Checking a second-hand device")
struct CheckPagesTests {
    @Test("a blocked device is listed, any other is not, and the answer says nothing else")
    func answers() async throws {
        try await TrialHub.run { hub in
            _ = try await hub.blocked(1)
            _ = try await hub.report(2)
            let listed = try await hub.post("/v1/toestellen/_controleer", ["imei": .string(TrialHub.imei(1))])
            let reported = try await hub.post("/v1/toestellen/_controleer", ["imei": .string(TrialHub.imei(2))])
            let unknown = try await hub.post("/v1/toestellen/_controleer", ["imei": .string(TrialHub.imei(3))])
            #expect(listed.json["uitkomst"] == "listed")
            #expect(reported.json["uitkomst"] == "absent")
            #expect(unknown.text == reported.text, "a device that was only reported is as one that nobody knows")
            #expect(listed.bytes.count == unknown.bytes.count)
            #expect(listed.json.object?.keys == unknown.json.object?.keys)
            #expect(listed.json["gewijzigd"]?.string == TrialHub.start.description)
        }
    }

    @Test("no answer comes sooner than another")
    func pace() async throws {
        try await TrialHub.run { hub in
            _ = try await hub.blocked(1)
            for phone in [1, 2] {
                let begin = ContinuousClock.now
                _ = try await hub.post("/v1/toestellen/_controleer", ["imei": .string(TrialHub.imei(phone))])
                #expect(ContinuousClock.now - begin >= .milliseconds(50))
            }
        }
    }

    @Test("the page says what it means, how old it is, and that not found is not safe", arguments: [1, 2])
    func page(phone: Int) async throws {
        try await TrialHub.run { hub in
            _ = try await hub.blocked(1)
            let browser = TrialBrowser(hub)
            let page = try await browser.send(try await browser.get("/nl/toestel-controleren"), ["imei": TrialHub.imei(phone)])
            #expect(page.answer.status == 200 && page.check.faults == [])
            #expect(page.check.text.contains("bijgewerkt op 2 maart 2026, 10:00 uur"))
            #expect(page.check.text.contains(phone == 1 ? "Koop het niet." : "Dat betekent niet dat het veilig is."))
            #expect(page.answer.bytes.count.isMultiple(of: 8_192), "its length tells nothing")
        }
    }

    @Test("the page tells of the private check, and the link leads to what it is", arguments: ["nl", "en"])
    func privateCheck(language: String) async throws {
        try await TrialHub.run { hub in
            let browser = TrialBrowser(hub)
            let page = try await browser.get(language == "nl" ? "/nl/toestel-controleren" : "/en/check-device")
            let address = language == "nl" ? "/nl/over" : "/en/about"
            #expect(page.answer.text.contains("<a href=\"\(address)#private\">"))
            let about = try await browser.get(address)
            #expect(about.check.faults == [] && about.check.element("private") != nil)
            #expect(about.check.text.contains(language == "nl" ? "miljoenen mogelijke toestellen" : "millions of possible devices"))
        }
    }

    @Test("a number that is none is explained at the field")
    func faults() async throws {
        try await TrialHub.run { hub in
            let browser = TrialBrowser(hub)
            for (imei, text) in [("", "Fill in"), ("123", "too short"), ("356868000041419", "last digit"), ("x", "IMEI")] {
                let page = try await browser.send(try await browser.get("/en/check-device"), ["imei": imei])
                #expect(page.answer.status == 400 && page.check.text.contains(text))
                #expect(page.check.element("imei")?.attributes["aria-invalid"] == "true")
            }
            let answer = try await hub.post("/v1/toestellen/_controleer", ["imei": "123"])
            #expect(answer.status == 400 && answer.faultFields == ["imei"])
        }
    }

    @Test("checks leave nothing behind")
    func nothingKept() async throws {
        let place = try TrialPlace()
        try await TrialHub.run(in: place) { hub in
            let before = try place.rowCounts()
            _ = try await hub.post("/v1/toestellen/_controleer", ["imei": .string(TrialHub.imei(5))])
            #expect(try place.rowCounts() == before)
        }
        #expect(try !place.holds(TrialHub.subject(5)))
    }

    @Test("one device can be asked about so often and no more, from whatever address; then the page says when to come back")
    func limited() async throws {
        try await TrialHub.run { hub in
            for _ in 0..<30 {
                #expect(try await hub.post("/v1/toestellen/_controleer", ["imei": .string(TrialHub.imei(1))]).status == 200)
            }
            let refused = try await hub.post("/v1/toestellen/_controleer", ["imei": .string(TrialHub.imei(1))])
            #expect(refused.status == 429 && refused.fields[.retryAfter] == "20")
            #expect(try await hub.post("/v1/toestellen/_controleer", ["imei": .string(TrialHub.imei(2))]).status == 200)
            let browser = TrialBrowser(hub)
            let page = try await browser.send(try await browser.get("/nl/toestel-controleren"), ["imei": TrialHub.imei(1)])
            #expect(page.answer.status == 429 && page.answer.fields[.retryAfter] == "20")
            #expect(page.check.faults == [] && page.check.text.contains("Probeer het weer over 20 seconden."))
            hub.clock.advance(by: .seconds(20))
            #expect(try await hub.post("/v1/toestellen/_controleer", ["imei": .string(TrialHub.imei(1))]).status == 200)
        }
    }
}
