// SPDX-License-Identifier: EUPL-1.2

import Dispatch

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Stops a process that a demonstration started once the demonstration is gone.
enum ParentWatch {
    /// Looks four times a second whether the process still has the parent it began with.
    static func begin() {
        let parent = getppid()
        DispatchQueue.global(qos: .utility).async {
            while getppid() == parent { usleep(250_000) }
            raise(SIGTERM)
        }
    }
}
