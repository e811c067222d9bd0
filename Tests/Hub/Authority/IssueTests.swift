// SPDX-License-Identifier: EUPL-1.2

import Crypto
import FoundationEssentials
import SwiftASN1
import Testing
@_spi(FixedExpiryValidationTime) import X509

@testable import Hub

@Suite("issuing certificates")
struct IssueTests {
    private static func verify(
        _ leaf: Certificate,
        root: CertificateAuthority,
        at moment: Int64
    ) async throws -> CertificateValidationResult {
        let roots = CertificateStore([try Trial.certificate(root.certificatePEM)])
        var verifier = Verifier(rootCertificates: roots) {
            RFC5280Policy(fixedExpiryValidationTime: Date(timeIntervalSince1970: Double(moment) / 1000))
        }
        return await verifier.validate(leaf: leaf, intermediates: CertificateStore())
    }

    @Test("what the hub decides comes back from the certificate, for a system and for a person", arguments: [nil, "P-1007"])
    func roundTrip(person: String?) throws {
        let request = try CertificateRequest()

        let pem = try Trial.party(of: Trial.authority(), csrPEM: request.csrPEM, person: person)

        let name = try CertifiedName(der: Trial.der(pem))
        #expect(name.organisation == "Voorbeeld Telecom")
        #expect(name.identifier == Trial.oin)
        #expect(name.commonName == "randknoop-1")
        #expect(name.person == person)
        #expect(name.notBefore == 1_768_478_100_000)
        #expect(name.notAfter == 1_768_478_400_000 + 90 * Trial.day)
        #expect(name.isValid(at: Trial.now))
    }

    @Test("a party's certificate is for client authentication alone and points at the authority's key")
    func partyShape() throws {
        let authority = try Trial.authority()
        let issuer = try Trial.certificate(authority.certificatePEM)

        let certificate = try Trial.certificate(Trial.party(of: authority, csrPEM: CertificateRequest().csrPEM))

        let extensions = certificate.extensions
        #expect(try extensions.basicConstraints == .notCertificateAuthority)
        #expect(try extensions.keyUsage == KeyUsage(digitalSignature: true))
        #expect(try extensions.extendedKeyUsage == ExtendedKeyUsage([.clientAuth]))
        #expect(try extensions.subjectAlternativeNames == nil)
        #expect(try extensions.authorityKeyIdentifier?.keyIdentifier == issuer.extensions.subjectKeyIdentifier?.keyIdentifier)
        #expect(try extensions.subjectKeyIdentifier == SubjectKeyIdentifier(hash: certificate.publicKey))
        #expect(extensions.filter(\.critical).map(\.oid) == [.X509ExtensionID.basicConstraints, .X509ExtensionID.keyUsage])
        #expect(certificate.issuer == issuer.subject)
    }

    @Test("the identifier is a PrintableString, as X.520 wants, and the names are UTF-8")
    func stringTypes() throws {
        let pem = try Trial.party(of: Trial.authority(), csrPEM: CertificateRequest().csrPEM, organisation: "Café Zeeën")

        let subject = try Trial.certificate(pem).subject
        let expected = DistinguishedName([
            RelativeDistinguishedName(.init(type: [2, 5, 4, 10], utf8String: "Café Zeeën")),
            RelativeDistinguishedName(try .init(type: [2, 5, 4, 5], printableString: Trial.oin)),
            RelativeDistinguishedName(.init(type: [2, 5, 4, 3], utf8String: "randknoop-1")),
        ])
        #expect(subject == expected)
        var serializer = DER.Serializer()
        try serializer.serialize(subject)
        #expect(serializer.serializedBytes.contains([0x55, 0x04, 0x05, 0x13]))
        #expect(serializer.serializedBytes.contains([0x55, 0x04, 0x0A, 0x0C]))
    }

