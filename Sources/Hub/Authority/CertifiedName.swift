// SPDX-License-Identifier: EUPL-1.2

import Crypto
import FoundationEssentials
import SwiftASN1
import X509

/// What a certificate says of its holder: which organisation, which of its systems or purposes, and perhaps which person.
///
/// This only reads. Whether the certificate may be believed was settled in the TLS handshake, against the authorities that the
/// hub trusts. A long connection, or a TLS session that is resumed (RFC 8446, 2.2: no certificate is shown again), can outlive
/// that judgement, hence ``isValid(at:)``.
public struct CertifiedName: Hashable, Sendable {
    /// The organisation's name (O), for people to read; two parties may share it, so it decides nothing.
    public let organisation: String

    /// What identifies the organisation (serialNumber, 2.5.4.5): under PKIoverheid the 20 digits of its OIN, for a party known
    /// by its number in the trade register `KVK:` and 8 digits.
    public let identifier: String

    /// The system or purpose the certificate is for (CN).
    public let commonName: String

    /// The person the certificate is for (UID, 0.9.2342.19200300.100.1.1), as a staff number; nil for a system.
    public let person: String?

    /// SHA-256 of the certificate's DER, as 64 lowercase hexadecimal digits: tells this certificate from every other.
    public let fingerprint: String

    /// The first moment of validity, in milliseconds since 1970.
    public let notBefore: Int64

    /// The last whole second of validity, in milliseconds since 1970; that second still counts (RFC 5280, 4.1.2.5).
    public let notAfter: Int64

    /// Whether the certificate is within its term at a moment in milliseconds since 1970.
    public func isValid(at moment: Int64) -> Bool {
        self.notBefore <= moment && moment < self.notAfter + 1000
    }
}

extension CertifiedName {
    /// The longest certificate that is read, in bytes; a real one has some two thousand.
    static let longestCertificate = 32_768

    /// Reads the holder from a certificate's DER (RFC 5280, 4.1).
    ///
    /// - Throws: ``AuthorityError`` when the bytes are no certificate, or when organisation, identifier or common name is
    ///   missing, or when one of these or the person occurs twice, is empty, is longer than 256 bytes of UTF-8 or holds
    ///   characters that mislead; the sentence names the attribute.
    public init(der: [UInt8]) throws(AuthorityError) {
        guard der.count <= Self.longestCertificate else {
            throw AuthorityError(
                .unreadable, "The certificate is longer than \(Self.longestCertificate) bytes; hand in the certificate alone.")
        }
        let certificate = try AuthorityError.reporting(
            .unreadable, "The bytes are no X.509 certificate in DER; hand in the certificate alone, in that form."
        ) {
            try Certificate(derEncoded: der)
        }
        self.organisation = try SubjectAttribute.organisation.required(in: certificate.subject)
        self.identifier = try SubjectAttribute.identifier.required(in: certificate.subject)
        self.commonName = try SubjectAttribute.commonName.required(in: certificate.subject)
        self.person = try SubjectAttribute.person.optional(in: certificate.subject)
        self.fingerprint = Self.hexadecimal(SHA256.hash(data: der))
        self.notBefore = certificate.notValidBefore.milliseconds
        self.notAfter = certificate.notValidAfter.milliseconds
    }

    private static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}

extension Date {
    /// Milliseconds since 1970 of a date read from a certificate, which lies in the years 0 to 9999.
    fileprivate var milliseconds: Int64 {
        Int64(self.timeIntervalSince1970.rounded()) * 1000
    }
}
