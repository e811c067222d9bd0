// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Store
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A journal of erasures in a file: a line of JSON for each, nothing personal in it. It belongs on another disk than the store's copies.
final class FileErasureJournal: ErasureJournal {
    private let path: String
    private let writing = Mutex(())

    init(path: String) { self.path = path }

    func note(_ tombstone: Tombstone, in log: RegisterName) throws {
        var line: [UInt8] = []
        JSON.object(["log": .string(log.rawValue), "tombstone": tombstone.json]).write(to: &line)
        line.append(0x0A)
        try writing.withLock { _ in
            let file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
            guard file >= 0 else { throw failure }
            defer { closeFile(file) }
            // A line cut short by a crash must not swallow the next one.
            if let last = try lastByte(), last != 0x0A { line.insert(0x0A, at: 0) }
            guard line.withUnsafeBytes({ writeFile(file, $0.baseAddress, $0.count) }) == line.count, fsync(file) == 0 else {
                throw failure
            }
        }
    }

    func all() throws -> [(log: RegisterName, tombstone: Tombstone)] {
        try bytes().split(separator: 0x0A).compactMap { line in
            // What was cut short was never followed by its erasure.
            guard let json = try? JSON(parsing: line, limits: .payload), let log = json["log"]?.string,
                let stone = json["tombstone"]
            else { return nil }
            return (RegisterName(rawValue: log), try Tombstone(json: stone))
        }
    }

    private func lastByte() throws -> UInt8? { try bytes().last }

    private func bytes() throws -> [UInt8] {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else {
            guard errno == ENOENT else { throw failure }
            return []
        }
        defer { closeFile(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = buffer.withUnsafeMutableBytes { readFile(file, $0.baseAddress, $0.count) }
            guard count >= 0 else { throw failure }
            guard count > 0 else { return bytes }
            bytes += buffer[..<count]
        }
    }

    private var failure: StoreError {
        StoreError(
            .unreachable,
            "The journal of erasures cannot be used: check that its folder exists, is yours and has room (error \(errno))."
        )
    }
}

private func writeFile(_ file: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int { write(file, bytes, count) }
private func readFile(_ file: Int32, _ bytes: UnsafeMutableRawPointer?, _ count: Int) -> Int { read(file, bytes, count) }
private func closeFile(_ file: Int32) { _ = close(file) }
