// SPDX-License-Identifier: EUPL-1.2

import Crypto
import Exchange
import FoundationEssentials
import Ledger
import PrivateChecks
import Store

/// Keeps the newest table in a file, so that a start does not evaluate the whole list again. It is a convenience: a file that is
/// missing, damaged, of another key or of another history is made anew.
///
///     schakel/private-table/v1
///     {"changed":…,"key":…,"leaf":…,"version":…}    the version with its leaf's hash, and the key's public side
///     32 bytes of SHA-256 of both lines and the table, then the table
struct PrivateCheckShelf: Sendable {
    /// The folder; nil when nothing is kept.
    let folder: String?
    let register: RegisterName
    let list: ListName
    let tag: AudienceTag
    let store: any Store

    private static let head = "schakel/private-table/v1"
    private static let longestHead = 1_000

    private func path(of epoch: CheckEpoch) -> String? { folder.map { "\($0)/\(register)-\(list)-\(epoch.number).table" } }

    /// The edition that was kept of an epoch; nil when there is none that can be used.
    func edition(of epoch: CheckEpoch, key: CheckKey) async throws -> PrivateCheckEdition? {
        guard let path = path(of: epoch), let bytes = try? Array(Data(contentsOf: URL(filePath: path))) else { return nil }
        let lines = bytes.prefix(PrivateCheckShelf.longestHead).split(
            separator: 0x0A, maxSplits: 2, omittingEmptySubsequences: false)
        guard lines.count == 3, lines[0].elementsEqual(PrivateCheckShelf.head.utf8), let told = try? JSON(parsing: Array(lines[1])),
            told["key"]?.string == Base64.encode(key.publicKey.bytes), let version = told["version"]?.integer, version > 0
        else { return nil }
        let rest = bytes[lines[2].startIndex...]
        let body = rest.dropFirst(SHA256.byteCount)
        guard rest.prefix(SHA256.byteCount).elementsEqual(digest(of: bytes[..<rest.startIndex], and: body)),
            let table = CheckTable(encoded: body)
        else { return nil }
        let entry = try await store.read { try $0.entry(of: register, tag: tag, sequence: UInt64(version)) }
        guard let entry, entry.leaf.hash.hex == told["leaf"]?.string else { return nil }
        return PrivateCheckEdition(
            epoch: epoch, key: key, version: UInt64(version), changed: told["changed"]?.string.flatMap { Instant(rfc3339: $0) },
            table: table)
    }

    /// Keeps an edition, in one piece.
    func keep(_ edition: PrivateCheckEdition) async throws {
        guard let folder, let path = path(of: edition.epoch), edition.version > 0 else { return }
        let entry = try await store.read { try $0.entry(of: register, tag: tag, sequence: edition.version) }
        guard let entry else { return }
        let told = JSON.object(
            JSONObject([
                ("changed", edition.changed.map { .string($0.description) }),
                ("key", .string(Base64.encode(edition.key.publicKey.bytes))), ("leaf", .string(entry.leaf.hash.hex)),
                ("version", .integer(Int64(clamping: edition.version))),
            ]))
        let body = edition.table.encoded()
        let lines = Array("\(PrivateCheckShelf.head)\n\(told.canonicalText)\n".utf8)
        let bytes = lines + digest(of: lines[...], and: body[...]) + body
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        try Data(bytes).write(to: URL(filePath: path), options: .atomic)
    }

    private func digest(of lines: ArraySlice<UInt8>, and body: ArraySlice<UInt8>) -> [UInt8] {
        var hash = SHA256()
        hash.update(data: lines)
        hash.update(data: body)
        return Array(hash.finalize())
    }

    /// Removes what was kept of epochs that are over.
    func forget(before epoch: CheckEpoch) {
        guard let folder, let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else { return }
        for name in names {
            let (start, end) = ("\(register)-\(list)-", ".table")
            guard name.hasPrefix(start), name.hasSuffix(end),
                let number = UInt32(name.dropFirst(start.count).dropLast(end.count)), number < epoch.number
            else { continue }
            try? FileManager.default.removeItem(atPath: "\(folder)/\(name)")
        }
    }
}
