// SPDX-License-Identifier: EUPL-1.2

import Crypto
import FoundationEssentials
import SwiftASN1
import Testing
import X509

@testable import Hub

/// What the tests of the authority share: a fixed moment, an authority, and certificates that it would never issue.
enum Trial {
    /// 2026-01-15 12:00:00.250 UTC; the quarter second shows where milliseconds get lost.
    static let now: Int64 = 1_768_478_400_250
    static let day: Int64 = 86_400_000
    static let oin = "00000000000000000000"

    static func authority(name: String = "Schakel proef-CA", at moment: Int64 = now) throws -> CertificateAuthority {
        try CertificateAuthority.create(name: name, at: moment, validDays: 3650)
    }

    /// A party's certificate as PEM, with fields that a test may change.
    static func party(
        of authority: CertificateAuthority,
        csrPEM: String,
        organisation: String = "Voorbeeld Telecom",
        identifier: String = oin,
        commonName: String = "randknoop-1",
        person: String? = nil,
        at moment: Int64 = now,
        validDays: Int = 90
    ) throws -> String {
        try authority.issueParty(
            csrPEM: csrPEM, organisation: organisation, identifier: identifier, commonName: commonName, person: person,
            at: moment, validDays: validDays)
    }

    static func der(_ pem: String) throws -> [UInt8] {
        try PEMDocument(pemString: pem).derBytes
    }

    static func certificate(_ pem: String) throws -> Certificate {
        try Certificate(pemEncoded: pem)
    }

    /// The DER of a certificate that signs itself, with any subject at all.
    static func der(subject: DistinguishedName) throws -> [UInt8] {
        let certificate = try Trial.selfSigned(subject: subject, key: P256.Signing.PrivateKey())
        var serializer = DER.Serializer()
        try serializer.serialize(certificate)
        return serializer.serializedBytes
    }

    /// A certificate that signs itself, with any subject and extensions at all.
    static func selfSigned(
        subject: DistinguishedName,
        key: P256.Signing.PrivateKey,
        extensions: Certificate.Extensions = Certificate.Extensions()
    ) throws -> Certificate {
        let key = Certificate.PrivateKey(key)
        return try Certificate(
            version: .v3,
            serialNumber: Certificate.SerialNumber(1),
            publicKey: key.publicKey,
            notValidBefore: Date(timeIntervalSince1970: 1_768_478_400),
            notValidAfter: Date(timeIntervalSince1970: 1_768_564_800),
            issuer: subject,
            subject: subject,
            extensions: extensions,
            issuerPrivateKey: key
        )
    }

    /// Runs `body` and gives the error it throws, or fails the test.
    static func refusal(
        sourceLocation: SourceLocation = #_sourceLocation,
        _ body: () throws(AuthorityError) -> some Any
    ) throws -> AuthorityError {
        do {
            let value = try body()
            Issue.record("nothing was refused: \(value)", sourceLocation: sourceLocation)
        } catch {
            return error
        }
        return AuthorityError(AuthorityError.Code("nothing-refused"), "")
    }

    /// Random numbers that are the same in every run (SplitMix64).
    struct Generator: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            self.state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = self.state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
    }
}
