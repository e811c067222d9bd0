// SPDX-License-Identifier: EUPL-1.2

import EquipmentIdentity
import Exchange
import Identifiers
import Synchronization

/// The list in memory, for answering. A batch becomes visible as a whole: a reader sees the list before it or after it.
final class DeviceIndex: DeviceLookup {
    private struct State {
        var statuses: [UInt64: EquipmentStatus] = [:]
        var version: UInt64 = 0
        var verifiedAt: Instant?
    }

    private let state = Mutex(State())
    private let timekeeper: any Timekeeper

    init(timekeeper: any Timekeeper) { self.timekeeper = timekeeper }

    /// How many devices are listed.
    var count: Int { state.withLock(\.statuses.count) }

    /// The version that is active.
    var version: UInt64 { state.withLock(\.version) }

    func status(of imei: IMEI) -> EquipmentStatus? {
        state.withLock { $0.statuses[imei.value] }
    }

    var freshness: ListFreshness {
        let now = timekeeper.now()
        return state.withLock { state in
            guard let verifiedAt = state.verifiedAt else { return .never }
            return .list(version: state.version, ageMilliseconds: max(0, (now - verifiedAt).milliseconds))
        }
    }

    /// Fills the index from what was kept.
    func load(_ kept: ReplicaStore.Kept, from store: ReplicaStore) throws {
        var statuses: [UInt64: EquipmentStatus] = [:]
        try store.eachListed { imei, status in statuses[imei] = DeviceIndex.meaning(of: status) }
        state.withLock { state in
            state.statuses = statuses
            state.version = kept.position.version
            state.verifiedAt = kept.verifiedAt
        }
    }

    /// Makes changes active, all at once.
    func apply(_ changes: [DeviceChange], version: UInt64, verifiedAt: Instant) {
        state.withLock { state in
            for change in changes { state.statuses[change.imei.value] = change.status.map(DeviceIndex.meaning) }
            state.version = version
            state.verifiedAt = verifiedAt
        }
    }

    /// Puts another list in place of this one, all at once.
    func replace(with statuses: [UInt64: EquipmentStatus], version: UInt64, verifiedAt: Instant) {
        state.withLock { state in
            state.statuses = statuses
            state.version = version
            state.verifiedAt = verifiedAt
        }
    }

    /// Notes that the list was the newest at a moment.
    func touch(_ moment: Instant) { state.withLock { $0.verifiedAt = moment } }

    /// What a status of the list means on the wire. A status this version does not know is served and tracked, not refused.
    static func meaning(of status: ListStatus) -> EquipmentStatus { status == "prohibited" ? .prohibited : .tracking }
}
