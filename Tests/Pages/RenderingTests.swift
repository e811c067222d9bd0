// SPDX-License-Identifier: EUPL-1.2

import Ledger
import PageCheck
import Testing

@testable import Pages

@Suite("Rendering")
struct RenderingTests {
    private let renderer: PageRenderer

    init() throws { renderer = try PageRenderer() }

    @Test("every page is well formed, and has what people without eyes or mouse need", arguments: Language.allCases)
    func wellFormed(language: Language) {
        let pages = SamplePages(renderer: renderer, language: language, outside: "Voorbeeld 1").pages
        let parts: Set = ["chart", "choice", "facts", "field", "layout", "live", "select", "summary", "table", "work-row"]
        #expect(Set(pages.map { String($0.name.split(separator: " ")[1]) }) == Set(PageRenderer.templateNames).subtracting(parts))
        for (name, html) in pages {
            let check = PageCheck(html)
            #expect(check.faults == [], "\(name)")
            #expect(check["html"].first?.attributes["lang"] == language.rawValue)
            #expect(!check.text.contains("[") && !check.text.contains("{"), "\(name) shows a key or a place")
            #expect(check["a"].first?.attributes["href"] == "#main")
        }
    }

    /// What tries to be markup, in ways that have worked somewhere.
    static let attacks = [
        "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onmouseover='alert(1)",
        "</textarea><script>alert(1)</script>",
        // A quotation mark with an accent is one character to Swift, and still a quotation mark to a browser.
        "\"\u{301} autofocus onfocus=alert(1) x=\"\u{301}", "<\u{338}script>", "{{t.skip}}{{{t.skip}}}{{>layout}}",
        "&lt;b&gt;&#60;",
        "</title><script>alert(1)</script>", "]]><!--", "javascript:alert(1)", "\u{0}\u{1}\u{202E}<b>",
    ]

