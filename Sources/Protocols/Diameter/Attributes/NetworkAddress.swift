// SPDX-License-Identifier: EUPL-1.2

/// An address of a node: a family and its bytes (RFC 6733 §4.3.1, type Address).
public struct NetworkAddress: Hashable, Sendable {
    /// The family by IANA's number: 1 for IPv4, 2 for IPv6.
    public let family: UInt16
    /// The bytes: four for IPv4, sixteen for IPv6.
    public let octets: [UInt8]

    /// An address of any family.
    /// - Returns: nil when an IP address has not the bytes of its family.
    public init?(family: UInt16, octets: [UInt8]) {
        guard family != 1 || octets.count == 4, family != 2 || octets.count == 16 else { return nil }
        self.family = family
        self.octets = octets
    }

    /// An address of an IP family.
    /// - Returns: nil for anything but four or sixteen bytes.
    public init?(ip octets: [UInt8]) {
        self.init(family: octets.count == 4 ? 1 : 2, octets: octets)
    }
}
