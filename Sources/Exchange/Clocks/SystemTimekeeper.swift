// SPDX-License-Identifier: EUPL-1.2

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The operating system's clock, cut off to the millisecond.
public struct SystemTimekeeper: Timekeeper {
    /// A keeper that reads the system clock at every question.
    public init() {}

    /// The system's real-time clock (`CLOCK_REALTIME`); as right as the machine's time service keeps it.
    public func now() -> Instant {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Instant(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
    }
}
