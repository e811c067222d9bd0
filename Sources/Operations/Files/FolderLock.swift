// SPDX-License-Identifier: EUPL-1.2

import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// An advisory lock on a file in a folder that only one process may use. The system lets it go when the process ends, however it
/// ends.
public final class FolderLock: Sendable {
    /// Why a folder could not be locked.
    public struct Failure: Error, Hashable, Sendable, CustomStringConvertible {
        /// Whether another process, or another part of this one, has the folder.
        public let isTaken: Bool
        /// One sentence that names the folder and what to do.
        public let description: String
    }

    private let descriptor: Mutex<Int32>

    /// Locks a folder by a file named `lock` in it, which is made when it is not there.
    public init(folder: String) throws(Failure) {
        let opened = open(folder + "/lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard opened >= 0 else {
            throw Failure(
                isTaken: false,
                description: "The folder \(folder) cannot be written: check that it exists and is yours (error \(errno)).")
        }
        guard FolderLock.isTaken(opened) else {
            posixClose(opened)
            throw Failure(
                isTaken: true, description: "Another process has the folder \(folder): stop it first, or choose another folder.")
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

    /// Lets the folder go. Nothing happens the second time.
    public func release() {
        descriptor.withLock { opened in
            if opened >= 0 { posixClose(opened) }
            opened = -1
        }
    }

    deinit { release() }
}

private func posixClose(_ descriptor: Int32) { _ = close(descriptor) }
