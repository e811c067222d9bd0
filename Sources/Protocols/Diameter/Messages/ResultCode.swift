// SPDX-License-Identifier: EUPL-1.2

/// How a request went (RFC 6733 §7.1). Open, as applications define their own.
public struct ResultCode: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    /// The number; its thousands tell the kind.
    public let rawValue: UInt32

    /// Takes the number.
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// Whether it is a protocol error, 3xxx, which an answer reports with its E bit (RFC 6733 §7.1.3).
    public var isProtocolError: Bool { rawValue / 1_000 == 3 }

    /// The name as RFC 6733 or TS 29.272 has it, without `DIAMETER_`, or the number.
    public var description: String { ResultCode.names[rawValue] ?? String(rawValue) }

    /// 2001: done.
    public static let success = ResultCode(rawValue: 2001)
    /// 3001: a command this node does not know in this application.
    public static let commandUnsupported = ResultCode(rawValue: 3001)
    /// 3002: the request is for another host.
    public static let unableToDeliver = ResultCode(rawValue: 3002)
    /// 3003: the request is for a realm this node does not serve.
    public static let realmNotServed = ResultCode(rawValue: 3003)
    /// 3004: ask another node.
    public static let tooBusy = ResultCode(rawValue: 3004)
    /// 3007: an application this node does not speak.
    public static let applicationUnsupported = ResultCode(rawValue: 3007)
    /// 3008: command flags that do not go together.
    public static let invalidHeaderBits = ResultCode(rawValue: 3008)
    /// 3009: attribute flags nobody knows.
    public static let invalidAVPBits = ResultCode(rawValue: 3009)
    /// 3010: a peer that is not welcome.
    public static let unknownPeer = ResultCode(rawValue: 3010)
    /// 5001: an attribute that must be understood and is not.
    public static let avpUnsupported = ResultCode(rawValue: 5001)
    /// 5004: a value that means nothing.
    public static let invalidAVPValue = ResultCode(rawValue: 5004)
    /// 5005: an attribute that must be there and is not.
    public static let missingAVP = ResultCode(rawValue: 5005)
    /// 5009: an attribute more often than it may be there.
    public static let avpOccursTooManyTimes = ResultCode(rawValue: 5009)
    /// 5010: the peers speak no application in common.
    public static let noCommonApplication = ResultCode(rawValue: 5010)
    /// 5011: another version of Diameter.
    public static let unsupportedVersion = ResultCode(rawValue: 5011)
    /// 5012: refused for a reason that has no number.
    public static let unableToComply = ResultCode(rawValue: 5012)
    /// 5014: an attribute that is too long or too short.
    public static let invalidAVPLength = ResultCode(rawValue: 5014)
    /// 5015: a message that is too long or too short.
    public static let invalidMessageLength = ResultCode(rawValue: 5015)
    /// 5017: the peer wants protection this connection does not have.
    public static let noCommonSecurity = ResultCode(rawValue: 5017)
    /// 5422, an Experimental-Result-Code of 3GPP: the register does not know the device (TS 29.272 §7.4.3).
    public static let equipmentUnknown = ResultCode(rawValue: 5422)

    private static let names: [UInt32: String] = [
        2001: "SUCCESS", 3001: "COMMAND_UNSUPPORTED", 3002: "UNABLE_TO_DELIVER", 3003: "REALM_NOT_SERVED", 3004: "TOO_BUSY",
        3007: "APPLICATION_UNSUPPORTED", 3008: "INVALID_HDR_BITS", 3009: "INVALID_AVP_BITS", 3010: "UNKNOWN_PEER",
        5001: "AVP_UNSUPPORTED", 5004: "INVALID_AVP_VALUE", 5005: "MISSING_AVP", 5009: "AVP_OCCURS_TOO_MANY_TIMES",
        5010: "NO_COMMON_APPLICATION", 5011: "UNSUPPORTED_VERSION", 5012: "UNABLE_TO_COMPLY", 5014: "INVALID_AVP_LENGTH",
        5015: "INVALID_MESSAGE_LENGTH", 5017: "NO_COMMON_SECURITY", 5422: "ERROR_EQUIPMENT_UNKNOWN",
    ]
}
