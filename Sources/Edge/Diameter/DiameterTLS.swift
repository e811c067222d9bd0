// SPDX-License-Identifier: EUPL-1.2

import NIOCore
import NIOSSL

/// The credentials of a port that speaks TLS from the first byte (RFC 6733 §2.2 and §13.1), as PEM texts.
///
/// Peers must show a certificate of a trusted authority.
public struct DiameterTLS: Sendable {
    /// The chain it shows.
    public let certificateChain: String
    /// Its private key.
    public let privateKey: String
    /// The authorities whose peers it trusts.
    public let trustRoots: String
    /// Whether a peer's certificate must name its Origin-Host as a DNS name (RFC 6733 §13.1); true unless said otherwise.
    public let namesMustMatch: Bool

    /// Gathers the parts.
    public init(certificateChain: String, privateKey: String, trustRoots: String, namesMustMatch: Bool = true) {
        self.certificateChain = certificateChain
        self.privateKey = privateKey
        self.trustRoots = trustRoots
        self.namesMustMatch = namesMustMatch
    }

    /// Sees whether the texts can be used.
    public func check() throws(DiameterSetupError) { _ = try context() }

    /// - Throws: ``DiameterSetupError`` when the texts cannot be used.
    func context() throws(DiameterSetupError) -> NIOSSLContext {
        do {
            let chain = try NIOSSLCertificate.fromPEMBytes(Array(certificateChain.utf8)).map {
                NIOSSLCertificateSource.certificate($0)
            }
            let key = try NIOSSLPrivateKey(bytes: Array(privateKey.utf8), format: .pem)
            var tls = TLSConfiguration.makeServerConfiguration(certificateChain: chain, privateKey: .privateKey(key))
            tls.trustRoots = .certificates(try NIOSSLCertificate.fromPEMBytes(Array(trustRoots.utf8)))
            tls.certificateVerification = .noHostnameVerification
            tls.minimumTLSVersion = .tlsv12
            tls.shutdownTimeout = .milliseconds(500)
            return try NIOSSLContext(configuration: tls)
        } catch {
            throw DiameterSetupError(
                code: .credential, reason: "Certificate, key or authorities cannot be used: give PEM texts that belong together.")
        }
    }
}

/// A Diameter server could not be put together.
public struct DiameterSetupError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kind of failure; open, so that later kinds break nobody.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        /// The word for logs.
        public let description: String

        /// The credentials of TLS cannot be used.
        public static let credential = Code(description: "credential")
    }

    /// The kind of failure.
    public let code: Code
    /// What is wrong and what to do, in one sentence.
    public let reason: String

    /// Code and reason.
    public var description: String { "\(code): \(reason)" }
}
