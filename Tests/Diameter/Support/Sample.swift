// SPDX-License-Identifier: EUPL-1.2

import Diameter

/// Nodes and messages for tests.
enum Sample {
    static let realm = identity("epc.mnc001.mcc204.3gppnetwork.org")
    static let node = LocalNode(
        host: identity("eir.epc.mnc001.mcc204.3gppnetwork.org"), realm: realm, addresses: [address],
        originStateID: 1_700_000_000)
    static let address = ip(127, 0, 0, 1)
    static let peer = identity("mme.epc.mnc001.mcc204.3gppnetwork.org")

    static func identity(_ text: String) -> DiameterIdentity {
        guard let identity = DiameterIdentity(text) else { preconditionFailure("\(text) is no name") }
        return identity
    }

    static func ip(_ octets: UInt8...) -> NetworkAddress {
        guard let address = NetworkAddress(ip: octets) else { preconditionFailure("\(octets) is no address") }
        return address
    }

    /// A message of these attributes.
    static func message(
        _ command: CommandCode, application: ApplicationID = .base, flags: MessageFlags = .request, hopByHop: UInt32 = 7,
        _ write: (inout AVPWriter) -> Void
    ) -> [UInt8] {
        var writer = AVPWriter()
        write(&writer)
        return MessageHeader(flags: flags, command: command, application: application, hopByHop: hopByHop, endToEnd: 9)
            .message(writer)
    }

    /// A CER; the two lists hold what is left out and what is added.
    static func capabilities(
        host: DiameterIdentity = peer, without: Set<AVPKey> = [], application: UInt32 = 16_777_252, originState: UInt32? = nil,
        adding: (inout AVPWriter) -> Void = { _ in }
    ) -> [UInt8] {
        message(.capabilitiesExchange) { writer in
            if !without.contains(.originHost) { writer.identity(host, as: .originHost) }
            if !without.contains(.originRealm) { writer.identity(realm, as: .originRealm) }
            if !without.contains(.hostIPAddress) { writer.address(address, as: .hostIPAddress) }
            if !without.contains(.vendorID) { writer.uint32(10_415, as: .vendorID) }
            if !without.contains(.productName) { writer.text("MME", as: .productName, flags: []) }
            if let originState { writer.uint32(originState, as: .originStateID) }
            writer.uint32(10_415, as: .supportedVendorID)
            if !without.contains(.vendorSpecificApplicationID) {
                writer.group(.vendorSpecificApplicationID) { writer in
                    writer.uint32(10_415, as: .vendorID)
                    writer.uint32(application, as: .authApplicationID)
                }
            }
            adding(&writer)
        }
    }

    static func watchdog(flags: MessageFlags = .request, adding: (inout AVPWriter) -> Void = { _ in }) -> [UInt8] {
        message(.deviceWatchdog, flags: flags) { writer in
            writer.identity(peer, as: .originHost)
            writer.identity(realm, as: .originRealm)
            adding(&writer)
        }
    }

    static func disconnect(cause: UInt32? = 0) -> [UInt8] {
        message(.disconnectPeer) { writer in
            writer.identity(peer, as: .originHost)
            writer.identity(realm, as: .originRealm)
            if let cause { writer.uint32(cause, as: .disconnectCause) }
        }
    }
}
