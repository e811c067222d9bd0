// SPDX-License-Identifier: EUPL-1.2

import Crypto
import FoundationEssentials
import SwiftASN1
import X509

extension CertificateAuthority {
    /// Names that one server certificate may carry.
    private static let mostNames = 100

    /// Issues a certificate with which a party, or a person at a party, identifies itself to the hub (client authentication).
    ///
    /// From the request come the key and the proof that its sender holds it; whatever subject or extensions it asks for is
    /// left aside. The names are the hub's own decision.
    ///
    /// - Parameters:
    ///   - csrPEM: The request (PKCS #10), in PEM, for a key on P-256 or P-384.
    ///   - organisation: The party's name.
    ///   - identifier: The party's identifying number: an OIN, or `KVK:` with 8 digits.
    ///   - commonName: The system or purpose.
    ///   - person: The staff number of the person, or nil for a system.
    ///   - moment: Now, in milliseconds since 1970. The certificate starts five minutes earlier, for clocks that are behind.
    ///   - validDays: Days until its end, at least 1.
    /// - Returns: The certificate, in PEM.
    /// - Throws: ``AuthorityError`` about the request, a name (which it names) or the period.
    public func issueParty(
        csrPEM: String,
        organisation: String,
        identifier: String,
        commonName: String,
        person: String? = nil,
        at moment: Int64,
        validDays: Int
    ) throws(AuthorityError) -> String {
        var parts = [
            try SubjectAttribute.organisation.relativeName(organisation),
            try SubjectAttribute.identifier.relativeName(identifier),
            try SubjectAttribute.commonName.relativeName(commonName),
        ]
        if let person {
            parts.append(try SubjectAttribute.person.relativeName(person))
        }
        return try self.issue(
            csrPEM: csrPEM, subject: DistinguishedName(parts), usage: .clientAuth, names: [], at: moment, validDays: validDays)
    }

    /// Issues a certificate for a server, such as the hub itself (server authentication).
    ///
    /// - Parameters:
    ///   - csrPEM: The request (PKCS #10), in PEM, for a key on P-256 or P-384; only its key is used.
    ///   - names: The DNS names and IP addresses under which the server is reached, 1 to 100; the first is also its common
    ///     name. Double ones are dropped.
    ///   - moment: Now, in milliseconds since 1970. The certificate starts five minutes earlier, for clocks that are behind.
    ///   - validDays: Days until its end, at least 1.
    /// - Returns: The certificate, in PEM.
    /// - Throws: ``AuthorityError`` about the request, a name or the period.
    public func issueServer(
        csrPEM: String,
        names: [String],
        at moment: Int64,
        validDays: Int
    ) throws(AuthorityError) -> String {
        guard let first = names.first, names.count <= Self.mostNames else {
            throw AuthorityError(.unusableName, "A server has \(names.count) names; hand in 1 to \(Self.mostNames).")
        }
        let subject = DistinguishedName([try SubjectAttribute.commonName.relativeName(try ServerName(first).text)])
        var general: [GeneralName] = []
        for name in names {
            let name = try ServerName(name).general
            if !general.contains(name) { general.append(name) }
        }
        return try self.issue(
            csrPEM: csrPEM, subject: subject, usage: .serverAuth, names: general, at: moment, validDays: validDays)
    }

    private func issue(
        csrPEM: String,
        subject: DistinguishedName,
        usage: ExtendedKeyUsage.Usage,
        names: [GeneralName],
        at moment: Int64,
        validDays: Int
    ) throws(AuthorityError) -> String {
        let publicKey = try Self.provenKey(csrPEM)
        let period = try CertificatePeriod(at: moment, validDays: validDays, issuer: self.certificate)
        let certificate = try AuthorityError.reporting(
            .notProduced, "The certificate could not be put together; report this as a defect."
        ) {
            try Certificate(
                version: .v3,
                serialNumber: Self.freshSerialNumber(),
                publicKey: publicKey,
                notValidBefore: period.notBefore,
                notValidAfter: period.notAfter,
                issuer: self.certificate.subject,
                subject: subject,
                extensions: Certificate.Extensions {
                    Critical(BasicConstraints.notCertificateAuthority)
                    Critical(KeyUsage(digitalSignature: true))
                    try ExtendedKeyUsage([usage])
                    SubjectKeyIdentifier(hash: publicKey)
                    AuthorityKeyIdentifier(keyIdentifier: self.keyIdentifier)
                    if !names.isEmpty { SubjectAlternativeNames(names) }
                },
                issuerPrivateKey: self.key
            )
        }
        return try Self.pem(certificate)
    }

    /// What the authority's own certificate calls its key, so that a reader finds the right issuer (RFC 5280, 4.2.1.1).
    private var keyIdentifier: ArraySlice<UInt8> {
        let own = try? self.certificate.extensions.subjectKeyIdentifier
        return (own ?? SubjectKeyIdentifier(hash: self.certificate.publicKey)).keyIdentifier
    }

    /// The key of a request whose signature shows that the sender holds it.
    private static func provenKey(_ csrPEM: String) throws(AuthorityError) -> Certificate.PublicKey {
        let request = try PEM.read(csrPEM, as: CertificateSigningRequest.self, called: "certificate request")
        let key = request.publicKey
        guard P256.Signing.PublicKey(key) != nil || P384.Signing.PublicKey(key) != nil else {
            throw AuthorityError(.unsupportedKey, "The request is for a key that is not on P-256 or P-384; make one that is.")
        }
        guard key.isValidSignature(request.signature, for: request) else {
            throw AuthorityError(
                .brokenSignature, "The request is not signed by the key it carries; make a new request and send it unchanged.")
        }
        return key
    }
}
