// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Foundation
import Testing

@testable import Pages

@Suite("Messages")
struct MessagesTests {
    private let renderer: PageRenderer
    private var dutch: Messages { renderer.messages(in: .dutch) }
    private var english: Messages { renderer.messages(in: .english) }

    init() throws { renderer = try PageRenderer() }

    @Test("both languages have the same keys, and each text the same places to fill in")
    func complete() {
        #expect(dutch.keys == english.keys)
        #expect(dutch.keys.count > 200)
        for key in dutch.keys { #expect(dutch.places(in: key) == english.places(in: key), "\(key)") }
    }

    @Test("no text is the same in both languages, but for names, units and words that are")
    func translated() {
        let same: Set<String> = [
            "site-name", "day", "month-4", "month-9", "month-11", "month-12", "span-milliseconds", "span-seconds", "span-minutes",
            "field-model", "nav-monitor", "home-monitor", "monitor-title", "about-cookies",
            "term-week", "admin-register", "super-ladder",
        ]
        for key in dutch.keys where dutch[key] == english[key] { #expect(same.contains(key), "\(key): \(dutch[key])") }
    }

    /// All of the sources in which messages are used, as one text.
    private static func sources() throws -> String {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        var text = ""
        for folder in ["Sources/Pages", "Sources/Hub/Pages"] {
            let files = FileManager.default.enumerator(at: root.appending(path: folder), includingPropertiesForKeys: nil)
            for case let file as URL in files ?? .init() where ["swift", "mustache"].contains(file.pathExtension) {
                text += try String(contentsOf: file, encoding: .utf8)
            }
        }
        return text
    }

    /// Messages whose key is put together out of a name from elsewhere.
    private static let families = [
        "month-", "nav-", "event-", "case-stage-", "desk-phase-", "refused-", "gegrond-", "toegewezen-", "onderdeel-", "role-",
        "activity-", "purpose-", "basis-", "kind-", "phase-", "decision-", "field-",
        "order-stage-", "order-do-", "order-task-", "order-event-", "order-opschorting-", "letter-subject-", "hint-", "soort-",
        "reden-", "fault-", "span-", "work-", "term-", "wait-cause-", "clearance-", "flood-",
    ]

    @Test("every message is used, and every message that is used is there")
    func used() throws {
        let sources = try MessagesTests.sources()
        for key in dutch.keys where !MessagesTests.families.contains(where: { key.hasPrefix($0) }) {
            let isText = key.hasSuffix("-text") && sources.contains("\"\(key.dropLast(5))\"")
            #expect(isText || sources.contains("t.\(key)}}") || sources.contains("\"\(key)\""), "\(key) is not used")
        }
        var rest = sources[...]
        var count = 0
        while let start = rest.range(of: "{{t."), let end = rest[start.upperBound...].range(of: "}}") {
            let key = String(rest[start.upperBound..<end.lowerBound])
            #expect(dutch.text(key) != nil, "\(key) is not there")
            rest = rest[end.upperBound...]
            count += 1
        }
        #expect(count > 100)
    }

    @Test("the messages for what the API can answer are there")
    func families() {
        for phase in CasePhase.allCases { #expect(dutch.text("phase-\(phase.rawValue)") != nil) }
        for month in 1...12 { #expect(dutch.text("month-\(month)") != nil) }
        for detail in PublicForms.details + PublicForms.grouped { #expect(dutch.text("fault-\(detail)") != nil) }
    }

    @Test("places are filled in once, and what is filled in is not read for places again")
    func filled() {
        #expect(dutch.text("wait-seconds", ["n": "{n}"]) == "{n} seconden")
        #expect(dutch.text("wait-seconds", [:]) == "{n} seconden")
        #expect(dutch["no-such-key"] == "[no-such-key]")
    }

    @Test("a file with a line without a key, or a key twice, is refused by its line or key")
    func refused() {
        for (text, reason) in [("a = b\nc", "Line 2"), ("a = b\na = c", "key a"), ("= b", "Line 1"), ("a =", "Line 1")] {
            do {
                _ = try Messages(parsing: Array(text.utf8), language: .dutch, file: "x")
                Issue.record("\(text) was read")
            } catch {
                #expect(error.description.contains(reason), "\(error)")
            }
        }
    }

    @Test("moments are those of Dutch clocks, in words")
    func moments() {
        let summer = Instant(milliseconds: 1_783_000_000_000)
        #expect(dutch.moment(summer) == "2 juli 2026, 15:46 uur")
        #expect(english.moment(summer) == "2 July 2026, 15:46")
        #expect(english.moment(Instant(milliseconds: 1_772_442_000_000)) == "2 March 2026, 10:00")
    }

    @Test(
        "a time is told in the unit that fits",
        arguments: [
            (0, "0 ms"), (999, "999 ms"), (1_000, "1 s"), (2_449, "2,4 s"), (60_000, "1 min"), (90_000, "1,5 min"),
            (3_600_000, "1 uur"), (172_800_000, "2 dagen"), (-5, "0 ms"),
        ] as [(Int64, String)])
    func spans(milliseconds: Int64, text: String) {
        #expect(dutch.span(milliseconds: milliseconds) == text)
    }

    @Test("thousands stand apart")
    func numbers() {
        #expect(dutch.number(0) == "0")
        #expect(dutch.number(100_000) == "100.000")
        #expect(english.number(-1_234_567) == "-1,234,567")
    }

    @Test(
        "the language is the one that the browser likes best",
        arguments: [
            (nil, Language.dutch), ("en", .english), ("en-GB,en;q=0.9,nl;q=0.8", .english), ("fr, nl;q=0.5, en;q=0.4", .dutch),
            ("nl;q=0, en;q=0.1", .english), ("de", .dutch), ("", .dutch), (";;;,,,q", .dutch),
        ] as [(String?, Language)])
    func preferred(header: String?, language: Language) {
        #expect(Language.preferred(by: header) == language)
    }

    @Test("every page has a path of its own in each language")
    func paths() {
        let paths = Language.allCases.flatMap { language in Place.allCases.map { $0.path(in: language) } }
        #expect(Set(paths).count == paths.count)
        #expect(paths.allSatisfy { $0.hasPrefix("/nl") || $0.hasPrefix("/en") })
    }
}
