// SPDX-License-Identifier: EUPL-1.2

import Testing

@testable import AccessTokens

@Suite("Base 64 for URLs")
struct Base64URLTests {
    @Test(
        "the vectors of RFC 7515 and RFC 4648 are read",
        arguments: [("A-z_4ME", [3, 236, 255, 224, 193]), ("", []), ("Zg", [102]), ("Zm8", [102, 111])])
    func vectors(text: String, bytes: [UInt8]) {
        #expect(Base64URL.decode(text) == bytes)
    }

    @Test(
        "padding, the other alphabet, bits that say nothing and odd lengths are refused",
        arguments: ["Zg==", "A+z/", "Zh", "Z", "Z g", "é"])
    func refused(text: String) {
        #expect(Base64URL.decode(text) == nil)
    }
}
