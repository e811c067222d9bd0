// SPDX-License-Identifier: EUPL-1.2

import NIOCore
import NIOPosix
import Testing

@testable import Edge

#if canImport(Glibc)
    import Glibc
#else
    import Musl
#endif

@Suite("Loops of the doors")
struct DoorLoopsTests {
    @Test("there is one for each core, scheduled as batch work where the system allows it")
    func batch() async throws {
        let batch: Int32 = 3
        var classes: [Int32] = []
        for loop in DoorLoops.group.makeIterator() {
            classes.append(
                try await loop.submit {
                    // Only asked for a class it may have anyway: 0 when the system lets a thread choose this one.
                    var parameters = sched_param()
                    let isAllowed = sched_setscheduler(0, sched_getscheduler(0), &parameters) == 0
                    return isAllowed ? sched_getscheduler(0) : batch
                }.get())
        }

        #expect(classes.count == System.coreCount)
        #expect(classes.allSatisfy { $0 == batch })
    }
}
