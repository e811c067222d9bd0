// SPDX-License-Identifier: EUPL-1.2

import Devices
import Exchange
import HTTPTypes
import Ledger
import PageCheck
import Testing

@testable import Hub

@Suite("The form of a report with more in it, and its file")
struct EvidencePagesTests {
    private static let values = [
        "soort": "theft", "imei": TrialHub.imei(7), "datum": "2026-03-01", "wens": "track", "aankoop-soort": "receipt",
        "aankoop-verkoper": "Voorbeeld Winkel", "aankoop-datum": "2025-05-01", "aankoop-nummer": "B-17",
        "locatie-punt": "52.37022, 4.89517", "locatie-nauwkeurigheid": "20", "locatie-moment": "2026-03-01T20:30",
    ]

    /// A form with a file as a browser makes it.
    static func multipart(_ browser: TrialBrowser, _ page: TrialBrowser.Shown, _ name: String, _ bytes: [UInt8]) async throws
        -> TrialBrowser.Shown
    {
        let boundary = "----grens7MA4YWxk"
        var body: [UInt8] = []
        for field in ["token", "key"] {
            body += Array(
                "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(field)\"\r\n\r\n\(page.value(field) ?? "")\r\n".utf8)
        }
        body += Array(
            "--\(boundary)\r\nContent-Disposition: form-data; name=\"bestand\"; filename=\"\(name)\"\r\nContent-Type: text/html\r\n\r\n"
                .utf8)
        body += bytes + Array("\r\n--\(boundary)--\r\n".utf8)
        return try await browser.post(page.path, bytes: body, type: "multipart/form-data; boundary=\(boundary)")
    }

    private static func reported(_ hub: TrialHub) async throws -> (browser: TrialBrowser, caseID: String) {
        let browser = TrialBrowser(hub)
        let page = try await browser.send(try await browser.get("/nl/melden"), values)
        try #require(page.path == "/nl/melden/ontvangen", "\(page.check.text)")
        let start = try #require(page.answer.text.firstRange(of: "DV-"))
        return (browser, String(page.answer.text[start.lowerBound...].prefix(17)))
    }

    @Test("what was typed is with the report as the API has it, on Dutch clocks")
    func details() async throws {
        try await TrialHub.run { hub in
            let (_, caseID) = try await Self.reported(hub)

            let details = try await hub.get("/v1/zaken/\(caseID)", as: Cast.first).json["meldingen"]?[0]?["gegevens"]
            #expect(details?["wens"] == "track")
            #expect(
                details?["aankoop"]
                    == ["soort": "receipt", "verkoper": "Voorbeeld Winkel", "datum": "2025-05-01", "nummer": "B-17"])
            #expect(
                details?["locatie"]
                    == ["breedte": 52.37022, "lengte": 4.89517, "nauwkeurigheid": 20, "moment": "2026-03-01T19:30:00.000Z"])
        }
    }

    @Test("what is wrong in it is said at its field, once")
    func faults() async throws {
        try await TrialHub.run { hub in
            let browser = TrialBrowser(hub)
            var values = Self.values
            for (name, value) in [
                ("aankoop-soort", ""), ("aankoop-datum", "2027-01-01"), ("locatie-punt", "bij de brug"),
                ("locatie-nauwkeurigheid", "ver"), ("locatie-moment", "2027-01-01T10:00"), ("wens", "verkopen"),
            ] { values[name] = value }
            let page = try await browser.send(try await browser.get("/nl/melden"), values)

            #expect(page.answer.status == 400 && page.check.faults == [])
            let links = page.check["a"].compactMap { $0.attributes["href"] }.filter { $0.hasPrefix("#") && $0 != "#main" }
            #expect(
                links == [
                    "#wens", "#aankoop-soort", "#aankoop-datum", "#locatie-punt", "#locatie-nauwkeurigheid", "#locatie-moment",
                ])
            #expect(page.value("locatie-punt") == "bij de brug")
        }
    }

    @Test("a file is added by a form, shown with the report, and read by the police")
    func file() async throws {
        try await TrialHub.run { hub in
            let (browser, caseID) = try await Self.reported(hub)
            let form = try await browser.get("/nl/volgen/aankoopbewijs")
            #expect(form.check.faults == [])

            let added = try await Self.multipart(browser, form, "C:\\foto's\\bon.pdf", AttachmentDoorTests.pdf)
            #expect(
                added.path == "/nl/volgen/stand" && added.check.text.contains("Het bestand is toegevoegd."), "\(added.check.text)")
            #expect(added.check.text.contains("bon.pdf, 1 kB") && added.check.faults == [])

            let police = try TrialBrowsing(at: hub)
            try await police.admit("p-1", subject: "sub-p-1", rights: [.decide])
            try await police.signIn(subject: "sub-p-1", level: "urn:etoegang:core:assurance-class:loa4")
            let file = try await police.call(.get, "/nl/zaken/\(caseID)")
            #expect(file.text.contains("/nl/zaken/\(caseID)/bewijsstukken/1") && file.text.contains("52.37022, 4.89517"))
            #expect(PageCheck(file.text).text.contains("Het toestel volgen") && PageCheck(file.text).faults == [])
            let content = try await police.call(.get, "/nl/zaken/\(caseID)/bewijsstukken/1")
            #expect(content.bytes == AttachmentDoorTests.pdf && content.fields[.contentType] == "application/octet-stream")
            #expect(content.fields[.contentDisposition]?.hasPrefix("attachment;") == true)
        }
    }

    @Test("a page, nothing, a file too large and a strange form are refused in words, and enter nothing")
    func refused() async throws {
        try await TrialHub.run { hub in
            let (browser, _) = try await Self.reported(hub)
            let size = hub.size()
            let form = try await browser.get("/en/follow/proof-of-purchase")

            let page = try await Self.multipart(browser, form, "receipt.pdf", Array("<html>".utf8))
            #expect(page.answer.status == 400 && page.check.text.contains("is no PDF, JPEG or PNG") && page.check.faults == [])
            let none = try await Self.multipart(browser, form, "", [])
            #expect(none.answer.status == 400 && none.check.text.contains("Choose a file."))
            let large = try await Self.multipart(
                browser, form, "r.pdf", AttachmentDoorTests.pdf + [UInt8](repeating: 0, count: 1 << 20))
            #expect(large.answer.status == 400 && large.check.text.contains("too large"))
            let strange = try await browser.post(
                form.path, bytes: Array("--x\r\nnothing".utf8), type: "multipart/form-data; boundary=x")
            #expect(strange.answer.status == 400)
            let elsewhere = try await browser.post(
                "/en/report", bytes: Array("--x--".utf8), type: "multipart/form-data; boundary=x")
            #expect(elsewhere.answer.status == 415)
            #expect(hub.size() == size)
        }
    }
}
