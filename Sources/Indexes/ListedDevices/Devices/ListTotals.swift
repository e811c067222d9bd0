// SPDX-License-Identifier: EUPL-1.2

/// How much is listed.
public struct ListTotals: Hashable, Sendable {
    /// Devices that may use the network, by the list.
    public var permitted = 0
    /// Devices that must be refused.
    public var prohibited = 0
    /// Devices whose use is to be reported.
    public var tracking = 0
    /// Pairs of a device and a subscriber who may use it although it is listed.
    public var exceptions = 0

    /// Nothing, or so much.
    public init(permitted: Int = 0, prohibited: Int = 0, tracking: Int = 0, exceptions: Int = 0) {
        self.permitted = permitted
        self.prohibited = prohibited
        self.tracking = tracking
        self.exceptions = exceptions
    }

    /// How many devices are listed.
    public var devices: Int { permitted + prohibited + tracking }

    /// Counts something in or out: a device by its status, which may be 0 for "not listed", or an exception.
    mutating func add(_ amount: Int, status: UInt8, isException: Bool) {
        guard let status = ListedStatus(rawValue: status) else { return }
        switch status {
        case _ where isException: exceptions += amount
        case .permitted: permitted += amount
        case .prohibited: prohibited += amount
        case .tracking: tracking += amount
        }
    }
}
