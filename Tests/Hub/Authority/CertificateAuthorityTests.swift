// SPDX-License-Identifier: EUPL-1.2

import Crypto
import FoundationEssentials
import SwiftASN1
import Testing
@_spi(FixedExpiryValidationTime) import X509

@testable import Hub

@Suite("making and taking up an authority")
struct CertificateAuthorityTests {
    @Test("the certificate is that of an authority, for signing only, with nothing below it but leaves")
    func shape() throws {
        let authority = try Trial.authority()

        let certificate = try Trial.certificate(authority.certificatePEM)
        #expect(certificate.version == .v3)
        #expect(certificate.subject == certificate.issuer)
        #expect(try certificate.extensions.basicConstraints == .isCertificateAuthority(maxPathLength: 0))
        #expect(try certificate.extensions.keyUsage == KeyUsage(keyCertSign: true, cRLSign: true))
        #expect(
            certificate.extensions.filter(\.critical).map(\.oid) == [.X509ExtensionID.basicConstraints, .X509ExtensionID.keyUsage])
        #expect(P256.Signing.PublicKey(certificate.publicKey) != nil)
        #expect(certificate.publicKey.isValidSignature(certificate.signature, for: certificate))
    }

    @Test("it starts five minutes early and lasts the days asked for")
    func term() throws {
        let authority = try CertificateAuthority.create(name: "Proef", at: Trial.now, validDays: 10)

        let certificate = try Trial.certificate(authority.certificatePEM)
        #expect(certificate.notValidBefore.timeIntervalSince1970 == 1_768_478_400 - 300)
        #expect(certificate.notValidAfter.timeIntervalSince1970 == 1_768_478_400 + 864_000)
    }

    @Test("an authority that was written and read again issues what the first would")
    func roundTrip() throws {
        let first = try Trial.authority()
        let request = try CertificateRequest()

        let second = try CertificateAuthority.load(certificatePEM: first.certificatePEM, keyPEM: first.keyPEM)
        let issued = try Trial.certificate(try Trial.party(of: second, csrPEM: request.csrPEM))

        #expect(second.certificatePEM == first.certificatePEM)
        #expect(second.keyPEM == first.keyPEM)
        let authority = try Trial.certificate(first.certificatePEM)
        #expect(authority.publicKey.isValidSignature(issued.signature, for: issued))
    }

    @Test("a key that belongs to another certificate is refused")
    func keyMismatch() throws {
        let one = try Trial.authority()
        let other = try Trial.authority()

        let error = try Trial.refusal { () throws(AuthorityError) in
            try CertificateAuthority.load(certificatePEM: one.certificatePEM, keyPEM: other.keyPEM)
        }

        #expect(error.code == .keyMismatch)
    }

    @Test("the certificate of a party is no authority, whoever holds its key")
    func notAnAuthority() throws {
        let request = try CertificateRequest()
        let party = try Trial.party(of: Trial.authority(), csrPEM: request.csrPEM)

        let error = try Trial.refusal { () throws(AuthorityError) in
            try CertificateAuthority.load(certificatePEM: party, keyPEM: request.keyPEM)
        }

        #expect(error.code == .notAnAuthority)
    }

    @Test("a certificate that lacks either mark of an authority is none, nor is one without any marks")
    func halfAnAuthority() throws {
        let key = P256.Signing.PrivateKey()
        let subject = try DistinguishedName { CommonName("Halve CA") }
        let marks = [
            Certificate.Extensions(),
            try Certificate.Extensions { Critical(BasicConstraints.isCertificateAuthority(maxPathLength: nil)) },
            try Certificate.Extensions { Critical(KeyUsage(keyCertSign: true)) },
            try Certificate.Extensions {
                Critical(BasicConstraints.isCertificateAuthority(maxPathLength: nil))
                Critical(KeyUsage(digitalSignature: true))
            },
            try Certificate.Extensions {
                Critical(BasicConstraints.notCertificateAuthority)
                Critical(KeyUsage(keyCertSign: true))
            },
        ]

        for extensions in marks {
            let pem = try Trial.selfSigned(subject: subject, key: key, extensions: extensions).serializeAsPEM().pemString
            let error = try Trial.refusal { () throws(AuthorityError) in
                try CertificateAuthority.load(certificatePEM: pem, keyPEM: key.pemRepresentation)
            }
            #expect(error.code == .notAnAuthority)
        }
    }

    @Test("text that is no certificate or no key is refused", arguments: ["", "-----BEGIN CERTIFICATE-----", "geen sleutel"])
    func unreadable(text: String) throws {
        let authority = try Trial.authority()

        let certificate = try Trial.refusal { () throws(AuthorityError) in
            try CertificateAuthority.load(certificatePEM: text, keyPEM: authority.keyPEM)
        }
        let key = try Trial.refusal { () throws(AuthorityError) in
            try CertificateAuthority.load(certificatePEM: authority.certificatePEM, keyPEM: text)
        }

        #expect(certificate.code == .unreadable)
        #expect(key.code == .unreadable)
    }

    @Test("endless text is refused before it is decoded")
    func endless() throws {
        let authority = try Trial.authority()
        let padding = String(repeating: "\n", count: PEM.longest)

        let certificate = try Trial.refusal { () throws(AuthorityError) in
            try CertificateAuthority.load(certificatePEM: padding + authority.certificatePEM, keyPEM: authority.keyPEM)
        }
        let key = try Trial.refusal { () throws(AuthorityError) in
            try CertificateAuthority.load(certificatePEM: authority.certificatePEM, keyPEM: padding + authority.keyPEM)
        }

        #expect(certificate.code == .unreadable)
        #expect(key.code == .unreadable)
    }

    @Test("an authority needs a name", arguments: ["", "  "])
    func nameless(name: String) throws {
        let error = try Trial.refusal { () throws(AuthorityError) in
            try CertificateAuthority.create(name: name, at: Trial.now, validDays: 10)
        }

        #expect(error.code == .emptyAttribute)
        #expect(error.reason.contains("common name"))
    }

    @Test("neither a log line nor a debugger shows the private key")
    func secrecy() throws {
        let authority = try Trial.authority()
        let request = try CertificateRequest()

        for text in ["\(authority)", String(reflecting: authority), "\(request)", String(reflecting: request)] {
            #expect(!text.contains("PRIVATE KEY"))
            #expect(text.contains("-----BEGIN CERTIFICATE"))
        }
    }

    @Test("serial numbers are random, positive and 128 bits at most")
    func serialNumbers() throws {
        let numbers = (0..<500).map { _ in CertificateAuthority.freshSerialNumber() }

        #expect(Set(numbers).count == numbers.count)
        #expect(numbers.allSatisfy { 1...16 ~= $0.bytes.drop { $0 == 0 }.count })
        #expect(numbers.contains { $0.bytes.drop { $0 == 0 }.count == 16 })
    }
}
