// SPDX-License-Identifier: EUPL-1.2

import NIOCore
import Synchronization

/// Notices that an event loop has more to do than it can, by how late it keeps a promise to come round.
///
/// Checks are answered the moment they are read, so what waits are bytes nobody has read yet. A loop that works off everything that
/// arrived comes round within milliseconds; when it does not, the checks it is still reading have waited as long. The promise is made
/// by the first read after the last one was kept, so a quiet loop sleeps.
final class LoopLoad: Sendable {
    /// How soon a loop promises to come round.
    private static let promise: TimeAmount = .milliseconds(10)
    private static let none = UInt64.max

    private let tolerance: TimeAmount
    private let due = Atomic<UInt64>(none)

    /// The load of one event loop, which may be `tolerance` late.
    init(tolerance: TimeAmount) {
        self.tolerance = tolerance
    }

    /// Whether checks read at `now` have waited too long. Makes the promise when there is none; called on the loop.
    func isLate(at now: NIODeadline, on eventLoop: any EventLoop) -> Bool {
        let promised = due.load(ordering: .relaxed)
        guard promised == Self.none else { return now - .uptimeNanoseconds(promised) > tolerance }
        let moment = now + Self.promise
        due.store(moment.uptimeNanoseconds, ordering: .relaxed)
        eventLoop.scheduleTask(deadline: moment) { self.due.store(Self.none, ordering: .relaxed) }
        return false
    }
}

/// The loads of all event loops of a server.
final class LoopLoads: Sendable {
    private let tolerance: TimeAmount
    private let loads = Mutex<[ObjectIdentifier: LoopLoad]>([:])

    /// Loads of loops that may be `tolerance` late.
    init(tolerance: TimeAmount) {
        self.tolerance = tolerance
    }

    /// The load of one event loop: the same one each time.
    func load(of eventLoop: any EventLoop) -> LoopLoad {
        loads.withLock { loads in
            let key = ObjectIdentifier(eventLoop)
            if let known = loads[key] { return known }
            let load = LoopLoad(tolerance: tolerance)
            loads[key] = load
            return load
        }
    }
}
