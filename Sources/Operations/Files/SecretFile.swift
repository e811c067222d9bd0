// SPDX-License-Identifier: EUPL-1.2

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Writes what only its owner may read.
public enum SecretFile {
    /// Why a file could not be written.
    public struct Failure: Error, Hashable, Sendable, CustomStringConvertible {
        /// One sentence that names the file and what to do.
        public let description: String
    }

    /// Writes a text to a file with mode 0600, durably, and in one piece: after a crash there is the old file or the new one.
    public static func write(_ text: String, to path: String) throws(Failure) {
        let temporary = path + ".new"
        unlink(temporary)
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw Failure(
                description: "The file \(path) cannot be written: check that its folder exists and is yours (error \(errno)).")
        }
        var bytes = ArraySlice(Array(text.utf8))
        while !bytes.isEmpty {
            let written = bytes.withUnsafeBytes { posixWrite(descriptor, $0.baseAddress, $0.count) }
            if written < 0, errno == EINTR { continue }
            guard written > 0 else {
                let reason = errno
                posixClose(descriptor)
                unlink(temporary)
                throw Failure(description: "The file \(path) cannot be written: is the disk full (error \(reason))?")
            }
            bytes = bytes.dropFirst(written)
        }
        guard fsync(descriptor) == 0, rename(temporary, path) == 0 else {
            let reason = errno
            posixClose(descriptor)
            unlink(temporary)
            throw Failure(description: "The file \(path) cannot be written: is the disk full, or is it a folder (error \(reason))?")
        }
        posixClose(descriptor)
        syncFolder(of: path)
    }

    /// Makes the new name durable. Not every file system can: then the name becomes so in its own time.
    private static func syncFolder(of path: String) {
        let end = path.lastIndex(of: "/")
        let folder = end.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        _ = fsync(descriptor)
        posixClose(descriptor)
    }
}

private func posixWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int { write(descriptor, bytes, count) }
private func posixClose(_ descriptor: Int32) { _ = close(descriptor) }
