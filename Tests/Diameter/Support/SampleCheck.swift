// SPDX-License-Identifier: EUPL-1.2

import Diameter

/// A check, attribute by attribute, so that a test can spoil one.
struct SampleCheck {
    var flags: MessageFlags = [.request, .proxiable]
    var parts: [(code: AVPKey, encoded: [UInt8])]

    /// A check that is in order, its attributes those of ``Golden/request``.
    init() {
        parts = []
        set(.sessionID) { $0.text("mme.epc.mnc001.mcc204.3gppnetwork.org;1;2;app_s13", as: .sessionID) }
        set(.vendorSpecificApplicationID) { writer in
            writer.group(.vendorSpecificApplicationID) { writer in
                writer.uint32(10_415, as: .vendorID)
                writer.uint32(16_777_252, as: .authApplicationID)
            }
        }
        set(.authSessionState) { $0.uint32(1, as: .authSessionState) }
        set(.originHost) { $0.identity(Sample.peer, as: .originHost) }
        set(.originRealm) { $0.identity(Sample.realm, as: .originRealm) }
        set(.destinationRealm) { $0.identity(Sample.realm, as: .destinationRealm) }
        setTerminal { writer in
            writer.text("49015420323751", as: .imei)
            writer.text("86", as: .softwareVersion)
        }
        set(.userName) { $0.text("204010123456789", as: .userName) }
    }

    /// Puts what `write` writes in the place of `code`, or at the end when it is not there.
    mutating func set(_ code: AVPKey, _ write: (inout AVPWriter) -> Void) {
        let encoded = attributes(write)
        if let place = parts.firstIndex(where: { $0.code == code }) {
            parts[place].encoded = encoded
        } else {
            parts.append((code, encoded))
        }
    }

    mutating func setTerminal(_ write: (inout AVPWriter) -> Void) {
        set(.terminalInformation) { $0.group(.terminalInformation, write) }
    }

    mutating func remove(_ code: AVPKey) { parts.removeAll { $0.code == code } }

    /// Adds what `write` writes at the end, whatever is there already.
    mutating func add(_ code: AVPKey, _ write: (inout AVPWriter) -> Void) { parts.append((code, attributes(write))) }

    mutating func insert(_ code: AVPKey, at place: Int, _ write: (inout AVPWriter) -> Void) {
        parts.insert((code, attributes(write)), at: place)
    }

    /// The message.
    var message: [UInt8] {
        let body = parts.flatMap(\.encoded)
        let length = UInt32(20 + body.count)
        let header: [UInt32] = [
            0x0100_0000 | length, UInt32(flags.rawValue) << 24 | 324, 16_777_252, 0x1122_3344, 0x5566_7788,
        ]
        return header.flatMap { word in [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: word >> $0) } } + body
    }
}
