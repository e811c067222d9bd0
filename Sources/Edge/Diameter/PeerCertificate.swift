// SPDX-License-Identifier: EUPL-1.2

import Diameter
import NIOCore
import NIOSSL

/// What the certificate of a peer says of its name.
enum PeerCertificate {
    /// The type of a DNS name among a certificate's alternative names (RFC 5280 §4.2.1.6).
    private static let dnsName = 2

    /// Whether the certificate shown on a connection has `host` as a DNS name.
    static func names(_ host: DiameterIdentity, on pipeline: ChannelPipeline.SynchronousOperations) -> Bool {
        guard let handler = try? pipeline.handler(type: NIOSSLServerHandler.self), let certificate = handler.peerCertificate
        else { return false }
        for name in certificate._subjectAlternativeNames() where name.nameType.rawValue == dnsName {
            if DiameterIdentity(String(decoding: name.contents, as: UTF8.self)) == host { return true }
        }
        return false
    }
}
