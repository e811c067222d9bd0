// SPDX-License-Identifier: EUPL-1.2

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A file open for reading, closed when nobody has it any more.
final class ReadableFile: Sendable {
    let path: String
    let descriptor: Int32

    init(path: String) throws(SegmentError) {
        self.path = path
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw SegmentError(
                errno == ENOENT ? .missing : .unreadable,
                "The file \(path) cannot be opened: check that it exists and is yours (error \(errno)).")
        }
    }

    /// How many bytes it has.
    func length() throws(SegmentError) -> UInt64 {
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw SegmentError(.unreadable, "\(path) is no file that can be read (error \(errno)).")
        }
        return UInt64(status.st_size)
    }

    /// So many bytes from an offset.
    func read(at offset: UInt64, count: Int) throws(SegmentError) -> [UInt8] {
        var done = 0
        var failure: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while done < count {
                let got = pread(descriptor, buffer.baseAddress.map { $0 + done }, count - done, off_t(offset) + off_t(done))
                if got < 0, errno == EINTR { continue }
                if got < 0 { failure = errno }
                guard got > 0 else { break }
                done += got
            }
            filled = done
        }
        guard done == count else {
            throw SegmentError(.unreadable, "The file \(path) cannot be read to its end: is the disk failing (error \(failure))?")
        }
        return bytes
    }

    deinit { _ = close(descriptor) }
}
