// SPDX-License-Identifier: EUPL-1.2

import Crypto
import FoundationEssentials
import SwiftASN1
import X509

/// A small certificate authority inside the hub, meant for trial and test.
///
/// What it issues has the shape of PKIoverheid, so that a hub can later trust that authority instead, or another, without any
/// party noticing. It keeps no list of revoked certificates: a hub that must be able to shut one out accepts only certificates
/// whose ``CertifiedName/fingerprint`` it has on record. (A list of refused fingerprints would not do: anybody can turn an
/// ECDSA signature into another valid one, and so give the same certificate another fingerprint.)
public struct CertificateAuthority: Sendable {
    /// The authority's own certificate, in PEM; this is what others trust.
    public let certificatePEM: String

    /// The authority's private key on P-256, in PEM (PKCS #8). Whoever has it can be any party: keep it from everybody.
    public let keyPEM: String

    let certificate: Certificate
    let key: Certificate.PrivateKey

    private init(certificate: Certificate, key: P256.Signing.PrivateKey) throws(AuthorityError) {
        self.certificate = certificate
        self.key = Certificate.PrivateKey(key)
        self.keyPEM = key.pemRepresentation.endingLine
        self.certificatePEM = try Self.pem(certificate)
    }

    /// Makes an authority with a fresh key on P-256 and a certificate that it signs itself.
    ///
    /// - Parameters:
    ///   - name: The common name of the authority.
    ///   - moment: Now, in milliseconds since 1970. The certificate starts five minutes earlier, for clocks that are behind.
    ///   - validDays: Days until its end, 1 to 36525. Nothing it issues can outlive it.
    /// - Throws: ``AuthorityError`` about the name or the period.
    public static func create(
        name: String,
        at moment: Int64,
        validDays: Int
    ) throws(AuthorityError) -> CertificateAuthority {
        let subject = DistinguishedName([try SubjectAttribute.commonName.relativeName(name)])
        let period = try CertificatePeriod(at: moment, validDays: validDays)
        let key = P256.Signing.PrivateKey()
        let publicKey = Certificate.PublicKey(key.publicKey)
        let certificate = try AuthorityError.reporting(
            .notProduced, "The authority's certificate could not be put together; report this as a defect."
        ) {
            try Certificate(
                version: .v3,
                serialNumber: Self.freshSerialNumber(),
                publicKey: publicKey,
                notValidBefore: period.notBefore,
                notValidAfter: period.notAfter,
                issuer: subject,
                subject: subject,
                extensions: Certificate.Extensions {
                    Critical(BasicConstraints.isCertificateAuthority(maxPathLength: 0))
                    Critical(KeyUsage(keyCertSign: true, cRLSign: true))
                    SubjectKeyIdentifier(hash: publicKey)
                },
                issuerPrivateKey: Certificate.PrivateKey(key)
            )
        }
        return try CertificateAuthority(certificate: certificate, key: key)
    }

    /// Takes up an authority that was made earlier, here or with other tools.
    ///
    /// - Throws: ``AuthorityError`` when a text is no certificate or no key on P-256, when the two do not belong together, or
    ///   when the certificate may not issue others (RFC 5280, 4.2.1.3 and 4.2.1.9).
    public static func load(certificatePEM: String, keyPEM: String) throws(AuthorityError) -> CertificateAuthority {
        let certificate = try PEM.read(certificatePEM, as: Certificate.self, called: "certificate")
        let key = try P256.Signing.PrivateKey(reading: keyPEM)
        guard certificate.publicKey == Certificate.PublicKey(key.publicKey) else {
            throw AuthorityError(.keyMismatch, "The private key is not that of the certificate; hand in two that belong together.")
        }
        guard Self.mayIssue(certificate) else {
            throw AuthorityError(.notAnAuthority, "The certificate may not issue others; hand in that of an authority.")
        }
        return try CertificateAuthority(certificate: certificate, key: key)
    }

    /// Whether a certificate is marked as that of an authority, and its key as meant for signing certificates.
    private static func mayIssue(_ certificate: Certificate) -> Bool {
        guard let constraints = try? certificate.extensions.basicConstraints,
            let usage = try? certificate.extensions.keyUsage
        else { return false }
        return constraints != .notCertificateAuthority && usage.keyCertSign
    }

    /// A random serial number of 128 bits, positive (RFC 5280, 4.1.2.2).
    static func freshSerialNumber() -> Certificate.SerialNumber {
        var number = UInt128.random(in: 1...UInt128.max)
        var bytes: [UInt8] = []
        while number > 0 {
            bytes.append(UInt8(truncatingIfNeeded: number))
            number >>= 8
        }
        return Certificate.SerialNumber(bytes: bytes.reversed())
    }

    static func pem(_ certificate: Certificate) throws(AuthorityError) -> String {
        try AuthorityError.reporting(.notProduced, "The certificate could not be written; report this as a defect.") {
            try certificate.serializeAsPEM().pemString.endingLine
        }
    }
}

extension CertificateAuthority: CustomStringConvertible, CustomDebugStringConvertible {
    /// The certificate without the private key, so that a log line cannot give it away.
    public var description: String { self.certificatePEM }

    /// The same as ``description``.
    public var debugDescription: String { self.description }
}
