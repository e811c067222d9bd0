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

/// The last head this hub signed of each log, kept outside the store: a store that was put back from an older copy, or a standby that
/// missed what was acknowledged, is recognised before the hub signs another history over it.
///
/// A file for each log, overwritten in place and not synced: it outlives the process, and after a power failure it may tell of an
/// earlier head, which holds as well.
final class SignedHeads: Sendable {
    private let folder: String
    private let files = Mutex<[RegisterName: Int32]>([:])
    private static let slot = 4_096

    /// - Parameter folder: where the files are; it is made when it is not there.
    init(folder: String) throws(StoreError) {
        self.folder = folder
        guard mkdir(folder, 0o700) == 0 || errno == EEXIST else { throw SignedHeads.failure(folder) }
    }

    deinit { files.withLock { for file in $0.values { closeFile(file) } } }

    /// Notes heads that were signed and are durable in the store.
    func note(_ heads: [RegisterName: StoredHead]) throws(StoreError) {
        let folder = folder
        try files.withLock { (files) throws(StoreError) in
            for (log, head) in heads {
                var bytes = Array(head.checkpoint.utf8)
                guard bytes.count <= SignedHeads.slot else { continue }
                bytes += Array(repeating: 0, count: SignedHeads.slot - bytes.count)
                let file: Int32
                if let opened = files[log] { file = opened } else { file = try SignedHeads.open(folder + "/\(log)") }
                files[log] = file
                guard bytes.withUnsafeBytes({ pwrite(file, $0.baseAddress, $0.count, 0) }) == bytes.count else {
                    throw SignedHeads.failure(folder)
                }
            }
        }
    }

    /// The checkpoint that was last noted of a log; nil when there is none, or none that this hub's key signed.
    func noted(of log: RegisterName, by signer: LogSigner) -> Checkpoint? {
        guard let verifier = signer.verifier(of: log) else { return nil }
        let file = openFile(folder + "/\(log)", O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { closeFile(file) }
        var bytes = [UInt8](repeating: 0, count: SignedHeads.slot)
        let count = bytes.withUnsafeMutableBytes { pread(file, $0.baseAddress, $0.count, 0) }
        guard count > 0, let text = String(validating: bytes[..<count].prefix { $0 != 0 }, as: UTF8.self),
            let note = try? SignedNote(parsing: text), (try? note.verified(by: [verifier])) != nil
        else { return nil }
        return try? Checkpoint(parsing: note.text)
    }

    /// Forgets what was noted: what the store has is to be signed on.
    func forget(_ log: RegisterName) throws(StoreError) {
        guard unlink(folder + "/\(log)") == 0 || errno == ENOENT else { throw SignedHeads.failure(folder) }
    }

    private static func open(_ path: String) throws(StoreError) -> Int32 {
        let file = openFile(path, O_WRONLY | O_CREAT | O_CLOEXEC)
        guard file >= 0 else { throw failure(path) }
        return file
    }

    private static func failure(_ path: String) -> StoreError {
        StoreError(.unreachable, "\(path) cannot be written: check that it exists, is yours and has room (error \(errno)).")
    }
}

extension LogSigner {
    /// Makes sure that a log goes on from what was signed of it before.
    func check(_ log: OpenLog, of name: RegisterName, continues noted: Checkpoint?, reading reader: any StoreReader) throws {
        guard let noted else { return }
        let advice = """
            Bring back a newer copy, or the database that this hub last wrote to. When there is none, start once with \
            --accept-older-store: witnesses and edges that saw more will refuse the log \(name) and say so.
            """
        guard noted.size <= log.tree.size else {
            throw StoreError(
                .corrupt,
                "The store is older than what this hub signed: the log \(name) had \(noted.size) entries and has \(log.tree.size). \(advice)"
            )
        }
        guard try log.tree.root(at: noted.size, reading: LogTiles(reader, log: name)) == noted.root else {
            throw StoreError(
                .corrupt,
                "The store has another history than this hub signed: the log \(name) differs before entry \(noted.size). \(advice)")
        }
    }
}

private func openFile(_ path: String, _ flags: Int32) -> Int32 { open(path, flags, 0o600) }
private func closeFile(_ file: Int32) { _ = close(file) }
