// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Identifiers
import ListedDevices

/// Which list it is that is handed over.
struct ListedState: Hashable, Sendable {
    /// Its version, from 1.
    let version: UInt64
    /// When this version came into force at this edge.
    let since: Instant
}

/// Where whole lists are read from, to be written elsewhere.
protocol ListedDevicesSource: Sendable {
    /// Hands over every listed device in ascending order of IMEI, all from one consistent state, which may last a while.
    /// - Parameter begin: called once, before the first device.
    /// - Returns: nil when there is no list yet; then nothing was called.
    func eachInOrder(
        _ begin: (ListedState) throws -> Void, _ body: (UInt64, ListStatus) throws -> Void
    ) throws -> ListedState?
}

/// The list that an edge answers from.
struct ServedList: ListedDevicesSource {
    let store: ReplicaStore
    let index: DeviceIndex

    func eachInOrder(
        _ begin: (ListedState) throws -> Void, _ body: (UInt64, ListStatus) throws -> Void
    ) throws -> ListedState? {
        // The version first: what is then read is that version or a later one, never an earlier.
        let version = index.version
        guard version > 0, let kept = try store.kept() else { return nil }
        var entries = try index.devices.entries()
        let state = ListedState(version: version, since: kept.accepted)
        try begin(state)
        while let device = try entries.nextDevice() {
            // What the list names as permitted is blocked nowhere.
            guard let status = ListStatus(device.status) else { continue }
            try body(device.imei.value, status)
        }
        return state
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
