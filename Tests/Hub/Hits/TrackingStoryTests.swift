// SPDX-License-Identifier: EUPL-1.2

import Devices
import Exchange
import HTTPTypes
import Ledger
import PageCheck
import Testing

@testable import Hub

@Suite("Following a device in the place of blocking it")
struct TrackingStoryTests {
    private static func decide(_ kind: String, _ number: Int, in caseID: String, at hub: TrialHub) async throws {
        let proposed = try await hub.propose(kind, in: caseID)
        try #require(proposed.status == 201, "\(proposed.text)")
        let confirmed = try await hub.confirm(number, in: caseID)
        try #require(confirmed.status == 201, "\(confirmed.text)")
    }

    private static func row(_ caseID: String, at hub: TrialHub) async throws -> JSON {
        let rows = try await hub.get("/v1/zaken", as: Cast.first).json["zaken"]?.array ?? []
        return try #require(rows.first { $0["zaak"]?.string == caseID })
    }

    @Test("from the list to track, to block and back, each a decision of two persons, and each goes to every edge")
    func lists() async throws {
        try await TrialHub.run { hub in
            let reported = try await hub.report(7)
            try await Self.decide("track", 1, in: reported.caseID, at: hub)
            let again = try await hub.propose("track", in: reported.caseID)
            try await Self.decide("block", 2, in: reported.caseID, at: hub)
            try await Self.decide("track", 3, in: reported.caseID, at: hub)

            #expect(again.status == 409 && again.code == "not-now", "\(again.text)")
            let listings = try await hub.listings()
            #expect(listings.map { $0.listed.keys.map(\.rawValue) } == [["tracking"], ["prohibited"], ["tracking"]])
            #expect(listings.allSatisfy { $0.listed.values.first == [TrialHub.subject(7)] && $0.released.isEmpty })
        }
    }

    @Test("a device that another case blocks stays blocked, whatever is followed")
    func stronger() async throws {
        try await TrialHub.run { hub in
            _ = try await hub.blocked(7)
            let other = try await hub.report(7)
            try await Self.decide("track", 1, in: other.caseID, at: hub)

            #expect(try await hub.listings().count == 1)
        }
    }

    @Test("a hit is an alert to the police with time and area, on the worklist with a term, until somebody noted what he did")
    func alert() async throws {
        try await HitDoorTests.run { hub in
            let reported = try await hub.report(TrialHub.theft(of: [7]))
            try await Self.decide("track", 1, in: reported.caseID, at: hub)
            #expect(try await Self.row(reported.caseID, at: hub)["alarm"] == false)
            let size = hub.size()

            hub.clock.advance(by: .hours(1))
            let seen = hub.clock.now()
            let answer = try await HitDoorTests.send([HitDoorTests.row(7, at: seen, area: "204-08-1A2B")], to: hub)

            // Pages that are open hear that the log grew (LiveStream), and read the worklist again.
            #expect(HitDoorTests.outcomes(answer) == ["vastgelegd"] && hub.size() == size + 1)
            let row = try await Self.row(reported.caseID, at: hub)
            #expect(row["alarm"] == true && row["wachtOp"] == ["decide"])
            #expect(row["termijn"] == .string((seen + .hours(4)).description))
            let shown = try await HitDoorTests.show(reported, at: hub)
            #expect(shown["alarm"] == true && shown["mogelijk"]?["opvolgen"] == true)
            #expect(shown["treffers"]?[0]?["gebied"] == "204-08-1A2B")

            let path = "/v1/zaken/\(reported.caseID)/opvolgingen"
            let system = try await hub.post(path, ["redenen": "Ter plaatse."], as: Cast.policeSystem)
            #expect(system.status == 403 && system.code == "person-needed")
            #expect(try await hub.post(path, ["redenen": "Ter plaatse."], as: Cast.claims).status == 403)
            #expect(try await hub.post(path, ["redenen": "Ter plaatse."], as: Cast.first).status == 201)
            #expect(try await hub.post(path, ["redenen": "Nog eens."], as: Cast.first).code == "not-now")

            let after = try await Self.row(reported.caseID, at: hub)
            #expect(after["alarm"] == false && after["wachtOp"] == [])
            let story = try await HitDoorTests.show(reported, at: hub)["verloop"]?.array ?? []
            #expect(story.last?["soort"] == "hit-follow-up" && story.last?["redenen"] == "Ter plaatse.")
        }
    }

