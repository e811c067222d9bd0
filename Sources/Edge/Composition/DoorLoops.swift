// SPDX-License-Identifier: EUPL-1.2

import NIOCore
import NIOPosix

#if canImport(Glibc)
    import Glibc
#else
    import Musl
#endif

/// The event loops on which the doors of an edge answer: one for each core.
enum DoorLoops {
    /// The loops.
    ///
    /// Their threads are scheduled as batch work (sched(7), `SCHED_BATCH`): a loop that is woken does not push aside what runs on its
    /// core. When its turn comes it finds more to answer, and threads change places less often; decision 020 has the figures. Where
    /// the system does not allow it, they run as others do.
    static let group: MultiThreadedEventLoopGroup = {
        let group = MultiThreadedEventLoopGroup.singleton
        for loop in group.makeIterator() {
            loop.execute {
                var parameters = sched_param()
                _ = sched_setscheduler(0, batch, &parameters)
            }
        }
        return group
    }()

    /// `SCHED_BATCH` of sched.h, which Swift does not import.
    private static let batch: Int32 = 3
}
