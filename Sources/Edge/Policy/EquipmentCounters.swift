// SPDX-License-Identifier: EUPL-1.2

import EquipmentIdentity
import NIOCore
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
        /// Requests that were at fault themselves: 4xx other than unknown equipment and 429, and 505.
        public var refused: UInt64 = 0
        /// Checks that could not be answered: 503 and 429.
        public var unavailable: UInt64 = 0

        /// Answers by kind; kinds that were never given are absent.
        var kinds: [EquipmentAnswer.Kind: UInt64] = [:]
        /// How often policy was needed, by case.
        var cases: [PolicyCase: UInt64] = [:]
        /// Answers per latency bucket of ``LoopMeter/bounds``, not cumulative.
        var buckets = [UInt64](repeating: 0, count: LoopMeter.bounds.count + 1)
        /// What all answers took together, in nanoseconds.
        var nanoseconds: UInt64 = 0

        /// Snapshot with all totals at zero.
        public init() {}

        /// All answers together.
        public var total: UInt64 {
            permitted &+ prohibited &+ tracking &+ unknownEquipment &+ refused &+ unavailable
        }

        fileprivate mutating func add(_ meter: LoopMeter) {
            for kind in EquipmentAnswer.Kind.allCases {
                let count = meter.answers(kind)
                guard count > 0 else { continue }
                kinds[kind, default: 0] &+= count
                switch kind {
                case .permitted: permitted &+= count
                case .prohibited: prohibited &+= count
                case .tracking: tracking &+= count
                case .equipmentUnknown: unknownEquipment &+= count
                case .keysMissing, .listStale, .listMissing, .congestion, .congestionRisk: unavailable &+= count
                default: refused &+= count
                }
            }
            for policyCase in PolicyCase.allCases { cases[policyCase, default: 0] &+= meter.times(policyCase) }
            let (buckets, nanoseconds) = meter.latencies
            for (index, count) in buckets.enumerated() { self.buckets[index] &+= count }
            self.nanoseconds &+= nanoseconds
        }
    }

    /// Counts what is answered by callers without an event loop of their own.
    let shared = LoopMeter()

    private let meters = Mutex<[ObjectIdentifier: LoopMeter]>([:])

    /// Counters at zero.
    public init() {}

    /// The meter of one event loop: the same one each time.
    func meter(for eventLoop: any EventLoop) -> LoopMeter {
        meters.withLock { meters in
            let key = ObjectIdentifier(eventLoop)
            if let known = meters[key] { return known }
            let meter = LoopMeter()
            meters[key] = meter
            return meter
        }
    }

    /// The totals now.
    public var snapshot: Snapshot {
        var snapshot = Snapshot()
        snapshot.add(shared)
        for meter in meters.withLock({ Array($0.values) }) { snapshot.add(meter) }
        return snapshot
    }

    /// Counts one verdict, where there is no event loop.
    func count(_ verdict: Verdict) { shared.count(verdict.answer.kind) }
}
