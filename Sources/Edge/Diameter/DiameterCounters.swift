// SPDX-License-Identifier: EUPL-1.2

public import Diameter
import Synchronization

/// Counts what happens on the connections with peers, from all event loops at once.
///
/// Only totals: nothing here tells which device was asked about, or by whom.
public final class DiameterCounters: Sendable {
    /// The totals at one moment.
    public struct Snapshot: Hashable, Sendable {
        /// Connections that were accepted.
        public var accepted: UInt64 = 0
        /// Connections that are over, by why.
        public var closed: [PeerClosure: UInt64] = [:]
        /// Requests that could not be carried out and peers that were refused, by what they were told.
        public var faults: [ResultCode: UInt64] = [:]

        /// Totals of zero.
        public init() {}

        /// Connections that are open.
        public var open: UInt64 { accepted &- closed.values.reduce(0, &+) }
    }

    private let state = Mutex(Snapshot())

    /// Counters at zero.
    public init() {}

    /// The totals now.
    public var snapshot: Snapshot { state.withLock { $0 } }

    func accept() { state.withLock { $0.accepted += 1 } }

    func close(_ closure: PeerClosure) { state.withLock { $0.closed[closure, default: 0] += 1 } }

    func fault(_ result: ResultCode) { state.withLock { $0.faults[result, default: 0] += 1 } }
}
