// SPDX-License-Identifier: EUPL-1.2

import Crypto
import SwiftASN1
import Testing
import X509

@testable import Hub

@Suite("asking for a certificate")
struct CertificateRequestTests {
    @Test("the request carries the public half of the key, is signed by it and names nobody")
    func shape() throws {
        let request = try CertificateRequest()

        let csr = try CertificateSigningRequest(pemEncoded: request.csrPEM)
        let key = try P256.Signing.PrivateKey(pemRepresentation: request.keyPEM)
        #expect(csr.publicKey == Certificate.PublicKey(key.publicKey))
        #expect(csr.publicKey.isValidSignature(csr.signature, for: csr))
        #expect(csr.subject.isEmpty)
        #expect(!request.csrPEM.contains("PRIVATE"))
    }

    @Test("every request has a key of its own")
    func freshKeys() throws {
        #expect(try CertificateRequest().keyPEM != CertificateRequest().keyPEM)
    }

    @Test("both texts end with a line end, as files of text do")
    func lineEnds() throws {
        let request = try CertificateRequest()

        #expect(request.keyPEM.hasSuffix("-----END PRIVATE KEY-----\n"))
        #expect(request.csrPEM.hasSuffix("-----END CERTIFICATE REQUEST-----\n"))
    }

    @Test("a renewal keeps the key")
    func renewal() throws {
        let first = try CertificateRequest()

        let second = try CertificateRequest(keyPEM: first.keyPEM)

        let one = try CertificateSigningRequest(pemEncoded: first.csrPEM)
        let two = try CertificateSigningRequest(pemEncoded: second.csrPEM)
        #expect(one.publicKey == two.publicKey)
        #expect(first.keyPEM == second.keyPEM)
    }

    @Test("a key that is none, or on another curve, is refused")
    func unreadableKey() throws {
        let other = P384.Signing.PrivateKey().pemRepresentation

        for text in ["", "geen sleutel", other] {
            let error = try Trial.refusal { () throws(AuthorityError) in try CertificateRequest(keyPEM: text) }
            #expect(error.code == .unreadable)
        }
    }

    @Test("an error shows its code and its sentence")
    func errorText() {
        let error = AuthorityError(.keyMismatch, "Hand in the two that belong together.")

        #expect("\(error)" == "key-mismatch: Hand in the two that belong together.")
    }
}
