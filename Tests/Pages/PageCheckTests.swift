// SPDX-License-Identifier: EUPL-1.2

import PageCheck
import Testing

/// The reader of pages finds what it says it finds; else it would prove nothing.
@Suite("Reader of pages")
struct PageCheckTests {
    private static func page(_ main: String) -> String {
        """
        <!DOCTYPE html>
        <html lang="nl"><head><title>t</title></head><body><header></header><main>\(main)</main><footer></footer></body></html>
        """
    }

    @Test("a page that is right has no faults, and its text and elements are read")
    func right() {
        let check = PageCheck(
            PageCheckTests.page("<h1>Kop &amp; staart</h1><label for=\"a\">A</label><input id=\"a\" name=\"a\" type=\"text\">"))
        #expect(check.faults == [])
        #expect(check.text.contains("Kop & staart"))
        #expect(check.element("a")?.attributes["name"] == "a")
    }

    @Test(
        "each fault is found",
        arguments: [
            "<h1>a</h1><p>b", "<h1>a</h1></p>", "<h1>a</h1><p class=b>c</p>", "<h1>a</h1><p onclick=\"b\">c</p>",
            "<h1>a</h1><p style=\"b\">c</p>", "<h1>a</h1><script>b</script>", "<h1>a</h1><style>b</style>",
            "<h1>a</h1><h3>b</h3>", "<h1>a</h1><h1>b</h1>", "<p>a</p>", "<h1>a & b</h1>", "<h1>a > b</h1>", "<h1>a < b</h1>",
            "<h1>a</h1><input id=\"b\" type=\"text\">", "<h1>a</h1><label for=\"b\">c</label>",
            "<h1 id=\"a\">a</h1><p id=\"a\">b</p>", "<h1>a</h1><a href=\"#b\">c</a>", "<h1>a</h1><a href=\"https://b\">c</a>",
            "<h1>a</h1><a href=\"//b\">c</a>", "<h1>a</h1><ul>b</ul>", "<h1>a</h1><p><p>b</p></p>",
            "<h1>a</h1><p id=\"a\" id=\"b\">c</p>",
            "<h1>a</h1><p title=\"b\"c\">d</p>",
        ])
    func wrong(main: String) {
        #expect(!PageCheck(PageCheckTests.page(main)).faults.isEmpty)
    }
}
