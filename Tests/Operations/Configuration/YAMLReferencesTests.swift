// SPDX-License-Identifier: EUPL-1.2

import Testing

@testable import Operations

@Suite("YAML references")
struct YAMLReferencesTests {
    private func count(_ text: String) -> Int { YAMLReferences(Array(text.utf8)).count }

    @Test(
        "every place where an anchor, alias or tag may begin is seen",
        arguments: [
            "a: &x 1", "a: *x", "a: !!str 1", "- *x", "? *x", "*x : 1", "&x a: 1", "[*x]", "{a: 1, *x : 2}", "[a,*x]", "\"a\":*x",
            "--- *x", "a:\n  &x\n  b: 1", "a:\r*x", "a: \t &x 1", "\u{FEFF}*x", "a:\u{85}*x", "a:\u{2028}*x", "a: ! &x",
        ])
    func seen(text: String) {
        #expect(count(text) > 0)
    }

    @Test(
        "ordinary texts hold none",
        arguments: [
            "name: Politie & OM", "path: /var/*.log", "host: \"*.example.nl\"", "host: '*'", "formula: 2*3", "note: hello!",
            "a: b&c", "url: https://example.nl/?a=1&b=2",
        ])
    func ordinary(text: String) {
        #expect(count(text) == 0)
    }

    @Test("the first place's line is told")
    func line() {
        #expect(YAMLReferences(Array("a: 1\nb: 2\r\nc: *x\nd: *y\n".utf8)).firstLine == 3)
    }

    @Test("places are counted one by one")
    func counted() {
        #expect(count("a: &a [x, y]\nb: [*a, *a, *a]\n") == 4)
    }
}
