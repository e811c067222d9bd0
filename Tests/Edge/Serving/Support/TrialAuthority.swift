// SPDX-License-Identifier: EUPL-1.2

import Crypto
import Foundation
import NIOSSL
import SwiftASN1
import X509

/// A certificate authority for tests.
struct TrialAuthority {
    private let key = P256.Signing.PrivateKey()
    private let name: DistinguishedName
    let root: Certificate

    init(_ name: String) throws {
        self.name = try DistinguishedName { CommonName(name) }
        root = try Certificate(
            version: .v3, serialNumber: .init(), publicKey: .init(key.publicKey), notValidBefore: Date().addingTimeInterval(-3600),
            notValidAfter: Date().addingTimeInterval(86_400), issuer: self.name, subject: self.name,
            extensions: try Certificate.Extensions {
                Critical(BasicConstraints.isCertificateAuthority(maxPathLength: nil))
                KeyUsage(keyCertSign: true)
            }, issuerPrivateKey: .init(key))
    }

    /// The authority's own certificate, PEM.
    var pem: [UInt8] { get throws { Array(try root.serializeAsPEM().pemString.utf8) } }

    /// A certificate and its key for whoever is called `name`.
    func issue(_ name: String) throws -> (certificate: [UInt8], key: [UInt8]) {
        let own = P256.Signing.PrivateKey()
        let certificate = try Certificate(
            version: .v3, serialNumber: .init(), publicKey: .init(own.publicKey), notValidBefore: Date().addingTimeInterval(-3600),
            notValidAfter: Date().addingTimeInterval(86_400), issuer: self.name,
            subject: try DistinguishedName { CommonName(name) },
            extensions: try Certificate.Extensions {
                SubjectAlternativeNames([.dnsName(name)])
                try ExtendedKeyUsage([.serverAuth, .clientAuth])
            }, issuerPrivateKey: .init(key))
        return (Array(try certificate.serializeAsPEM().pemString.utf8), Array(own.pemRepresentation.utf8))
    }

    /// A door's certificate, with the authorities of callers.
    func door(_ name: String = "localhost", roots: [UInt8]? = nil) throws -> ServiceTLSPair {
        let pair = try issue(name)
        return ServiceTLSPair(certificate: pair.certificate, key: pair.key, roots: roots)
    }

    /// A client that trusts this authority, and shows a certificate when given.
    func client(
        protocols: [String] = ["h2"], showing pair: (certificate: [UInt8], key: [UInt8])? = nil, most: TLSVersion? = nil
    ) throws -> NIOSSLContext {
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.trustRoots = .certificates(try NIOSSLCertificate.fromPEMBytes(try pem))
        tls.applicationProtocols = protocols
        tls.maximumTLSVersion = most
        if most == .tlsv11 { tls.minimumTLSVersion = .tlsv1 }
        if let pair {
            tls.certificateChain = try NIOSSLCertificate.fromPEMBytes(pair.certificate).map { .certificate($0) }
            tls.privateKey = .privateKey(try NIOSSLPrivateKey(bytes: pair.key, format: .pem))
        }
        return try NIOSSLContext(configuration: tls)
    }
}

/// What a door is opened with.
struct ServiceTLSPair {
    let certificate: [UInt8]
    let key: [UInt8]
    let roots: [UInt8]?
}
