// SPDX-License-Identifier: EUPL-1.2

import Exchange
import HTTPTypes
import Ledger
import PageCheck
import SignIn
import Testing

@testable import Hub

@Suite("Safety of forms")
struct FormSafetyTests {
    private static let values = ["soort": "theft", "imei": TrialHub.imei(7), "datum": "2026-03-01"]

    @Test("a form without our token, with another browser's, or without the cookie is refused, and nothing is entered")
    func forged() async throws {
        try await TrialHub.run { hub in
            let (victim, before) = (TrialBrowser(hub), hub.size())
            let form = try await victim.get("/nl/melden")
            let attacker = TrialBrowser(hub)
            let theirs = try await attacker.get("/nl/melden")
            for token in ["", "x", String(repeating: "0", count: 64), theirs.value("token") ?? "?"] {
                let page = try await victim.send(form, FormSafetyTests.values.merging(["token": token]) { $1 })
                #expect(page.answer.status == 403 && page.check.faults == [])
                #expect(page.check.text.contains("Dit formulier is verlopen"))
            }
            let cookieless = TrialBrowser(hub)
            #expect(try await cookieless.send(form, FormSafetyTests.values).answer.status == 403)
            #expect(hub.size() == before)
            #expect(try await victim.send(form, FormSafetyTests.values).path == "/nl/melden/ontvangen")
        }
    }

    @Test("a form that another site sends is refused, even with the right token")
    func elsewhere() async throws {
        try await TrialHub.run { hub in
            let browser = TrialBrowser(hub)
            let form = try await browser.get("/nl/melden")
            for fields in [
                [.secFetchSite: "cross-site"], [.secFetchSite: "same-site"], [.origin: "https://elsewhere.example"],
                [.origin: "https://hub.example.elsewhere.example"],
            ] as [HTTPFields] {
                browser.fields = fields
                #expect(try await browser.send(form, FormSafetyTests.values).answer.status == 403)
            }
            for fields in [[:], [.origin: "null"], [.origin: "https://hub.example"], [.secFetchSite: "none"]] as [HTTPFields] {
                browser.fields = fields
                #expect(try await browser.send(form, FormSafetyTests.values).path == "/nl/melden/ontvangen")
            }
        }
    }

    @Test("what is no form, or too large, is refused in words")
    func odd() async throws {
        try await TrialHub.run { hub in
            let browser = TrialBrowser(hub)
            let form = try await browser.get("/nl/melden")
            #expect(try await browser.post("/nl/melden", [:], type: "application/json").answer.status == 415)
            let large = try await browser.send(form, ["omschrijving": String(repeating: "a", count: 70_000)])
            #expect(large.answer.status == 413 && large.check.text.contains("Dit is te veel"))
            #expect(try await browser.post("/nl/nergens", ["token": form.value("token") ?? ""]).answer.status == 404)
        }
    }

    @Test("a cookie that was made or altered by somebody else is no pass")
    func forgedPass() throws {
        let seal = PageSeal(key: [UInt8](repeating: 1, count: 32))
        let other = PageSeal(key: [UInt8](repeating: 2, count: 32))
        let pass = ReportPass(try ReportReference("DV-7K3M-Q9TX-2HRA-1"), from: TrialHub.start, isNew: true, done: "x")
        func read(_ field: String, _ seal: PageSeal) -> ReportPass? {
            ReportPass([String(field.prefix { $0 != ";" })], seal: seal, at: TrialHub.start)
        }
        let field = pass.field(seal)
        #expect(read(field, seal) == pass)
        #expect(read(field, other) == nil)
        #expect(read(field.replacing("=", with: "=A", maxReplacements: 1), seal) == nil)
        #expect(ReportPass([], seal: seal, at: TrialHub.start) == nil)
        #expect(pass.field(seal) != field, "the same pass is never sealed alike")
    }

    @Test(
        "a form is read as browsers write it",
        arguments: [
            ("a=b", "b"), ("a=b+c", "b c"), ("a=%C3%A9", "é"), ("a=%", nil), ("a=%4", nil), ("a=%zz", nil), ("b=c", ""),
            ("a", ""),
            ("a=1&a=2", "1"), ("a=+b%0D%0Ac+", "b\nc"), ("a=%FF", nil), ("%61=b", "b"), ("a=b=c", "b=c"), ("&&a=b&&", "b"),
        ] as [(String, String?)])
    func parsed(text: String, value: String?) {
        #expect(FormData(parsing: Array(text.utf8))?["a"] == value)
    }

    @Test("of boxes with one name all that were ticked are there, in their order")
    func boxes() {
        let form = FormData(parsing: Array("zaak=b&x=1&zaak=a".utf8))
        #expect(form?.all("zaak") == ["b", "a"] && form?["zaak"] == "b" && form?.all("y") == [])
    }

    @Test("whatever bytes come as a form or as cookies, reading them ends well")
    func random() {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<2_000 {
            let bytes = (0..<Int.random(in: 0..<200)).map { _ in
                Bool.random() ? UInt8.random(in: 0...255, using: &generator) : Array("a=&%;+ 4F".utf8).randomElement() ?? 0
            }
            #expect((FormData(parsing: bytes)?.texts.count ?? 0) <= 400)
            _ = ReportPass.cookie.value(in: [String(decoding: bytes.filter { $0 > 0x1F && $0 < 0x7F }, as: UTF8.self)])
        }
    }

    @Test("keys of forms are UUIDs of version 4")
    func keys() {
        let key = PageSeal.randomUUID()
        #expect(key.utf8.count == 36 && key != PageSeal.randomUUID())
        #expect(Array(key)[14] == "4" && Array(key)[19] == "8")
    }
}
