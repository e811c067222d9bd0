// SPDX-License-Identifier: EUPL-1.2

import Testing

@testable import Diameter

@Suite("Names and addresses of nodes")
struct DiameterIdentityTests {
    @Test("names are the same in upper and lower case, and keep how they were written")
    func cases() {
        let mixed = DiameterIdentity("EIR.Example")

        #expect(mixed == DiameterIdentity("eir.example"))
        #expect(mixed?.hashValue == DiameterIdentity("eir.EXAMPLE")?.hashValue)
        #expect(mixed?.text == "EIR.Example" && mixed?.description == "EIR.Example")
        #expect(mixed != DiameterIdentity("eir.example2"))
    }

    @Test(
        "what no name holds is refused",
        arguments: ["", " ", "a b", "a;b", "a/b", "é.example", "a\u{0}b", String(repeating: "a", count: 256)])
    func refused(text: String) {
        #expect(DiameterIdentity(text) == nil)
    }

    @Test(
        "names of networks are taken",
        arguments: ["a", "eir-1.epc.mnc001.mcc204.3gppnetwork.org", "A_b.c", String(repeating: "a", count: 255)])
    func taken(text: String) {
        #expect(DiameterIdentity(text)?.text == text)
    }

    @Test("bytes match a name when they differ in upper and lower case only, wherever the difference is")
    func matching() {
        let name = Sample.realm
        func matches(_ text: String) -> Bool { Array(text.utf8).withUnsafeBytes { name.matches($0) } }

        #expect(matches(name.text) && matches(name.text.uppercased()))
        for place in 0..<name.text.utf8.count {
            var bytes = Array(name.text.utf8)
            bytes[place] = UInt8(ascii: "!")
            #expect(bytes.withUnsafeBytes { name.matches($0) } == false)
        }
        #expect(!matches(String(name.text.dropLast())) && !matches(name.text + "g") && !matches(""))
    }

    @Test("addresses have the bytes of their family")
    func addresses() {
        #expect(NetworkAddress(ip: [127, 0, 0, 1])?.family == 1)
        #expect(NetworkAddress(ip: Array(repeating: 0, count: 16))?.family == 2)
        #expect(NetworkAddress(ip: [1, 2, 3]) == nil && NetworkAddress(family: 1, octets: Array(repeating: 0, count: 16)) == nil)
        #expect(NetworkAddress(family: 8, octets: Array("31612345678".utf8))?.octets.count == 11)
    }
}
