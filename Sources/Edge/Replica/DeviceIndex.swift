// SPDX-License-Identifier: EUPL-1.2

import EquipmentIdentity
import Exchange
import Identifiers
import ListedDevices
import Synchronization

/// The list for answering: a segment on disk, mapped, with the changes since in memory. A batch becomes visible as a whole: a reader
/// sees the list before it or after it. Readers wait for nobody.
final class DeviceIndex: DeviceLookup {
    /// What is listed.
    let devices: ListedDevices
    private let timekeeper: any Timekeeper
    private let shownVersion: Atomic<UInt64>
    /// When the list was last known to be the newest, in milliseconds; the smallest number when it never was.
    private let verifiedAt: Atomic<Int64>

    /// Opens the list as it was kept.
    /// - Throws: `SegmentError` when the segment is missing or damaged.
    init(
        in folder: String, holding holding: ReplicaStore.Holding = .init(), kept: ReplicaStore.Kept? = nil,
        timekeeper: any Timekeeper
    )
        throws
    {
        let version = kept?.position.version ?? 0
        devices = try ListedDevices(
            folder: folder, segment: holding.segment, changes: holding.changes.map(\.listChange), version: version)
        self.timekeeper = timekeeper
        shownVersion = Atomic(version)
        verifiedAt = Atomic(kept?.verifiedAt.milliseconds ?? .min)
    }

    /// How many devices are listed.
    var count: Int { devices.count }

    /// The version that is active.
    var version: UInt64 { shownVersion.load(ordering: .acquiring) }

    func status(of imei: IMEI) -> EquipmentStatus? { devices.status(of: imei).map(EquipmentStatus.init) }

    func status(of imei: IMEI, imsi: IMSI) -> EquipmentStatus? {
        devices.status(of: imei, subscriber: Subscriber(imsi)).map(EquipmentStatus.init)
    }

    var freshness: ListFreshness {
        let verified = verifiedAt.load(ordering: .acquiring)
        guard verified != .min else { return .never }
        return .list(version: version, ageMilliseconds: max(0, timekeeper.now().milliseconds - verified))
    }

    /// Makes changes active, all at once.
    func apply(_ changes: [DeviceChange], version: UInt64, verifiedAt: Instant) {
        devices.apply(changes.map(\.listChange), version: version)
        show(version, verifiedAt)
    }

    /// Puts a draft of another list in place of this one, all at once.
    /// - Returns: the name of the segment that is to be discarded, if any.
    func adopt(_ draft: DraftSegment, version: UInt64, verifiedAt: Instant) throws -> String? {
        let old = try devices.adopt(draft)
        show(version, verifiedAt)
        return old
    }

    /// Notes that the list was the newest at a moment.
    func touch(_ moment: Instant) { verifiedAt.store(moment.milliseconds, ordering: .releasing) }

    private func show(_ version: UInt64, _ verified: Instant) {
        shownVersion.store(version, ordering: .releasing)
        touch(verified)
    }
}

extension EquipmentStatus {
    /// What a status in the index means on the wire.
    init(_ status: ListedStatus) {
        switch status {
        case .permitted: self = .permitted
        case .prohibited: self = .prohibited
        case .tracking: self = .tracking
        }
    }
}

extension DeviceChange {
    /// The change as the index has it.
    var listChange: ListChange { status.map { .list(imei, ListedStatus($0), since: ListedDay(since)) } ?? .unlist(imei) }
}

extension ListedDay {
    /// The day as the index has it.
    init(_ date: CivilDate?) { self = date.map { ListedDay(number: $0.dayNumber) } ?? .unknown }

    /// The day in the calendar; nil when it is not known.
    var date: CivilDate? { number.map { CivilDate(dayNumber: $0) } }
}

extension ListedStatus {
    /// What a status of the list means. One that this version does not know is served and tracked, not refused.
    init(_ status: ListStatus) { self = status == "prohibited" ? .prohibited : .tracking }
}
