// SPDX-License-Identifier: EUPL-1.2

import EquipmentIdentity
import Synchronization

/// Counts the answers given, from all event loops at once.
///
/// Only totals: nothing here tells which device was asked about.
public final class EquipmentCounters: Sendable {
    /// The totals at one moment. Each is exact; together they may be a few answers apart.
    public struct Snapshot: Hashable, Sendable {
        /// Answers "permitted", from the list or by policy.
        public var permitted: UInt64 = 0
        /// Answers "prohibited".
        public var prohibited: UInt64 = 0
        /// Answers "tracking", from the list or by policy.
        public var tracking: UInt64 = 0
        /// Answers 404 `ERROR_EQUIPMENT_UNKNOWN`.
        public var unknownEquipment: UInt64 = 0
        /// Requests that were at fault themselves: 4xx other than unknown equipment, and 505.
        public var refused: UInt64 = 0
        /// Checks answered 503 because the list was absent or too old.
        public var unavailable: UInt64 = 0

        /// Snapshot with all totals at zero.
        public init() {}

        /// All answers together.
        public var total: UInt64 {
            permitted &+ prohibited &+ tracking &+ unknownEquipment &+ refused &+ unavailable
        }
    }

    private let permitted = Atomic<UInt64>(0)
    private let prohibited = Atomic<UInt64>(0)
    private let tracking = Atomic<UInt64>(0)
    private let unknownEquipment = Atomic<UInt64>(0)
    private let refused = Atomic<UInt64>(0)
    private let unavailable = Atomic<UInt64>(0)

    /// Counters at zero.
    public init() {}

    /// The totals now.
    public var snapshot: Snapshot {
        var snapshot = Snapshot()
        snapshot.permitted = permitted.load(ordering: .relaxed)
        snapshot.prohibited = prohibited.load(ordering: .relaxed)
        snapshot.tracking = tracking.load(ordering: .relaxed)
        snapshot.unknownEquipment = unknownEquipment.load(ordering: .relaxed)
        snapshot.refused = refused.load(ordering: .relaxed)
        snapshot.unavailable = unavailable.load(ordering: .relaxed)
        return snapshot
    }

    /// Counts one verdict.
    func count(_ verdict: Verdict) {
        switch verdict {
        case .status(.permitted): permitted.wrappingAdd(1, ordering: .relaxed)
        case .status(.prohibited): prohibited.wrappingAdd(1, ordering: .relaxed)
        case .status(.tracking): tracking.wrappingAdd(1, ordering: .relaxed)
        case .unknown: unknownEquipment.wrappingAdd(1, ordering: .relaxed)
        case .refused: refused.wrappingAdd(1, ordering: .relaxed)
        case .unavailable: unavailable.wrappingAdd(1, ordering: .relaxed)
        }
    }
}
