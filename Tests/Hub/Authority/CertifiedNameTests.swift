// SPDX-License-Identifier: EUPL-1.2

import SwiftASN1
import Testing
import X509

@testable import Hub

@Suite("the name in a certificate")
struct CertifiedNameTests {
    private typealias Attribute = RelativeDistinguishedName.Attribute

    private static let organisation = Attribute(type: .RDNAttributeType.organizationName, utf8String: "Voorbeeld Telecom")
    private static let identifier = Attribute(type: [2, 5, 4, 5], utf8String: "KVK:12345678")
    private static let commonName = Attribute(type: .RDNAttributeType.commonName, utf8String: "randknoop-1")
    private static let person = Attribute(type: [0, 9, 2342, 19_200_300, 100, 1, 1], utf8String: "P-1007")

    private static func read(_ attributes: [Attribute]) throws -> Result<CertifiedName, AuthorityError> {
        let der = try Trial.der(subject: DistinguishedName(attributes.map { RelativeDistinguishedName($0) }))
        return Result { () throws(AuthorityError) in try CertifiedName(der: der) }
    }

    @Test("every field is read, the person included")
    func everyField() throws {
        let name = try Self.read([Self.organisation, Self.identifier, Self.commonName, Self.person]).get()

        #expect(name.organisation == "Voorbeeld Telecom")
        #expect(name.identifier == "KVK:12345678")
        #expect(name.commonName == "randknoop-1")
        #expect(name.person == "P-1007")
        #expect(name.notBefore == 1_768_478_400_000)
        #expect(name.notAfter == 1_768_564_800_000)
        #expect(name.fingerprint.count == 64)
    }

    @Test("without a UID the certificate is that of a system")
    func system() throws {
        let name = try Self.read([Self.organisation, Self.identifier, Self.commonName]).get()

        #expect(name.person == nil)
    }

    @Test("attributes that the hub does not know are left aside, also in a relative name with several attributes")
    func unknownAttributes() throws {
        let country = try Attribute(type: .RDNAttributeType.countryName, printableString: "NL")
        let subject = DistinguishedName([
            RelativeDistinguishedName(country),
            RelativeDistinguishedName([Self.organisation, Self.identifier]),
            RelativeDistinguishedName(Self.commonName),
        ])

        let name = try CertifiedName(der: Trial.der(subject: subject))

        #expect(name.identifier == "KVK:12345678")
    }

    @Test(
        "a certificate without one of the three is refused, and the error names it",
        arguments: [
            ([identifier, commonName], "organisation (O, 2.5.4.10)"),
            ([organisation, commonName], "identifier (serialNumber, 2.5.4.5)"),
            ([organisation, identifier], "common name (CN, 2.5.4.3)"),
        ])
    private func missing(attributes: [Attribute], name: String) throws {
        let result = try Self.read(attributes)

        let error = try Trial.refusal { () throws(AuthorityError) in try result.get() }
        #expect(error.code == .missingAttribute)
        #expect(error.reason.contains(name))
    }

    @Test(
        "a second one of any attribute is refused, even when it says the same",
        arguments: [
            (organisation, "organisation"), (identifier, "identifier"), (commonName, "common name"), (person, "person"),
        ])
    private func duplicate(attribute: Attribute, name: String) throws {
        let result = try Self.read([Self.organisation, Self.identifier, Self.commonName, Self.person, attribute])

        let error = try Trial.refusal { () throws(AuthorityError) in try result.get() }
        #expect(error.code == .duplicateAttribute)
        #expect(error.reason.contains(name))
    }

    @Test("an empty attribute is refused, and so is one of white space", arguments: ["", " ", "\u{00A0}\u{2003}"])
    func empty(text: String) throws {
        let result = try Self.read([
            Self.organisation, Self.identifier, Self.commonName, Attribute(type: Self.person.type, utf8String: text),
        ])

        let error = try Trial.refusal { () throws(AuthorityError) in try result.get() }
        #expect(error.code == .emptyAttribute)
        #expect(error.reason.contains("person"))
    }

