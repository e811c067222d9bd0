// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Identifiers
import ListedDevices

/// Where whole lists are read from, to be written elsewhere.
protocol ListedDevicesSource: Sendable {
    /// Hands over every listed device in ascending order of IMEI with its status and the day since which it has it, all from one
    /// consistent state, which may last a while.
    /// - Returns: the version of that state; nil when there is no list yet, and then nothing was handed over.
    func eachInOrder(_ body: (UInt64, ListStatus, CivilDate?) throws -> Void) throws -> UInt64?
}

/// The list that an edge answers from.
struct ServedList: ListedDevicesSource {
    let index: DeviceIndex

    func eachInOrder(_ body: (UInt64, ListStatus, CivilDate?) throws -> Void) throws -> UInt64? {
        var entries = try index.devices.entries()
        guard entries.version > 0 else { return nil }
        while let device = try entries.nextDevice() {
            // What the list names as permitted is blocked nowhere.
            guard let status = ListStatus(device.status) else { continue }
            try body(device.imei.value, status, device.since.date)
        }
        return entries.version
    }
}

extension ListStatus {
    /// The status of a list that an edge's own stands for; nil for one that lets a device in.
    init?(_ status: ListedStatus) {
        switch status {
        case .permitted: return nil
        case .prohibited: self = "prohibited"
        case .tracking: self = "tracking"
        }
    }
}
