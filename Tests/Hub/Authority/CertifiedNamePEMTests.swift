// SPDX-License-Identifier: EUPL-1.2

import Testing

@testable import Hub

@Suite("The name in a certificate in PEM")
struct CertifiedNamePEMTests {
    private func pem() throws -> String {
        try Trial.party(of: Trial.authority(), csrPEM: CertificateRequest().csrPEM, person: "p-1")
    }

    @Test("it is the name in the certificate's DER")
    func same() throws {
        let pem = try pem()

        let name = try CertifiedName(pem: pem)

        #expect(name == (try CertifiedName(der: Trial.der(pem))))
        #expect(name.organisation == "Voorbeeld Telecom")
        #expect(name.identifier == Trial.oin)
        #expect(name.person == "p-1")
        #expect(name.fingerprint.utf8.count == 64)
    }

    @Test("lines may end as they do on any system")
    func lineEnds() throws {
        let pem = try pem()

        #expect(try CertifiedName(pem: pem.replacing("\n", with: "\r\n")) == CertifiedName(pem: pem))
        #expect(try CertifiedName(pem: pem + "\n") == CertifiedName(pem: pem))
    }

    @Test("what is no certificate in PEM is unreadable, and the sentence says what to hand in")
    func unreadable() throws {
        let pem = try pem()
        let texts = [
            "", "certificaat", String(pem.dropLast(40)), pem.replacing("CERTIFICATE", with: "PRIVATE KEY"),
            try CertificateRequest().csrPEM, "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----",
        ]

        for text in texts {
            let error = try Trial.refusal { () throws(AuthorityError) in try CertifiedName(pem: text) }
            #expect(error.code == .unreadable, "\(text.prefix(40))")
            #expect(error.reason.contains("hand in"))
        }
    }

    @Test("a text that is too long is not even read")
    func tooLong() throws {
        let text = try pem() + String(repeating: "\n", count: PEM.longest)

        #expect(try Trial.refusal { () throws(AuthorityError) in try CertifiedName(pem: text) }.code == .unreadable)
    }

    @Test("no mangled certificate makes the reader fail", arguments: 0..<8)
    func robust(_ seed: UInt64) throws {
        var random = Trial.Generator(state: seed)
        let bytes = Array(try pem().utf8)

        for _ in 0..<60 {
            var mangled = bytes
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                mangled[Int.random(in: 0..<mangled.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            let cut = mangled.prefix(Int.random(in: 0...mangled.count, using: &random))
            for text in [mangled[...], cut] {
                if let name = try? CertifiedName(pem: String(decoding: text, as: UTF8.self)) {
                    #expect(name.fingerprint.utf8.count == 64)
                }
            }
        }
    }
}
