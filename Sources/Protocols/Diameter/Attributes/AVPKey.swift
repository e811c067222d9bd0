// SPDX-License-Identifier: EUPL-1.2

/// Which attribute: a code and the vendor who gave it out (RFC 6733 §4.1). Open, as there are thousands.
public struct AVPKey: Hashable, Sendable, CustomStringConvertible {
    /// The code within the vendor's codes.
    public let number: UInt32
    /// The vendor's enterprise number; 0 for the IETF's own.
    public let vendor: UInt32

    /// An attribute of the IETF, or of `vendor`.
    public init(_ number: UInt32, vendor: UInt32 = 0) {
        self.number = number
        self.vendor = vendor
    }

    /// The enterprise number of 3GPP.
    public static let threeGPP: UInt32 = 10_415

    /// The name where this module knows it, and the numbers.
    public var description: String {
        let numbers = vendor == 0 ? "\(number)" : "\(number) of vendor \(vendor)"
        return AVPKey.names[self].map { "\($0) (\(numbers))" } ?? "attribute \(numbers)"
    }

    /// How many bytes a value has at least: what stands for a missing one (RFC 6733 §7.5).
    var shortest: Int {
        switch self {
        case .hostIPAddress: 6
        case .authApplicationID, .acctApplicationID, .vendorID, .supportedVendorID, .authSessionState, .originStateID,
            .resultCode, .disconnectCause, .inbandSecurityID, .equipmentStatus, .experimentalResultCode:
            4
        default: 0
        }
    }
}

extension AVPKey {
    /// 1, User-Name: on S13 the IMSI.
    public static let userName = AVPKey(1)
    /// 257, Host-IP-Address.
    public static let hostIPAddress = AVPKey(257)
    /// 258, Auth-Application-Id.
    public static let authApplicationID = AVPKey(258)
    /// 259, Acct-Application-Id.
    public static let acctApplicationID = AVPKey(259)
    /// 260, Vendor-Specific-Application-Id.
    public static let vendorSpecificApplicationID = AVPKey(260)
    /// 263, Session-Id.
    public static let sessionID = AVPKey(263)
    /// 264, Origin-Host.
    public static let originHost = AVPKey(264)
    /// 265, Supported-Vendor-Id.
    public static let supportedVendorID = AVPKey(265)
    /// 266, Vendor-Id.
    public static let vendorID = AVPKey(266)
    /// 267, Firmware-Revision.
    public static let firmwareRevision = AVPKey(267)
    /// 268, Result-Code.
    public static let resultCode = AVPKey(268)
    /// 269, Product-Name.
    public static let productName = AVPKey(269)
    /// 273, Disconnect-Cause.
    public static let disconnectCause = AVPKey(273)
    /// 277, Auth-Session-State.
    public static let authSessionState = AVPKey(277)
    /// 278, Origin-State-Id.
    public static let originStateID = AVPKey(278)
    /// 279, Failed-AVP.
    public static let failedAVP = AVPKey(279)
    /// 281, Error-Message.
    public static let errorMessage = AVPKey(281)
    /// 282, Route-Record.
    public static let routeRecord = AVPKey(282)
    /// 283, Destination-Realm.
    public static let destinationRealm = AVPKey(283)
    /// 284, Proxy-Info.
    public static let proxyInfo = AVPKey(284)
    /// 293, Destination-Host.
    public static let destinationHost = AVPKey(293)
    /// 296, Origin-Realm.
    public static let originRealm = AVPKey(296)
    /// 297, Experimental-Result.
    public static let experimentalResult = AVPKey(297)
    /// 298, Experimental-Result-Code.
    public static let experimentalResultCode = AVPKey(298)
    /// 299, Inband-Security-Id.
    public static let inbandSecurityID = AVPKey(299)
    /// 301, DRMP: how urgent a message is (RFC 7944).
    public static let routingPriority = AVPKey(301)
    /// 1401 of 3GPP, Terminal-Information.
    public static let terminalInformation = AVPKey(1401, vendor: threeGPP)
    /// 1402 of 3GPP, IMEI.
    public static let imei = AVPKey(1402, vendor: threeGPP)
    /// 1403 of 3GPP, Software-Version.
    public static let softwareVersion = AVPKey(1403, vendor: threeGPP)
    /// 1445 of 3GPP, Equipment-Status.
    public static let equipmentStatus = AVPKey(1445, vendor: threeGPP)
    /// 1471 of 3GPP, 3GPP2-MEID.
    public static let meid = AVPKey(1471, vendor: threeGPP)

    private static let names: [AVPKey: String] = [
        userName: "User-Name", hostIPAddress: "Host-IP-Address", authApplicationID: "Auth-Application-Id",
        acctApplicationID: "Acct-Application-Id", vendorSpecificApplicationID: "Vendor-Specific-Application-Id",
        sessionID: "Session-Id", originHost: "Origin-Host", supportedVendorID: "Supported-Vendor-Id", vendorID: "Vendor-Id",
        firmwareRevision: "Firmware-Revision", productName: "Product-Name", disconnectCause: "Disconnect-Cause",
        authSessionState: "Auth-Session-State", originStateID: "Origin-State-Id", routeRecord: "Route-Record",
        destinationRealm: "Destination-Realm", proxyInfo: "Proxy-Info", destinationHost: "Destination-Host",
        originRealm: "Origin-Realm", inbandSecurityID: "Inband-Security-Id", routingPriority: "DRMP",
        terminalInformation: "Terminal-Information", imei: "IMEI", softwareVersion: "Software-Version", meid: "3GPP2-MEID",
    ]
}
