// SPDX-License-Identifier: EUPL-1.2

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A new file that is written once, in pieces, and is on disk when it is finished. Its owner may write it and its group read it.
final class DurableFile {
    /// How much is gathered before it is written.
    private static let pieceBytes = 256 << 10

    let path: String
    /// What is to be written; hand over often by ``flush(atLeast:)``.
    var buffer: [UInt8] = []
    private var descriptor: Int32

    init(making path: String) throws(LegacyError) {
        self.path = path
        descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o640)
        guard descriptor >= 0 else { throw DurableFile.failure(errno, path) }
        // The mask of the process is stricter, and the importing side is somebody else.
        _ = fchmod(descriptor, 0o640)
    }

    deinit { if descriptor >= 0 { closeFile(descriptor) } }

    /// Writes what was gathered, once it is worth it.
    func flush(atLeast bytes: Int = DurableFile.pieceBytes) throws(LegacyError) {
        guard buffer.count >= bytes else { return }
        var rest = buffer[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { writeFile(descriptor, $0.baseAddress, $0.count) }
            if written < 0, errno == EINTR { continue }
            guard written > 0 else { throw DurableFile.failure(errno, path) }
            rest = rest.dropFirst(written)
        }
        buffer.removeAll(keepingCapacity: true)
    }

    /// Writes the rest, and waits until the disk has all.
    func finish() throws(LegacyError) {
        try flush(atLeast: 1)
        guard fsync(descriptor) == 0 else { throw DurableFile.failure(errno, path) }
        closeFile(descriptor)
        descriptor = -1
    }

    /// What a failure of the system means.
    static func failure(_ number: Int32, _ path: String) -> LegacyError {
        switch number {
        case ENOSPC, EDQUOT:
            LegacyError(.full, "The disk is full: make room at \(path); it is tried again.")
        case EROFS:
            LegacyError(.folder, "The disk of \(path) cannot be written: mount it for writing; it is tried again.")
        default:
            LegacyError(
                .folder, "\(path) cannot be written (error \(number)): check that its folder is there and the edge may write it.")
        }
    }
}

/// A file that is read in pieces, from its beginning.
final class PlainFile {
    private let descriptor: Int32

    /// Opens a plain file; a link, a pipe or a folder is none.
    init(reading path: String) throws(LegacyError) {
        descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        var status = stat()
        guard descriptor >= 0, fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            if descriptor >= 0 { closeFile(descriptor) }
            throw LegacyError(.damaged, "\(path) cannot be read: it is not a plain file that the edge may read.")
        }
    }

    deinit { closeFile(descriptor) }

    /// When it was last written, in milliseconds since 1970.
    var modified: Int64 {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return 0 }
        #if canImport(Darwin)
            return Int64(status.st_mtimespec.tv_sec) * 1000 + Int64(status.st_mtimespec.tv_nsec) / 1_000_000
        #else
            return Int64(status.st_mtim.tv_sec) * 1000 + Int64(status.st_mtim.tv_nsec) / 1_000_000
        #endif
    }

    /// The next bytes; none at the end.
    func next(most: Int = 256 << 10) throws(LegacyError) -> [UInt8] {
        var got = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: most) { buffer, count in
            repeat { got = read(descriptor, buffer.baseAddress, most) } while got < 0 && errno == EINTR
            count = max(0, got)
        }
        guard got >= 0 else { throw LegacyError(.damaged, "A file of an earlier run cannot be read (error \(errno)).") }
        return bytes
    }
}

private func closeFile(_ descriptor: Int32) { _ = close(descriptor) }
private func writeFile(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int { write(descriptor, bytes, count) }
