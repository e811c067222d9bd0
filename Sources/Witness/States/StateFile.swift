// SPDX-License-Identifier: EUPL-1.2

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The file that remembers the last cosigned checkpoint of one log.
///
/// It is replaced in one piece: after a crash there is the old checkpoint or the new one. When ``write(_:)`` returns, the new one
/// survives a crash of the machine.
struct StateFile: Sendable {
    let folder: String
    let name: String

    /// The largest file that is read, in bytes: a request and one signature more.
    static let largest = 128 << 10

    private var path: String { "\(folder)/\(name)" }
    private var temporary: String { "\(folder)/\(name).new" }

    /// What is kept; nil when nothing was ever kept.
    func read() throws(WitnessError) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            guard errno == ENOENT else { throw failure("read", errno) }
            return nil
        }
        defer { posixClose(descriptor) }
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 16 << 10)
        while true {
            let count = piece.withUnsafeMutableBytes { posixRead(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count >= 0, bytes.count + count <= Self.largest else { throw failure("read", errno) }
            guard count > 0 else { return bytes }
            bytes += piece[..<count]
        }
    }

    /// Keeps these bytes instead of the former ones.
    func write(_ bytes: [UInt8]) throws(WitnessError) {
        removeLeftover()
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure("written", errno) }
        let reason = fill(descriptor, with: bytes)
        posixClose(descriptor)
        guard reason == 0 else {
            removeLeftover()
            throw failure("written", reason)
        }
        guard rename(temporary, path) == 0 else {
            let reason = errno
            removeLeftover()
            throw failure("written", reason)
        }
        try syncFolder()
    }

    /// Removes what a crash left half-written.
    func removeLeftover() { unlink(temporary) }

    /// - Returns: 0, or the system's error.
    private func fill(_ descriptor: Int32, with bytes: [UInt8]) -> Int32 {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { posixWrite(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return errno }
            rest = rest.dropFirst(count)
        }
        return fsync(descriptor) == 0 ? 0 : errno
    }

    /// Makes the new name durable.
    private func syncFolder() throws(WitnessError) {
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure("written", errno) }
        defer { posixClose(descriptor) }
        guard fsync(descriptor) == 0 else { throw failure("written", errno) }
    }

    private func failure(_ what: String, _ reason: Int32) -> WitnessError {
        WitnessError(
            .folder, "The file \(path) cannot be \(what): check the disk and the rights to the data folder (error \(reason)).")
    }
}

private func posixRead(_ descriptor: Int32, _ bytes: UnsafeMutableRawPointer?, _ count: Int) -> Int {
    read(descriptor, bytes, count)
}
private func posixWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int { write(descriptor, bytes, count) }
private func posixClose(_ descriptor: Int32) { _ = close(descriptor) }