    @Test("the chain verifies against the authority, within the term only")
    func chain() async throws {
        let authority = try Trial.authority()
        let leaf = try Trial.certificate(Trial.party(of: authority, csrPEM: CertificateRequest().csrPEM))

        let early = try await Self.verify(leaf, root: authority, at: Trial.now - 301_000)
        let now = try await Self.verify(leaf, root: authority, at: Trial.now)
        let late = try await Self.verify(leaf, root: authority, at: Trial.now + 90 * Trial.day + 1000)

        guard case .validCertificate = now else {
            Issue.record("refused within its term: \(now)")
            return
        }
        guard case .couldNotValidate(let reasons) = late, case .couldNotValidate = early else {
            Issue.record("accepted outside its term")
            return
        }
        #expect(reasons.contains { "\($0.policyFailureReason)".contains("has expired") })
    }

    @Test("another authority of the same name does not vouch for it")
    func otherAuthority() async throws {
        let leaf = try Trial.certificate(Trial.party(of: Trial.authority(), csrPEM: CertificateRequest().csrPEM))

        let result = try await Self.verify(leaf, root: Trial.authority(), at: Trial.now)

        guard case .couldNotValidate = result else {
            Issue.record("another authority vouched for it")
            return
        }
    }

    @Test("a subject and extensions that the request asks for are left aside")
    func ownSubjectIgnored() throws {
        let key = P256.Signing.PrivateKey()
        let wanted = try ExtensionRequest(
            extensions: Certificate.Extensions { Critical(BasicConstraints.isCertificateAuthority(maxPathLength: nil)) })
        let request = try CertificateSigningRequest(
            version: .v1,
            subject: DistinguishedName {
                OrganizationName("Politie")
                CommonName("hoofdcommissaris")
            },
            privateKey: Certificate.PrivateKey(key),
            attributes: CertificateSigningRequest.Attributes([.init(wanted)])
        )

        let pem = try Trial.party(of: Trial.authority(), csrPEM: request.serializeAsPEM().pemString)

        let certificate = try Trial.certificate(pem)
        let name = try CertifiedName(der: Trial.der(pem))
        #expect(name.organisation == "Voorbeeld Telecom")
        #expect(name.commonName == "randknoop-1")
        #expect(try certificate.extensions.basicConstraints == .notCertificateAuthority)
        #expect(certificate.publicKey == Certificate.PublicKey(key.publicKey))
    }

    @Test("a key on P-384 is certified too")
    func curve384() throws {
        let key = P384.Signing.PrivateKey()

        let pem = try Trial.party(of: Trial.authority(), csrPEM: Self.request(Certificate.PrivateKey(key)))

        #expect(try Trial.certificate(pem).publicKey == Certificate.PublicKey(key.publicKey))
    }

    @Test("keys of other kinds are refused")
    func otherKeys() throws {
        let authority = try Trial.authority()
        let keys = [
            Certificate.PrivateKey(P521.Signing.PrivateKey()), Certificate.PrivateKey(Curve25519.Signing.PrivateKey()),
        ]

        for key in keys {
            let csrPEM = try Self.request(key)
            let error = try Trial.refusal { () throws(AuthorityError) in
                try authority.issueServer(csrPEM: csrPEM, names: ["localhost"], at: Trial.now, validDays: 1)
            }
            #expect(error.code == .unsupportedKey)
        }
    }

    @Test("a request for somebody else's key, signed with one's own, is refused")
    func brokenSignature() throws {
        let authority = try Trial.authority()
        let own = try CertificateSigningRequest(pemEncoded: CertificateRequest().csrPEM)
        let other = try CertificateSigningRequest(pemEncoded: CertificateRequest().csrPEM)
        let forged = try CertificateSigningRequest(
            version: .v1,
            subject: other.subject,
            publicKey: other.publicKey,
            attributes: other.attributes,
            signatureAlgorithm: own.signatureAlgorithm,
            signature: own.signature
        ).serializeAsPEM().pemString

        let error = try Trial.refusal { () throws(AuthorityError) in
            try authority.issueServer(csrPEM: forged, names: ["localhost"], at: Trial.now, validDays: 1)
        }

        #expect(error.code == .brokenSignature)
    }

