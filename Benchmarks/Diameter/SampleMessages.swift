// SPDX-License-Identifier: EUPL-1.2

import Diameter

/// What the generator sends.
enum SampleMessages {
    /// A CER of `host`.
    static func capabilities(of host: String) -> [UInt8] {
        message(.capabilitiesExchange, .base, .request) { writer in
            writer.text(host, as: .originHost)
            writer.text(LoadGenerator.realm, as: .originRealm)
            writer.octets([0, 1, 127, 0, 0, 1], as: .hostIPAddress)
            writer.uint32(AVPKey.threeGPP, as: .vendorID)
            writer.text("generator", as: .productName, flags: [])
            application(&writer)
        }
    }

    /// A check as an MME sends it, 340 bytes or a few more.
    static func check(from host: String, imei: String) -> [UInt8] {
        message(.identityCheck, .equipmentCheck, [.request, .proxiable]) { writer in
            writer.text("\(host);1;2;app_s13", as: .sessionID)
            application(&writer)
            writer.uint32(1, as: .authSessionState)
            writer.text(host, as: .originHost)
            writer.text(LoadGenerator.realm, as: .originRealm)
            writer.text(LoadGenerator.realm, as: .destinationRealm)
            writer.group(.terminalInformation) { writer in
                writer.text(imei, as: .imei)
                writer.text("86", as: .softwareVersion)
            }
            writer.text("204010123456789", as: .userName)
        }
    }

    private static func application(_ writer: inout AVPWriter) {
        writer.group(.vendorSpecificApplicationID) { writer in
            writer.uint32(AVPKey.threeGPP, as: .vendorID)
            writer.uint32(ApplicationID.equipmentCheck.rawValue, as: .authApplicationID)
        }
    }

    private static func message(
        _ command: CommandCode, _ application: ApplicationID, _ flags: MessageFlags, _ write: (inout AVPWriter) -> Void
    ) -> [UInt8] {
        var writer = AVPWriter()
        write(&writer)
        return MessageHeader(flags: flags, command: command, application: application, hopByHop: 0, endToEnd: 0).message(writer)
    }
}
