// SPDX-License-Identifier: EUPL-1.2

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

import Dispatch

/// Stops a process that a demonstration started once the demonstration is gone: its end of standard input closes then.
enum ParentWatch {
    static func begin() {
        DispatchQueue.global(qos: .utility).async {
            var byte: UInt8 = 0
            while true {
                let count = read(0, &byte, 1)
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { break }
            }
            raise(SIGTERM)
        }
    }
}
