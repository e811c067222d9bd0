// SPDX-License-Identifier: EUPL-1.2

import Glibc

/// The monotonic clock, in nanoseconds.
@inline(__always)
func nanoseconds() -> UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) &* 1_000_000_000 &+ UInt64(time.tv_nsec)
}

/// How many seconds some work takes.
func seconds<Result>(of work: () throws -> Result) rethrows -> (result: Result, seconds: Double) {
    let start = nanoseconds()
    let result = try work()
    return (result, Double(nanoseconds() - start) / 1e9)
}
