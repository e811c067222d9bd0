// SPDX-License-Identifier: EUPL-1.2

/// One attribute where it lies: valid only as long as the message it was read from.
public struct AVP {
    /// Which attribute.
    public let code: AVPKey
    /// Its flags.
    public let flags: AVPFlags
    /// The value, without header and padding.
    public let content: UnsafeRawBufferPointer
    /// Header and value, without padding.
    public let whole: UnsafeRawBufferPointer
    /// How many groups may still lie in this one, and how many attributes side by side.
    let depth: Int
    let limits: ReadLimits

    /// The value as Unsigned32 or Enumerated.
    /// - Throws: ``MessageFault``, 5014, when it has not four bytes.
    public func uint32() throws(MessageFault) -> UInt32 {
        guard content.count == 4 else { throw .length(self) }
        return content.uint32(at: 0)
    }

    /// The value as Unsigned64.
    /// - Throws: ``MessageFault``, 5014, when it has not eight bytes.
    public func uint64() throws(MessageFault) -> UInt64 {
        guard content.count == 8 else { throw .length(self) }
        return content.uint64(at: 0)
    }

    /// The value as UTF8String.
    /// - Throws: ``MessageFault``, 5004, when it is not UTF-8.
    public func text() throws(MessageFault) -> String {
        guard let text = String(validating: content, as: UTF8.self) else {
            throw .value(self, "\(code) is not UTF-8: repair what writes it.")
        }
        return text
    }

    /// The value as DiameterIdentity.
    /// - Throws: ``MessageFault``, 5004, when it is no name of a host or realm.
    public func identity() throws(MessageFault) -> DiameterIdentity {
        guard let identity = DiameterIdentity(bytes: content) else {
            throw .value(self, "\(code) is no name of a host or realm: give a fully qualified domain name.")
        }
        return identity
    }

    /// The value as Address.
    /// - Throws: ``MessageFault``: 5014 when it cannot hold an address, 5004 when an IP address has the wrong length.
    public func address() throws(MessageFault) -> NetworkAddress {
        guard content.count >= 2 else { throw .length(self) }
        let family = UInt16(content[0]) << 8 | UInt16(content[1])
        guard let address = NetworkAddress(family: family, octets: Array(content.dropFirst(2))) else {
            throw .value(self, "\(code) has not the bytes its family of addresses has: repair what writes it.")
        }
        return address
    }

    /// The value as Grouped: the attributes inside.
    /// - Throws: ``MessageFault``, 5012, when groups lie too deep in each other.
    public func group() throws(MessageFault) -> AVPSequence {
        guard depth > 0 else {
            throw MessageFault(.unableToComply, "Groups lie too deep in each other: send fewer, or have the limit raised.")
        }
        return AVPSequence(content, limits: limits, depth: depth - 1)
    }
}
