// SPDX-License-Identifier: EUPL-1.2

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Makes sure that whatever a long-running process writes is its owner's alone.
enum PrivateFiles {
    static func begin() { umask(0o077) }
}
