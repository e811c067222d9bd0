// SPDX-License-Identifier: EUPL-1.2

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// What is being received, on disk, until it is verified. Nobody else can read it; its name goes as soon as it is there, so that its
/// content goes with the process, however that ends.
final class StagedText {
    /// Why nothing can be staged.
    struct Failure: Error, Hashable, Sendable, CustomStringConvertible {
        /// One sentence.
        let description: String
    }

    /// How many bytes were written.
    private(set) var count: UInt64 = 0
    private let descriptor: Int32

    /// - Parameter folder: where there is room for it.
    init(in folder: String) throws(Failure) {
        let path = folder + "/snapshot.new"
        unlink(path)
        descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw Failure(description: "No file can be made in \(folder): check that it is yours (error \(errno)).")
        }
        unlink(path)
    }

    deinit { if descriptor >= 0 { closeStaged(descriptor) } }

    /// Writes at the end.
    func append(_ bytes: [UInt8]) throws(Failure) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, off_t(count)) }
            if written < 0, errno == EINTR { continue }
            guard written > 0 else {
                throw Failure(description: "A snapshot cannot be written to disk: is the disk full (error \(errno))?")
            }
            rest = rest.dropFirst(written)
            count += UInt64(written)
        }
    }

    /// Reads it again from the beginning, in pieces.
    func pieces(of size: Int = 256 << 10, _ body: ([UInt8]) throws -> Void) throws {
        var place: UInt64 = 0
        while place < count {
            let wanted = min(size, Int(count - place))
            var got = 0
            let piece = [UInt8](unsafeUninitializedCapacity: wanted) { buffer, initialized in
                got = pread(descriptor, buffer.baseAddress, wanted, off_t(place))
                initialized = max(0, got)
            }
            if got < 0, errno == EINTR { continue }
            guard got > 0 else { throw Failure(description: "A snapshot cannot be read back from disk (error \(errno)).") }
            place += UInt64(got)
            try body(piece)
        }
    }
}

private func closeStaged(_ descriptor: Int32) { _ = close(descriptor) }
