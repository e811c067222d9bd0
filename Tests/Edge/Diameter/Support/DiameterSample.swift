// SPDX-License-Identifier: EUPL-1.2

import Diameter

/// Nodes and messages for tests of the server.
enum DiameterSample {
    static let realm = name("epc.mnc001.mcc204.3gppnetwork.org")
    static let node = LocalNode(host: name("eir.epc.mnc001.mcc204.3gppnetwork.org"), realm: realm, originStateID: 1_700_000_000)

    static func name(_ text: String) -> DiameterIdentity {
        guard let name = DiameterIdentity(text) else { preconditionFailure("\(text) is no name") }
        return name
    }

    static func capabilities(host: String, originState: UInt32? = nil, application: UInt32 = 16_777_252) -> [UInt8] {
        message(.capabilitiesExchange, .base, flags: .request, hopByHop: 1) { writer in
            writer.text(host, as: .originHost)
            writer.identity(realm, as: .originRealm)
            writer.octets([0, 1, 127, 0, 0, 1], as: .hostIPAddress)
            writer.uint32(10_415, as: .vendorID)
            writer.text("MME", as: .productName, flags: [])
            if let originState { writer.uint32(originState, as: .originStateID) }
            writer.uint32(application, as: .authApplicationID)
        }
    }

    /// A check; without `imei` the device shows a MEID.
    static func check(
        imei: String?, hopByHop: UInt32 = 2, host: String = "mme.example", padding: Int = 0
    ) -> [UInt8] {
        message(.identityCheck, .equipmentCheck, flags: [.request, .proxiable], hopByHop: hopByHop) { writer in
            writer.text("\(host);1;\(hopByHop)", as: .sessionID)
            writer.uint32(1, as: .authSessionState)
            writer.text(host, as: .originHost)
            writer.identity(realm, as: .originRealm)
            writer.identity(realm, as: .destinationRealm)
            writer.group(.terminalInformation) { writer in
                if let imei { writer.text(imei, as: .imei) } else { writer.octets([1, 2, 3, 4, 5, 6, 7], as: .meid) }
            }
            if padding > 0 { writer.octets(repeatElement(0, count: padding), as: .proxyInfo) }
        }
    }

    static func disconnectAnswer(to request: DiameterAnswer) -> [UInt8] {
        message(.disconnectPeer, .base, flags: [], hopByHop: request.header.hopByHop) { $0.uint32(2001, as: .resultCode) }
    }

    static func watchdog(hopByHop: UInt32 = 3) -> [UInt8] {
        message(.deviceWatchdog, .base, flags: .request, hopByHop: hopByHop) { writer in
            writer.text("mme.example", as: .originHost)
            writer.identity(realm, as: .originRealm)
        }
    }

    static func watchdogAnswer(to request: DiameterAnswer) -> [UInt8] {
        message(.deviceWatchdog, .base, flags: [], hopByHop: request.header.hopByHop) { $0.uint32(2001, as: .resultCode) }
    }

    static func disconnect() -> [UInt8] {
        message(.disconnectPeer, .base, flags: .request, hopByHop: 4) { writer in
            writer.text("mme.example", as: .originHost)
            writer.identity(realm, as: .originRealm)
            writer.uint32(2, as: .disconnectCause)
        }
    }

    private static func message(
        _ command: CommandCode, _ application: ApplicationID, flags: MessageFlags, hopByHop: UInt32,
        _ write: (inout AVPWriter) -> Void
    ) -> [UInt8] {
        var writer = AVPWriter()
        write(&writer)
        return MessageHeader(flags: flags, command: command, application: application, hopByHop: hopByHop, endToEnd: hopByHop)
            .message(writer)
    }
}
