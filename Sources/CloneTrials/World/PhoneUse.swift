// SPDX-License-Identifier: EUPL-1.2

import UsageRecords

/// A subscription in a phone over some days: of these a world is made.
struct PhoneUse {
    let device: DeviceCode
    var imsi: DigitCode
    var msisdn: DigitCode
    var network: NetworkCode
    /// Who carries it: SIMs in one phone are carried by one.
    var carrier: UInt32
    var home: Place
    /// The first and the last day, counted from 0.
    var from: Int16
    var to: Int16
    /// Records a day, in thousandths.
    var rate: UInt16 = 1_000
    /// What the phone can do.
    var able: Generations
    /// It is used on each of so many days, beginning with the one of the lane.
    var turns: UInt8 = 1
    var lane: UInt8 = 0
    var role = TrialRole.honest
    var method = TrialMethod.none

    /// Whether it is used on a day.
    func isActive(on day: Int) -> Bool {
        day >= from && day <= to && (turns == 1 || day % Int(turns) == Int(lane))
    }
}

/// What a use really is.
public enum TrialRole: UInt8, Hashable, Sendable, CaseIterable {
    /// A phone with an IMEI of its own.
    case honest
    /// The phone whose IMEI was copied, in the hands of its owner, or of who has it from him.
    case genuine
    /// A phone with an IMEI that is another's.
    case copy
    /// A phone with an IMEI that is nobody's.
    case altered

    /// The name in files.
    public var name: String { "\(self)" }
}

/// How a phone was cloned or altered.
public enum TrialMethod: UInt8, Hashable, Sendable, CaseIterable {
    /// Not at all.
    case none
    /// Twenty to sixty copies.
    case crowd
    /// Four to seven copies.
    case few
    /// One copy, far away, on the same network.
    case far
    /// One copy, on a network whose records carry no moment and no place.
    case otherNetwork
    /// An old phone's IMEI in a new one.
    case oldType
    /// Four to seven copies from before the phone was sold.
    case beforeSale
    /// A type that nobody allocated.
    case unallocated
    /// Something that is no IMEI.
    case noIMEI
    /// A test type.
    case test
    /// The same digit fourteen times, or counting up.
    case repeated
    /// A SIM box.
    case simBox
    /// A stolen phone whose IMEI was altered after the block.
    case afterBlock

    /// The name in files.
    public var name: String { "\(self)" }
}
