// SPDX-License-Identifier: EUPL-1.2

import UnixSignals

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Ends the process at once when it is asked to stop a second time. Everything that was told is on disk, so nothing is lost by it.
enum ImpatientExit {
    /// - Parameter stopping: called at the first signal.
    static func begin(stopping: @escaping @Sendable () -> Void) {
        Task.detached {
            var count = 0
            for await signal in await UnixSignalsSequence(trapping: .sigterm, .sigint) {
                count += 1
                if count == 1 { stopping() } else { _exit(128 + (signal == .sigint ? SIGINT : SIGTERM)) }
            }
        }
    }
}
