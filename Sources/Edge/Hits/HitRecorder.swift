// SPDX-License-Identifier: EUPL-1.2

public import EquipmentIdentity
public import Exchange
public import Identifiers
import Synchronization

/// Notes that a listed device was seen, while it is being answered.
///
/// Called on event loops, from several threads at once: it waits for nothing but the few instructions of another call, and its room is
/// set aside beforehand. When there is no room left the hit is counted and forgotten; an answer never waits for it. It is told the
/// device, its status and perhaps an area, so nothing about a subscriber can come into it.
public final class HitRecorder: Sendable {
    /// One device that was seen.
    struct Noted: Hashable, Sendable {
        let imei: UInt64
        let status: EquipmentStatus
        /// Milliseconds since 1970.
        let at: Int64
        let area: String?
    }

    /// The last time a device was noted, in the place its digits lead to. Another device may take the place: then the hub, which
    /// knows what it entered, tells the hits apart.
    private struct Mark {
        var imei = UInt64.max
        var at: Int64 = 0
    }

    private struct State {
        var waiting: [Noted] = []
        var marks: [Mark]
    }

    /// What is noted.
    public let policy: HitPolicy
    private let capacity: Int
    private let timekeeper: any Timekeeper
    private let state: Mutex<State>
    private let overflow = Atomic<UInt64>(0)
    private let bell = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))

    private static let places = 1 << 14

    /// A recorder.
    /// - Parameters:
    ///   - policy: what is noted.
    ///   - capacity: how many hits can wait to be taken.
    ///   - timekeeper: its clock.
    public init(policy: HitPolicy, capacity: Int = 4_096, timekeeper: any Timekeeper) {
        self.policy = policy
        self.capacity = max(1, capacity)
        self.timekeeper = timekeeper
        var state = State(marks: policy.reported == .none ? [] : Array(repeating: Mark(), count: HitRecorder.places))
        state.waiting.reserveCapacity(policy.reported == .none ? 0 : self.capacity)
        self.state = Mutex(state)
    }

    /// Notes that a device that is on the list was asked about.
    /// - Parameters:
    ///   - status: what the list says of it; an answer that comes from policy alone is no hit.
    ///   - area: the area of the network, when a door knows it; what `Sighting.isArea` does not take is left out.
    public func note(_ imei: IMEI, _ status: EquipmentStatus, area: String? = nil) {
        guard policy.reports(status) else { return }
        let now = timekeeper.now().milliseconds
        let isFirst = state.withLock { state -> Bool in
            let place = HitRecorder.place(of: imei.value)
            let mark = state.marks[place]
            if mark.imei == imei.value, abs(now - mark.at) < policy.period.milliseconds { return false }
            guard state.waiting.count < capacity else {
                overflow.wrappingAdd(1, ordering: .relaxed)
                return false
            }
            state.marks[place] = Mark(imei: imei.value, at: now)
            let passed = policy.passesArea ? area.flatMap { Sighting.isArea($0) ? $0 : nil } : nil
            state.waiting.append(Noted(imei: imei.value, status: status, at: now, area: passed))
            return state.waiting.count == 1
        }
        if isFirst { bell.continuation.yield() }
    }

    /// Says when there is something to take. For one listener.
    var news: AsyncStream<Void> { bell.stream }

    /// Takes what was noted, in order.
    func take() -> [Noted] {
        var fresh: [Noted] = []
        fresh.reserveCapacity(capacity)
        return state.withLock { state in
            swap(&state.waiting, &fresh)
            return fresh
        }
    }

    /// Puts back what could not be kept, before what was noted since; what does not fit is counted.
    func putBack(_ noted: [Noted]) {
        let left = state.withLock { state in
            let room = max(0, capacity - state.waiting.count)
            state.waiting.insert(contentsOf: noted.suffix(room), at: 0)
            return noted.count - min(room, noted.count)
        }
        overflow.wrappingAdd(UInt64(left), ordering: .relaxed)
    }

    /// How many hits found no room since this was last asked.
    func takeOverflow() -> Int { Int(overflow.exchange(0, ordering: .relaxed)) }

    /// Forgets when these devices were seen: they left the list, and may come back to it.
    func forget(where isGone: (IMEI) -> Bool) {
        let seen = state.withLock { $0.marks.map(\.imei) }.filter { IMEI(value: $0).map(isGone) ?? false }
        guard !seen.isEmpty else { return }
        state.withLock { state in
            for imei in seen where state.marks[HitRecorder.place(of: imei)].imei == imei {
                state.marks[HitRecorder.place(of: imei)] = Mark()
            }
            state.waiting.removeAll { seen.contains($0.imei) }
        }
    }

    /// Spreads devices of one type over all places.
    private static func place(of imei: UInt64) -> Int {
        Int(truncatingIfNeeded: (imei &* 0x9E37_79B9_7F4A_7C15) >> 50)
    }
}
