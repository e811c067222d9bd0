// SPDX-License-Identifier: EUPL-1.2

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A new file written from front to back through one buffer, so that memory stays the same however long it gets.
final class OutputFile {
    let path: String
    /// How many bytes were appended.
    private(set) var length: UInt64 = 0

    private let descriptor: Int32
    private var buffer: [UInt8] = []
    private static let bufferLength = 1 << 18

    /// Makes the file, only for its owner to read. What had the name is replaced.
    init(path: String) throws(SegmentError) {
        self.path = path
        unlink(path)
        descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw SegmentError(
                .unwritable, "The file \(path) cannot be made: check that its folder exists and is yours (error \(errno)).")
        }
        buffer.reserveCapacity(OutputFile.bufferLength)
    }

    /// Appends bytes.
    func append(_ bytes: UnsafeRawBufferPointer) throws(SegmentError) {
        if buffer.count + bytes.count > OutputFile.bufferLength { try flush() }
        if bytes.count >= OutputFile.bufferLength {
            try put(bytes, at: length)
        } else {
            buffer.append(contentsOf: bytes)
        }
        length += UInt64(bytes.count)
    }

    /// Writes over what stands at an offset. Everything appended must have been flushed.
    func put(_ bytes: UnsafeRawBufferPointer, at offset: UInt64) throws(SegmentError) {
        var done = 0
        while done < bytes.count {
            let written = pwrite(descriptor, bytes.baseAddress.map { $0 + done }, bytes.count - done, off_t(offset) + off_t(done))
            if written < 0, errno == EINTR { continue }
            guard written > 0 else {
                throw SegmentError(.unwritable, "The file \(path) cannot be written: is the disk full (error \(errno))?")
            }
            done += written
        }
    }

    /// Hands what is still in the buffer to the system.
    func flush() throws(SegmentError) {
        guard !buffer.isEmpty else { return }
        let offset = length - UInt64(buffer.count)
        try buffer.withUnsafeBytesTyped { bytes throws(SegmentError) in try put(bytes, at: offset) }
        buffer.removeAll(keepingCapacity: true)
    }

    /// Waits until the disk has everything.
    func sync() throws(SegmentError) {
        try flush()
        guard fsync(descriptor) == 0 else {
            throw SegmentError(.unwritable, "The file \(path) cannot be made durable: is the disk failing (error \(errno))?")
        }
    }

    deinit { _ = close(descriptor) }
}
