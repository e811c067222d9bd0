// SPDX-License-Identifier: EUPL-1.2

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// That an edge has its data folder for itself: an advisory lock, which the system lets go when the process ends, however it ends.
final class FolderLock: Sendable {
    private let descriptor: Int32

    /// - Throws: `FolderInUse` when another edge has the folder, or nothing can be written there.
    init(_ folder: String) throws(FolderInUse) {
        descriptor = open(folder + "/edge.lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw FolderInUse(
                description: "The folder \(folder) cannot be written: check that it exists and is yours (error \(errno)).")
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            closeLocked(descriptor)
            throw FolderInUse(
                description: "Another edge has the folder \(folder): stop it first, or give each edge a folder of its own.")
        }
    }

    deinit { if descriptor >= 0 { closeLocked(descriptor) } }
}

/// Why an edge does not start on a folder.
public struct FolderInUse: Error, Hashable, Sendable, CustomStringConvertible {
    /// One sentence: what is wrong and what to do.
    public let description: String
}

private func closeLocked(_ descriptor: Int32) { _ = close(descriptor) }