    @Test("a request with any byte changed is refused")
    func damagedRequests() throws {
        let authority = try Trial.authority()
        let whole = try PEMDocument(pemString: CertificateRequest().csrPEM)
        var generator = Trial.Generator(state: 42)
        var refused = 0

        for _ in 0..<400 {
            var bytes = whole.derBytes
            bytes[Int.random(in: 0..<bytes.count, using: &generator)] ^= UInt8.random(in: 1...255, using: &generator)
            let damaged = PEMDocument(type: whole.discriminator, derBytes: bytes).pemString
            do {
                _ = try authority.issueServer(csrPEM: damaged, names: ["localhost"], at: Trial.now, validDays: 1)
            } catch {
                #expect([.unreadable, .unsupportedKey, .brokenSignature].contains(error.code))
                refused += 1
            }
        }

        #expect(refused == 400)
    }

    @Test("an identifier with characters outside PrintableString is refused", arguments: ["KVK_1", "nummer é", "a@b"])
    func identifierCharacters(text: String) throws {
        let authority = try Trial.authority()
        let csrPEM = try CertificateRequest().csrPEM

        let error = try Trial.refusal { () throws(AuthorityError) in
            try authority.issueParty(
                csrPEM: csrPEM, organisation: "Voorbeeld", identifier: text, commonName: "x", at: Trial.now, validDays: 1)
        }

        #expect(error.code == .unusableAttribute)
        #expect(error.reason.contains("identifier"))
    }

    @Test("names that could not be read back are not written either")
    func unusableFields() throws {
        let authority = try Trial.authority()
        let csrPEM = try CertificateRequest().csrPEM
        let long = String(repeating: "x", count: 257)

        func issue(_ organisation: String, _ commonName: String, _ person: String?) throws -> AuthorityError {
            try Trial.refusal { () throws(AuthorityError) in
                try authority.issueParty(
                    csrPEM: csrPEM, organisation: organisation, identifier: "KVK:12345678", commonName: commonName,
                    person: person, at: Trial.now, validDays: 1)
            }
        }

        #expect(try issue("", "x", nil).code == .emptyAttribute)
        #expect(try issue("x", long, nil).code == .overlongAttribute)
        #expect(try issue("x", "x", "\u{7F}1").code == .unusableAttribute)
        #expect(try issue("x", "x", "").reason.contains("person"))
    }

    @Test("a server's certificate is for server authentication alone and carries each name once")
    func server() throws {
        let authority = try Trial.authority()

        let pem = try authority.issueServer(
            csrPEM: CertificateRequest().csrPEM, names: ["Hub.Example.NL", "localhost", "127.0.0.1", "::1", "LOCALHOST"],
            at: Trial.now, validDays: 30)

        let certificate = try Trial.certificate(pem)
        let names: [GeneralName] = [
            .dnsName("hub.example.nl"), .dnsName("localhost"),
            .ipAddress(ASN1OctetString(contentBytes: [127, 0, 0, 1])),
            .ipAddress(ASN1OctetString(contentBytes: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1])),
        ]
        #expect(try certificate.extensions.extendedKeyUsage == ExtendedKeyUsage([.serverAuth]))
        #expect(try certificate.extensions.subjectAlternativeNames == SubjectAlternativeNames(names))
        #expect(certificate.subject == (try DistinguishedName { CommonName("hub.example.nl") }))
    }

    @Test("a server without a name is refused, and so is one with more than a hundred")
    func serverNames() throws {
        let authority = try Trial.authority()
        let csrPEM = try CertificateRequest().csrPEM

        for names in [[], (0...100).map { "s\($0).example" }, ["localhost", "*.example.nl"]] {
            let error = try Trial.refusal { () throws(AuthorityError) in
                try authority.issueServer(csrPEM: csrPEM, names: names, at: Trial.now, validDays: 1)
            }
            #expect(error.code == .unusableName)
        }
    }

    private static func request(_ key: Certificate.PrivateKey) throws -> String {
        try CertificateSigningRequest(
            version: .v1, subject: DistinguishedName(), privateKey: key, attributes: CertificateSigningRequest.Attributes()
        ).serializeAsPEM().pemString
    }
}
