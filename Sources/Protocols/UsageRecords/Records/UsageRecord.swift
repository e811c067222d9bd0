// SPDX-License-Identifier: EUPL-1.2

/// One row of what a network saw: a device with a subscription, on a day, perhaps with moment, network, place and technology.
///
/// Forty-eight bytes without a gap, so that a hundred million of them can be written to a file and sorted as they are.
public struct UsageRecord: Hashable, Sendable, BitwiseCopyable {
    /// Which device.
    public let device: DeviceCode
    /// On which day.
    public let day: UsageDay
    /// Seconds since midnight; ``noSecond`` where only the day is known.
    package let rawSecond: UInt32
    package let rawIMSI: UInt64
    package let rawMSISDN: UInt64
    package let rawNetwork: UInt32
    package let rawLatitude: Int32
    package let rawLongitude: Int32
    /// By which technologies.
    public let technologies: Technologies
    private let filling: UInt16

    package static let noSecond: UInt32 = .max
    package static let noPlace: Int32 = .min

    /// A record.
    /// - Parameters:
    ///   - second: seconds since midnight, 0 to 86,399, by one clock for all records of a run; nil where only the day is known.
    ///   - network: the network that served the device, which is not always the one of the subscription.
    public init(
        device: DeviceCode, day: UsageDay, second: Int? = nil, imsi: DigitCode? = nil, msisdn: DigitCode? = nil,
        network: NetworkCode? = nil, place: Place? = nil, technologies: Technologies = []
    ) {
        self.init(
            device: device, day: day, rawSecond: second.map { UInt32(clamping: $0) } ?? UsageRecord.noSecond,
            rawIMSI: imsi?.marked ?? 0, rawMSISDN: msisdn?.marked ?? 0, rawNetwork: network?.marked ?? 0,
            rawLatitude: place?.latitude ?? UsageRecord.noPlace, rawLongitude: place?.longitude ?? 0, technologies: technologies)
    }

    init(
        device: DeviceCode, day: UsageDay, rawSecond: UInt32, rawIMSI: UInt64, rawMSISDN: UInt64, rawNetwork: UInt32,
        rawLatitude: Int32, rawLongitude: Int32, technologies: Technologies
    ) {
        self.device = device
        self.day = day
        self.rawSecond = rawSecond
        self.rawIMSI = rawIMSI
        self.rawMSISDN = rawMSISDN
        self.rawNetwork = rawNetwork
        self.rawLatitude = rawLatitude
        self.rawLongitude = rawLongitude
        self.technologies = technologies
        filling = 0
    }

    /// Seconds since midnight, or nil where only the day is known.
    public var second: Int? { rawSecond == UsageRecord.noSecond ? nil : Int(rawSecond) }
    /// The subscription.
    public var imsi: DigitCode? { rawIMSI == 0 ? nil : DigitCode(marked: rawIMSI) }
    /// The telephone number.
    public var msisdn: DigitCode? { rawMSISDN == 0 ? nil : DigitCode(marked: rawMSISDN) }
    /// The network that served the device.
    public var network: NetworkCode? { rawNetwork == 0 ? nil : NetworkCode(marked: rawNetwork) }
    /// Where the device was.
    public var place: Place? {
        rawLatitude == UsageRecord.noPlace ? nil : Place(raw: rawLatitude, rawLongitude)
    }
}

extension UsageRecord: Comparable {
    /// By device, then by moment (records without one come last on their day), then by everything else: a total order, so that the same
    /// records always come in the same order.
    public static func < (left: UsageRecord, right: UsageRecord) -> Bool {
        if left.device != right.device { return left.device < right.device }
        if left.day != right.day { return left.day < right.day }
        if left.rawSecond != right.rawSecond { return left.rawSecond < right.rawSecond }
        if left.rawIMSI != right.rawIMSI { return left.rawIMSI < right.rawIMSI }
        if left.rawMSISDN != right.rawMSISDN { return left.rawMSISDN < right.rawMSISDN }
        if left.rawNetwork != right.rawNetwork { return left.rawNetwork < right.rawNetwork }
        if left.rawLatitude != right.rawLatitude { return left.rawLatitude < right.rawLatitude }
        if left.rawLongitude != right.rawLongitude { return left.rawLongitude < right.rawLongitude }
        return left.technologies.rawValue < right.technologies.rawValue
    }
}
