// SPDX-License-Identifier: EUPL-1.2

import NIOCore
import NIOSSL

/// The credentials of a port that speaks TLS from the first byte (RFC 6733 §2.2 and §13.1).
///
/// Peers must show a certificate of a trusted authority. They can be replaced while the port is open: connections that are there keep
/// what they began with.
public final class DiameterTLS: Sendable {
    /// Whether a peer's certificate must name its Origin-Host as a DNS name (RFC 6733 §13.1); true unless said otherwise.
    public let namesMustMatch: Bool
    private let live: LiveTLSContext

    /// Credentials of PEM texts.
    /// - Parameters:
    ///   - certificateChain: the chain it shows, its own certificate first.
    ///   - privateKey: the key of the first certificate.
    ///   - trustRoots: the authorities whose peers it trusts.
    ///   - namesMustMatch: whether a peer's certificate must name its Origin-Host.
    /// - Throws: ``DiameterSetupError`` when the texts cannot be used.
    public init(
        certificateChain: String, privateKey: String, trustRoots: String, namesMustMatch: Bool = true
    ) throws(DiameterSetupError) {
        self.namesMustMatch = namesMustMatch
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
            live = LiveTLSContext(try NIOSSLContext(configuration: tls))
        } catch {
            throw DiameterSetupError(
                code: .credential, reason: "Certificate, key or authorities cannot be used: give PEM texts that belong together.")
        }
    }

    /// Takes over chain, key and authorities of `other`.
    public func adopt(_ other: DiameterTLS) { live.adopt(other.live) }

    /// The handler of a new connection.
    func handler() -> NIOSSLServerHandler { live.handler() }
}

/// The credentials of a Diameter port cannot be used.
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
