// SPDX-License-Identifier: EUPL-1.2

import Testing

@testable import Operations

@Suite("Nearest name")
struct NearestNameTests {
    private let keys = ["public.port", "public.host", "log.level", "log.form", "store.path"]

    @Test(
        "changes are counted, two swapped letters as one",
        arguments: [
            ("", "", 0), ("abc", "abc", 0), ("abc", "", 3), ("kitten", "sitting", 3), ("prot", "port", 1), ("ab", "abc", 1),
        ])
    func distance(left: String, right: String, expected: Int) {
        #expect(NearestName.distance(Array(left.utf8), Array(right.utf8)) == expected)
        #expect(NearestName.distance(Array(right.utf8), Array(left.utf8)) == expected)
    }

    @Test(
        "a misspelt key finds what was meant",
        arguments: [
            ("public.prot", "public.port"), ("log.levl", "log.level"), ("store_path", "store.path"), ("loglevel", "log.level"),
        ])
    func near(name: String, expected: String) {
        #expect(NearestName.suggestion(for: name, among: keys) == expected)
    }

    @Test("a key in the wrong section is found by its last word, when only one has it")
    func section() {
        #expect(NearestName.suggestion(for: "database.settings.path", among: keys) == "store.path")
        #expect(NearestName.suggestion(for: "database.settings.path", among: keys + ["edge.path"]) == nil)
    }

    @Test("nothing near gives nothing", arguments: ["", "telemetry", "x", String(repeating: "p", count: 5000)])
    func far(name: String) {
        #expect(NearestName.suggestion(for: name, among: keys) == nil)
    }
}
