// SPDX-License-Identifier: EUPL-1.2

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Writes a file that only its owner may read, in large pieces. It has its name only when it is complete.
final class FileSink {
    private let path: String
    private let descriptor: Int32
    private var buffer: [UInt8] = []
    private var isDone = false

    init(_ path: String) throws(FileFailure) {
        self.path = path
        descriptor = open(path + ".part", O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        guard descriptor >= 0 else {
            throw FileFailure(description: "The file \(path) cannot be made: is the folder there, and yours?")
        }
    }

    deinit {
        close(descriptor)
        if !isDone { unlink(path + ".part") }
    }

    /// Lets something be added at the end.
    func add(_ body: (inout [UInt8]) throws(FileFailure) -> Void) throws(FileFailure) {
        try body(&buffer)
        if buffer.count >= 1 << 18 { try flush() }
    }

    /// Adds a text at the end.
    func add(_ text: String) throws(FileFailure) { try add { buffer throws(FileFailure) in buffer.append(contentsOf: text.utf8) } }

    /// Ends the file and gives it its name.
    func finish() throws(FileFailure) {
        try flush()
        guard fsync(descriptor) == 0, rename(path + ".part", path) == 0 else { throw failure }
        isDone = true
    }

    private var failure: FileFailure {
        FileFailure(description: "The file \(path) cannot be written: is the disk full, or the folder not yours?")
    }

    private func flush() throws(FileFailure) {
        var done = 0
        while done < buffer.count {
            let count = buffer.withUnsafeBytes { write(descriptor, $0.baseAddress.map { $0 + done }, $0.count - done) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw failure }
            done += count
        }
        buffer.removeAll(keepingCapacity: true)
    }
}