    @Test("256 bytes of name are read and 257 are refused; letters with accents count as their bytes")
    func overlong() throws {
        func read(_ text: String) throws -> Result<CertifiedName, AuthorityError> {
            try Self.read([
                Attribute(type: Self.organisation.type, utf8String: text), Self.identifier, Self.commonName,
            ])
        }

        let longest = try read(String(repeating: "é", count: 128)).get()
        let tooLong = try read(String(repeating: "é", count: 128) + "e")

        #expect(longest.organisation.utf8.count == 256)
        let error = try Trial.refusal { () throws(AuthorityError) in try tooLong.get() }
        #expect(error.code == .overlongAttribute)
        #expect(error.reason.contains("organisation"))
    }

    @Test(
        "characters that cut a name short or turn it around are refused",
        arguments: [
            "bank.example\0.evil.example", "Voorbeeld\nTelecom", "Voor\u{202E}beeld", "Voor\u{200B}beeld", "Voor\u{2028}beeld",
        ])
    func misleading(text: String) throws {
        let result = try Self.read([Self.organisation, Self.identifier, Attribute(type: Self.commonName.type, utf8String: text)])

        let error = try Trial.refusal { () throws(AuthorityError) in try result.get() }
        #expect(error.code == .unusableAttribute)
        #expect(error.reason.contains("common name"))
    }

    @Test("an attribute in an outdated character set is refused")
    func outdatedCharacterSet() throws {
        let teletex = try ASN1Any(derEncoded: [0x14, 0x02, 0x41, 0x42][...])
        let result = try Self.read([
            Attribute(type: Self.organisation.type, value: teletex), Self.identifier, Self.commonName,
        ])

        let error = try Trial.refusal { () throws(AuthorityError) in try result.get() }
        #expect(error.code == .unusableAttribute)
        #expect(error.reason.contains("organisation"))
    }

    @Test("the term includes both its first millisecond and its last whole second")
    func term() throws {
        let name = try Self.read([Self.organisation, Self.identifier, Self.commonName]).get()

        #expect(!name.isValid(at: name.notBefore - 1))
        #expect(name.isValid(at: name.notBefore))
        #expect(name.isValid(at: name.notAfter + 999))
        #expect(!name.isValid(at: name.notAfter + 1000))
    }

    @Test("bytes that are no certificate are refused, and so is a certificate with one byte more")
    func noCertificate() throws {
        let der = try Trial.der(subject: DistinguishedName([RelativeDistinguishedName(Self.organisation)]))

        for bytes in [[], [0x30], [UInt8](repeating: 0x30, count: 5000), der + [0], [UInt8](repeating: 0, count: 40_000)] {
            let error = try Trial.refusal { () throws(AuthorityError) in try CertifiedName(der: bytes) }
            #expect(error.code == .unreadable)
        }
    }

    @Test("two thousand damaged certificates give a name or an error, never a crash")
    func damaged() throws {
        let whole = try Trial.der(
            subject: DistinguishedName(
                [Self.organisation, Self.identifier, Self.commonName, Self.person].map { RelativeDistinguishedName($0) }))
        var generator = Trial.Generator(state: 2026)
        var refused = 0

        for _ in 0..<2000 {
            var bytes = whole
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                let place = Int.random(in: 0..<bytes.count, using: &generator)
                switch UInt8.random(in: 0..<3, using: &generator) {
                case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
                case 1: bytes.remove(at: place)
                default: bytes.insert(UInt8.random(in: 0...255, using: &generator), at: place)
                }
            }
            do {
                let name = try CertifiedName(der: bytes)
                #expect(name.organisation.utf8.count <= SubjectAttribute.longest)
            } catch {
                refused += 1
            }
        }

        #expect(refused > 1000)
    }
}
