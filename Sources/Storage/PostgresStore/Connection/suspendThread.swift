// SPDX-License-Identifier: EUPL-1.2

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Rests the thread of a connection. It is that connection's own, so nobody else waits.
func suspendThread(milliseconds: Int) {
    usleep(UInt32(clamping: milliseconds * 1_000))
}
