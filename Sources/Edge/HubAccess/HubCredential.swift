// SPDX-License-Identifier: EUPL-1.2

/// What a party needs to reach a hub: its certificate and key, the authority of the hub's own certificate, and the key of the hub's logs.
public struct HubCredential: Sendable {
    /// The party's certificate chain, PEM.
    public let certificate: String
    /// Its private key, PEM.
    public let privateKey: String
    /// The authorities whose server certificates are trusted, PEM.
    public let trustRoots: String

    /// Gathers the three.
    public init(certificate: String, privateKey: String, trustRoots: String) {
        self.certificate = certificate
        self.privateKey = privateKey
        self.trustRoots = trustRoots
    }
}
