// SPDX-License-Identifier: EUPL-1.2

#if canImport(Glibc)
    @preconcurrency import Glibc
#elseif canImport(Musl)
    @preconcurrency import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The system's clock for people: what date and time it is.
public enum WallClock {
    /// Milliseconds since 1970-01-01T00:00:00Z. May jump when the machine's clock is set; do not measure with it.
    public static func milliseconds() -> Int64 {
        var time = timespec()
        guard clock_gettime(CLOCK_REALTIME, &time) == 0 else { return 0 }
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }
}
