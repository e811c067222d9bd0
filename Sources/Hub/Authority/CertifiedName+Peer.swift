// SPDX-License-Identifier: EUPL-1.2

import NIOCore
import NIOSSL

extension CertifiedName {
    /// The holder of the certificate that the other side of a connection showed, and proved to hold, in the TLS handshake.
    ///
    /// In a resumed session this is the certificate of the first handshake, neither shown nor verified anew: check
    /// ``isValid(at:)`` on every request.
    ///
    /// - Parameter channel: The connection. Of an HTTP/2 stream hand in the parent, where TLS sits.
    /// - Returns: nil when the connection has no TLS, has been closed, or the other side showed no certificate.
    /// - Throws: ``AuthorityError`` when the certificate was trusted but does not name its holder as the hub needs.
    static func peer(of channel: any Channel) async throws(AuthorityError) -> CertifiedName? {
        // A pipeline without TLS reports that by failing: for the caller the same as no certificate.
        guard let certificate = (try? await channel.nioSSL_peerCertificate().get()) ?? nil else { return nil }
        let der = try AuthorityError.reporting(
            .unreadable, "The peer's certificate cannot be written as DER; ask the party for another one."
        ) {
            try certificate.toDERBytes()
        }
        return try CertifiedName(der: der)
    }
}