    @Test("no text from outside becomes markup, on any page", arguments: attacks)
    func attacked(attack: String) {
        for language in Language.allCases {
            let calm = SamplePages(renderer: renderer, language: language, outside: "x").pages
            let attacked = SamplePages(renderer: renderer, language: language, outside: attack).pages
            for (before, after) in zip(calm, attacked) {
                let (expected, found) = (PageCheck(before.html), PageCheck(after.html))
                #expect(found.faults == [], "\(after.name)")
                #expect(found.elements.map(\.name) == expected.elements.map(\.name), "\(after.name)")
                #expect(
                    found.elements.map { Set($0.attributes.keys) } == expected.elements.map { Set($0.attributes.keys) },
                    "\(after.name)")
                #expect(found["a"].allSatisfy { $0.attributes["href"]?.hasPrefix("javascript") != true })
            }
        }
    }

    @Test("what was typed comes back as it was typed, line breaks included")
    func typed() throws {
        let text = "Regel een\n  Regel \"twee\" <drie> & vier's"
        let form = FormView(values: ["omschrijving": text], messages: renderer.messages(in: .dutch))
        let html = String(
            decoding: renderer.page(
                "report", showing: PublicForms.report(form, key: "k"),
                in: Frame(language: .dutch, title: "report-title", place: .report)), as: UTF8.self)
        let area = try #require(html.firstRange(of: "<textarea id=\"omschrijving\""))
        let rest = html[area.upperBound...]
        let start = try #require(rest.firstRange(of: ">\n"))
        let end = try #require(rest.firstRange(of: "</textarea>"))
        #expect(rest[start.upperBound..<end.lowerBound] == "Regel een\n  Regel &quot;twee&quot; &lt;drie&gt; &amp; vier&#39;s")
    }

    @Test("a fault is said at the top with a link, and at its field, which refers to it")
    func faults() throws {
        let form = FormView(
            faults: [FormFault("imei", "Te kort."), FormFault("datum", "Vul in.")], messages: renderer.messages(in: .dutch))
        let page = check("report", PublicForms.report(form, key: "k"), isFaulty: true)
        #expect(page.faults == [])
        let imei = try #require(page.element("imei"))
        #expect(imei.attributes["aria-invalid"] == "true")
        #expect(imei.attributes["aria-describedby"] == "imei-hint imei-fault")
        #expect(page["a"].contains { $0.attributes["href"] == "#datum" })
        #expect(page.element("merk")?.attributes["aria-invalid"] == nil)
        #expect(page.text.contains("Fout: Gestolen of verloren toestel melden"))
    }

    @Test("a chosen answer stays chosen")
    func chosen() {
        let form = FormView(values: ["soort": "loss"], messages: renderer.messages(in: .dutch))
        let page = check("report", PublicForms.report(form, key: "k"))
        let answers = page["input"].filter { $0.attributes["name"] == "soort" }
        #expect(answers.map { $0.attributes["checked"] != nil } == [false, true])
        #expect(answers.map { $0.attributes["value"] } == ["theft", "loss"])
    }

    @Test("the page says where one is, and leads to itself in the other language")
    func frame() throws {
        let page = check("follow", PublicForms.follow(FormView(messages: renderer.messages(in: .dutch))), place: .follow)
        let current = page["a"].filter { $0.attributes["aria-current"] == "page" }
        #expect(current.map { $0.attributes["href"] } == ["/nl/volgen"])
        #expect(page["a"].contains { $0.attributes["hreflang"] == "en" && $0.attributes["href"] == "/en/follow" })
    }

    @Test("a demonstration says so at the top of the page; any other page does not")
    func demonstration() {
        var frame = Frame(language: .dutch, title: "home-title", place: .home)
        func text() -> String { PageCheck(String(decoding: renderer.page("home", showing: [:], in: frame), as: UTF8.self)).text }
        #expect(!text().contains("Demonstratie"))
        frame.isDemonstration = true
        #expect(text().contains("Demonstratie: iedereen op deze computer kan iedereen zijn."))
        #expect(!text().contains("Aanmelden"))
        frame.account = .init(text: "Aanmelden", path: "/nl/aanmelden")
        #expect(text().contains("Aanmelden"))
    }

    @Test("the chart has a bar of each amount, the longest the longest, and the same figures in a table")
    func chart() throws {
        let figures: JSON = [
            "deelnemers": [
                [
                    "naam": "Een", "achterstand": ["versies": 0],
                    "blokkeren": ["aantal": 1, "p50": 100, "p95": 400, "langste": 400],
                ],
                [
                    "naam": "Twee", "achterstand": ["versies": 0],
                    "blokkeren": ["aantal": 1, "p50": 200, "p95": 800, "langste": 800],
                ],
            ]
        ]
        let page = check("monitor", MonitorView.view(figures, messages: renderer.messages(in: .english)))
        #expect(page["rect"].compactMap { $0.attributes["width"] } == ["47", "190", "95", "380"])
        #expect(page["table"].count == 2)
        #expect(page.text.contains("Een: Median 100 ms, 95 out of 100 within 400 ms"))
    }

    @Test("a chart without any amount has bars that can be seen")
    func emptyChart() {
        let chart = BarChart(
            id: "a", title: "b", series: ["c"], rows: [.init(label: "d", bars: [.init(amount: 0, text: "0")])], table: [:])
        guard case .list(let bars)? = chart.view["bars"] else { return #expect(Bool(false)) }
        #expect(bars.first?["w"] == "2")
    }

    @Test("assets have a path that changes with them, and neither style nor script asks anything of elsewhere")
    func assets() {
        #expect(Set(Asset.all.map(\.path)).count == 3)
        for asset in Asset.all {
            #expect(asset.path.split(separator: "-").last?.split(separator: ".").first?.count == 16)
            #expect(Asset(asset.bytes + [0x20], ending: "css", mediaType: "text/css").path != asset.path)
        }
        for asset in [Asset.style, .script] {
            let text = String(decoding: asset.bytes, as: UTF8.self)
            #expect(!text.contains("http") && !text.contains("url(") && !text.contains("@import"))
        }
    }

    @Test("there is no page of a template that is not there")
    func missing() {
        #expect(renderer.page("nothing", showing: [:], in: Frame(language: .dutch, title: "home-title", place: nil)).isEmpty)
        #expect(renderer.page("home", showing: "text", in: Frame(language: .dutch, title: "home-title", place: nil)).isEmpty)
    }

    private func check(
        _ template: String, _ view: View, place: Place? = nil, language: Language = .dutch, isFaulty: Bool = false
    ) -> PageCheck {
        let frame = Frame(language: language, title: "\(template)-title", place: place, isFaulty: isFaulty)
        return PageCheck(String(decoding: renderer.page(template, showing: view, in: frame), as: UTF8.self))
    }
}
