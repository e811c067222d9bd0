// SPDX-License-Identifier: EUPL-1.2

/// Who this node says it is.
public struct LocalNode: Hashable, Sendable {
    /// Its name, as peers are to address it.
    public var host: DiameterIdentity
    /// Its realm.
    public var realm: DiameterIdentity
    /// The addresses it tells in a capabilities exchange (RFC 6733 §5.3.5).
    public var addresses: [NetworkAddress]
    /// The name of the program.
    public var productName: String
    /// The enterprise number of the program's maker; 0 for none (RFC 6733 §5.3.3).
    public var vendorID: UInt32
    /// A number that grows with every start, so that peers see that all earlier state is gone (RFC 6733 §8.16); nil to tell none.
    public var originStateID: UInt32?

    /// A node of these names.
    public init(
        host: DiameterIdentity, realm: DiameterIdentity, addresses: [NetworkAddress] = [], productName: String = "Schakel",
        vendorID: UInt32 = 0, originStateID: UInt32? = nil
    ) {
        self.host = host
        self.realm = realm
        self.addresses = addresses
        self.productName = productName
        self.vendorID = vendorID
        self.originStateID = originStateID
    }

    /// The two attributes that every message of this node has.
    func writeOrigin(to writer: inout AVPWriter) {
        writer.identity(host, as: .originHost)
        writer.identity(realm, as: .originRealm)
    }
}
