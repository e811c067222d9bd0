// SPDX-License-Identifier: EUPL-1.2

import Store
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// An advisory lock on a file beside the store. The system lets it go when the process ends, however it ends.
final class FileLock: Sendable {
    private let descriptor: Mutex<Int32>

    init(path: String) throws(StoreError) {
        let opened = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard opened >= 0 else {
            throw StoreError(
                .unreachable, "The store's folder cannot be written: check that it exists and is yours (error \(errno)).")
        }
        guard FileLock.isTaken(opened) else {
            _ = closeDescriptor(opened)
            throw StoreError(.busy, "Another process has the store: stop it first, or choose another data folder.")
        }
        descriptor = Mutex(opened)
    }

    /// Takes the lock. A process that ends, or a child between its start and its program, may hold it for a moment longer.
    private static func isTaken(_ descriptor: Int32) -> Bool {
        for attempt in 0..<10 {
            if attempt > 0 { usleep(25_000) }
            if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return true }
        }
        return false
    }

    /// Makes a file that only its owner can read; one that is there stays as it is. SQLite gives its side files the same rights.
    static func makePrivate(_ path: String) {
        let opened = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        if opened >= 0 { _ = closeDescriptor(opened) }
    }

    func release() {
        descriptor.withLock { opened in
            if opened >= 0 { _ = closeDescriptor(opened) }
            opened = -1
        }
    }

    deinit { release() }
}

private func closeDescriptor(_ descriptor: Int32) -> Int32 { close(descriptor) }
