// SPDX-License-Identifier: EUPL-1.2

/// The attributes of a check that are known here (TS 29.272 §7.2.19); what is not known is passed over or refused by its M bit.
enum EquipmentCheckField: UInt8 {
    case sessionID, authSessionState, originHost, originRealm, destinationRealm, terminalInformation
    case vendorSpecificApplicationID, destinationHost, userName, routingPriority
    case proxyInfo, ignored
    case imei, softwareVersion, meid

    /// What must be there, in the order it is asked for.
    static let required: [EquipmentCheckField] = [
        .sessionID, .authSessionState, .originHost, .originRealm, .destinationRealm, .terminalInformation,
    ]

    /// One bit for each.
    var bit: UInt16 { 1 << UInt16(rawValue) }

    /// The attribute's code.
    var code: AVPKey {
        switch self {
        case .sessionID: .sessionID
        case .authSessionState: .authSessionState
        case .originHost: .originHost
        case .originRealm: .originRealm
        case .destinationRealm: .destinationRealm
        case .terminalInformation: .terminalInformation
        case .vendorSpecificApplicationID: .vendorSpecificApplicationID
        case .destinationHost: .destinationHost
        case .userName: .userName
        case .routingPriority: .routingPriority
        case .proxyInfo: .proxyInfo
        case .ignored: .routeRecord
        case .imei: .imei
        case .softwareVersion: .softwareVersion
        case .meid: .meid
        }
    }

    /// The attribute of this code; nil for one that is not known here.
    init?(_ code: AVPKey) {
        switch (code.vendor, code.number) {
        case (0, 263): self = .sessionID
        case (0, 277): self = .authSessionState
        case (0, 264): self = .originHost
        case (0, 296): self = .originRealm
        case (0, 283): self = .destinationRealm
        case (0, 293): self = .destinationHost
        case (0, 260): self = .vendorSpecificApplicationID
        case (0, 1): self = .userName
        case (0, 284): self = .proxyInfo
        case (0, 301): self = .routingPriority
        // Route-Record, Origin-State-Id, Auth-Application-Id, Acct-Application-Id, Event-Timestamp: understood, without effect.
        case (0, 282), (0, 278), (0, 258), (0, 259), (0, 55): self = .ignored
        case (AVPKey.threeGPP, 1401): self = .terminalInformation
        case (AVPKey.threeGPP, 1402): self = .imei
        case (AVPKey.threeGPP, 1403): self = .softwareVersion
        case (AVPKey.threeGPP, 1471): self = .meid
        default: return nil
        }
    }
}
