// SPDX-License-Identifier: EUPL-1.2

public import UsageRecords

/// A subscription that keeps service on a device that was found, and why: the IMEI with the IMSI of who is or may be its genuine owner. It
/// stays with the provider.
public struct OwnerException: Hashable, Sendable, BitwiseCopyable {
    /// Why a subscription keeps service, the surest ground first (ITU-T Q.5052 §8).
    public enum Ground: UInt8, Hashable, Sendable, BitwiseCopyable, CaseIterable {
        /// The pair is on the list of pairs: shown by proof of purchase, or sold by the provider with the subscription.
        case proven
        /// It has the telephone number of such a pair, or of who was first: another SIM of the same person.
        case sameNumber
        /// It was the first that was seen with the device.
        case firstSeen
        /// It was always near who was first or proven, and more than once: two SIMs in one device, or a shared one.
        case companion
        /// It came after who was first or proven was last seen: the device was given or sold on.
        case successor
        /// Nothing is known for or against it: it keeps service while it is asked for proof.
        case unproven

        /// The name of the ground in files.
        public var name: String {
            switch self {
            case .proven: "proven"
            case .sameNumber: "same-number"
            case .firstSeen: "first-seen"
            case .companion: "companion"
            case .successor: "successor"
            case .unproven: "unproven"
            }
        }
    }

    /// The device.
    public let device: DeviceCode
    package let rawIMSI: UInt64
    package let rawMSISDN: UInt64
    /// Why it keeps service.
    public let ground: Ground

    init(device: DeviceCode, rawIMSI: UInt64, rawMSISDN: UInt64, ground: Ground) {
        self.device = device
        self.rawIMSI = rawIMSI
        self.rawMSISDN = rawMSISDN
        self.ground = ground
    }

    /// The subscription.
    public var imsi: DigitCode { DigitCode(marked: rawIMSI) }
    /// Its telephone number, the last that was seen, or nil.
    public var msisdn: DigitCode? { rawMSISDN == 0 ? nil : DigitCode(marked: rawMSISDN) }
    /// Whether it keeps service only while it is asked for proof.
    public var isProvisional: Bool { ground == .unproven }
}

extension OwnerException: Comparable {
    /// By device, then by subscription.
    public static func < (left: OwnerException, right: OwnerException) -> Bool {
        if left.device != right.device { return left.device < right.device }
        if left.rawIMSI != right.rawIMSI { return left.rawIMSI < right.rawIMSI }
        return left.ground.rawValue < right.ground.rawValue
    }
}