    @Test("a hit of a blocked device stands in its case and is no alert")
    func blocked() async throws {
        try await HitDoorTests.run { hub in
            let reported = try await hub.blocked(7)
            _ = try await HitDoorTests.send([HitDoorTests.row(7)], to: hub)

            #expect(try await Self.row(reported.caseID, at: hub)["alarm"] == false)
            #expect(try await HitDoorTests.show(reported, at: hub)["mogelijk"]?["opvolgen"] == false)
        }
    }

    @Test("who reported sees that it is followed, never that or where it was seen")
    func reporter() async throws {
        try await HitDoorTests.run { hub in
            var body = TrialHub.theft(of: [7]).object ?? [:]
            body["gegevens"] = ["datum": "2026-03-01", "wens": "track"]
            let reported = try await hub.report(.object(body))
            #expect(try await HitDoorTests.show(reported, at: hub)["meldingen"]?[0]?["gegevens"]?["wens"] == "track")
            try await Self.decide("track", 1, in: reported.caseID, at: hub)
            let before = try await hub.follow(reported)
            _ = try await HitDoorTests.send([HitDoorTests.row(7, area: "204-08-1A2B")], to: hub)
            let after = try await hub.follow(reported)

            #expect(before.json["standen"] == ["tracking"] && before.bytes == after.bytes)
            let browser = TrialBrowser(hub)
            let page = try await browser.send(
                try await browser.get("/en/follow"), ["melding": reported.reference, "geheim": reported.secret ?? ""])
            #expect(page.check.text.contains("The device is tracked.") && page.check.faults == [])
            #expect(!page.check.text.contains("204-08-1A2B"))
        }
    }

    @Test("the pages: the alert on the worklist and in the case, the form that ends it")
    func pages() async throws {
        try await HitDoorTests.run { hub in
            let reported = try await hub.report(7)
            try await Self.decide("track", 1, in: reported.caseID, at: hub)
            _ = try await HitDoorTests.send([HitDoorTests.row(7, area: "204-08-1A2B")], to: hub)
            let browser = try TrialBrowsing(at: hub)
            try await browser.admit("p-1", subject: "sub-p-1", rights: [.decide, .confirm])
            try await browser.signIn(subject: "sub-p-1", level: "urn:etoegang:core:assurance-class:loa4")
            let path = "/nl/zaken/\(reported.caseID)"

            let list = try await browser.call(.get, "/nl/zaken")
            #expect(
                PageCheck(list.text).text.contains("ALARM: gevolgd toestel gezien") && list.text.contains("data-live=\"/live\""))
            let file = try await browser.call(.get, path)
            #expect(PageCheck(file.text).text.contains("Een gevolgd toestel is gezien.") && PageCheck(file.text).faults == [])
            #expect(file.text.contains("\(path)/opvolging"))
            let form = try await browser.call(.get, path + "/opvolging")
            #expect(form.text.contains("204-08-1A2B") && PageCheck(form.text).faults == [])
            #expect(try await browser.send(path + "/opvolging", [("redenen", "")]).status == 400)
            let sent = try await browser.send(path + "/opvolging", [("redenen", "Ter plaatse geweest.")])
            #expect(sent.status == 303 && sent.fields[.location] == path)
            let after = try await browser.call(.get, path)
            #expect(!after.text.contains("Een gevolgd toestel is gezien.") && after.text.contains("Ter plaatse geweest."))
            #expect(try await browser.call(.get, path + "/opvolging").text.contains("Er is geen treffer die nog opvolging vraagt."))
        }
    }
}
