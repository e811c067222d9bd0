// SPDX-License-Identifier: EUPL-1.2

import NIOSSL

/// The certificate by which a service door shows who it is, and the authorities of those it lets in.
///
/// TLS 1.2 and up; the door offers `h2` and `http/1.1` (RFC 7301). Both can be replaced while the door is open: connections that are
/// there keep what they began with, new ones get the new.
public final class ServiceTLS: Sendable {
    /// Why certificate, key or authorities cannot be used.
    public struct Fault: Error, Hashable, Sendable, CustomStringConvertible {
        /// One sentence that says what is wrong and what to do.
        public let description: String
    }

    private let live: LiveTLSContext

    /// A certificate for a door.
    /// - Parameters:
    ///   - certificate: the chain, its own certificate first, PEM.
    ///   - key: the private key of the first certificate, PEM.
    ///   - roots: the authorities of callers' certificates, PEM; with them, who shows no certificate of theirs is not let in.
    public init(certificate: [UInt8], key: [UInt8], roots: [UInt8]?) throws(Fault) {
        live = LiveTLSContext(try Self.context(certificate, key, roots))
    }

    /// Takes over certificate, key and authorities of `other`.
    public func adopt(_ other: ServiceTLS) { live.adopt(other.live) }

    /// The handler of a new connection.
    func handler() -> NIOSSLServerHandler { live.handler() }

    private static func context(_ certificate: [UInt8], _ key: [UInt8], _ roots: [UInt8]?) throws(Fault) -> NIOSSLContext {
        guard let chain = try? NIOSSLCertificate.fromPEMBytes(certificate), !chain.isEmpty else {
            throw Fault(description: "The certificate of the service door cannot be read: give its chain in PEM.")
        }
        guard let privateKey = try? NIOSSLPrivateKey(bytes: key, format: .pem) else {
            throw Fault(description: "The key of the service door cannot be read: give a private key in PEM without a passphrase.")
        }
        var tls = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(privateKey))
        tls.minimumTLSVersion = .tlsv12
        tls.applicationProtocols = ["h2", "http/1.1"]
        if let roots {
            guard let authorities = try? NIOSSLCertificate.fromPEMBytes(roots), !authorities.isEmpty else {
                throw Fault(description: "The authorities of the service door cannot be read: give their certificates in PEM.")
            }
            tls.trustRoots = .certificates(authorities)
            tls.certificateVerification = .noHostnameVerification
        }
        do {
            return try NIOSSLContext(configuration: tls)
        } catch {
            throw Fault(description: "Certificate and key of the service door do not belong together: give a pair.")
        }
    }
}
