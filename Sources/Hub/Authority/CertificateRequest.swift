// SPDX-License-Identifier: EUPL-1.2

import Crypto
import SwiftASN1
import X509

/// The asking side of a certificate: a fresh private key, and the request (PKCS #10, RFC 2986) that proves it is held.
///
/// It is made where the certificate will be used, so that the private key never travels. The request names nobody: whom a
/// certificate names is decided by the hub, not by who asks.
public struct CertificateRequest: Sendable {
    /// The private key on P-256, in PEM (PKCS #8). Keep it in a file that only its user can read.
    public let keyPEM: String

    /// The request, in PEM; this goes to the authority.
    public let csrPEM: String

    /// Makes a fresh key on P-256 and the request for it.
    ///
    /// - Throws: ``AuthorityError`` with code `notProduced`, which is not expected to occur.
    public init() throws(AuthorityError) {
        try self.init(key: P256.Signing.PrivateKey())
    }

    /// Makes a request for a key that exists already, to renew a certificate.
    ///
    /// - Parameter keyPEM: A private key on P-256, in PEM (PKCS #8 or SEC 1).
    /// - Throws: ``AuthorityError`` with code `unreadable` when that is not what it is.
    public init(keyPEM: String) throws(AuthorityError) {
        try self.init(key: P256.Signing.PrivateKey(reading: keyPEM))
    }

    private init(key: P256.Signing.PrivateKey) throws(AuthorityError) {
        self.keyPEM = key.pemRepresentation.endingLine
        self.csrPEM = try AuthorityError.reporting(.notProduced, "The request could not be signed; report this as a defect.") {
            try CertificateSigningRequest(
                version: .v1,
                subject: DistinguishedName(),
                privateKey: Certificate.PrivateKey(key),
                attributes: CertificateSigningRequest.Attributes()
            ).serializeAsPEM().pemString.endingLine
        }
    }
}

extension CertificateRequest: CustomStringConvertible, CustomDebugStringConvertible {
    /// The request without its private key, so that a log line cannot give it away.
    public var description: String { self.csrPEM }

    /// The same as ``description``.
    public var debugDescription: String { self.description }
}
