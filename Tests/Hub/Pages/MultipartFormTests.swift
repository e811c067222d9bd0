// SPDX-License-Identifier: EUPL-1.2

import Testing
import Trials

@testable import Hub

@Suite("Forms with a file")
struct MultipartFormTests {
    private static let whole =
        "--b\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\n abc \r\n--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a%22b.png\"\r\nContent-Type: image/png\r\n\r\n\r\nx--b\r\n\r\n--b--\r\n"

    @Test("fields and a file are read as a browser writes them, line ends and marks within the file included")
    func read() throws {
        let form = try #require(MultipartForm(parsing: Array(Self.whole.utf8), boundary: "b"))

        #expect(form.fields.map(\.name) == ["token"] && form.fields.map(\.value) == [" abc "])
        #expect(form.file?.name == "a\"b.png")
        #expect(form.file?.bytes == Array("\r\nx--b\r\n".utf8))
    }

    @Test(
        "the boundary comes from the media type",
        arguments: [
            ("multipart/form-data; boundary=abc", "abc"), ("multipart/form-data; boundary=\"a b\"", nil),
            ("Multipart/Form-Data;boundary=\"x-1\"", "x-1"), ("multipart/form-data", nil), ("text/plain; boundary=a", nil),
            ("multipart/form-data; boundary=", nil), ("multipart/mixed; boundary=a", nil),
        ] as [(String, String?)]
    )
    func boundaries(type: String, boundary: String?) {
        #expect(MultipartForm.boundary(in: type) == boundary)
    }

    @Test("what is cut off anywhere is no form")
    func cut() {
        let bytes = Array(Self.whole.utf8)
        for length in 0..<(bytes.count - 4) {
            #expect(MultipartForm(parsing: Array(bytes.prefix(length)), boundary: "b") == nil, "\(length)")
        }
    }

    @Test("bytes by chance never stop it", arguments: [1, 2, 3] as [UInt64])
    func random(seed: UInt64) {
        var chance = SeededGenerator(seed: seed)
        let pieces = ["--b", "\r\n", "--", "Content-Disposition: form-data; name=\"x\"", "; filename=\"y\"", "\"", ":", "a"]
        var forms = 0
        for _ in 0..<2_000 {
            let text =
                "--b"
                + (0..<Int.random(in: 0..<20, using: &chance)).map { _ in pieces.randomElement(using: &chance) ?? "" }.joined()
            if MultipartForm(parsing: Array(text.utf8), boundary: "b") != nil { forms += 1 }
        }
        #expect(forms > 0 && forms < 2_000)
    }
}
