// SPDX-License-Identifier: EUPL-1.2

import Crypto
import Exchange
import Ledger
import Store

/// The text of a list (`docs/list-format.md`), made from one consistent state of the store, piece by piece.
struct SnapshotText {
    /// What the list was when it was read.
    let snapshot: StoredSnapshot
    /// The text in pieces of about `pieceSize` bytes.
    let pieces: [[UInt8]]

    /// About how long a piece is.
    static let pieceSize = 256 << 10
    private static let subjectsAtOnce = 10_000

    /// Reads a list; nil while it has no version.
    init?(
        of list: ListName, rule: ListRule, tag: AudienceTag, origin: String, in register: RegisterName,
        reading reader: any StoreReader
    ) throws {
        let version = try reader.sequence(of: register, tag: tag)
        guard version > 0, let size = try reader.head(of: register)?.size else { return nil }
        let count = try reader.count(of: list, in: register)
        var days = try SubjectDays(of: list, upTo: version, tag: tag, in: register, reading: reader)
        var pieces: [[UInt8]] = []
        var writer = try ListTextWriter(.init(origin: origin, list: list, version: version, count: UInt64(clamping: count)))
        var after: String?
        while true {
            let subjects = try reader.listed(on: list, in: register, after: after, most: SnapshotText.subjectsAtOnce)
            guard let last = subjects.last else { break }
            for listed in subjects {
                guard let status = rule.strongest(of: listed.holds.map(\.status)) else { continue }
                try writer.add(.init(subject: listed.subject, status: status, since: days.day(of: listed.subject)))
                if writer.waiting >= SnapshotText.pieceSize { pieces.append(writer.take()) }
            }
            after = last.subject
        }
        let rest = try writer.finish()
        if !rest.isEmpty { pieces.append(rest) }
        var hash = SHA256()
        for piece in pieces { hash.update(data: piece) }
        guard let digest = Ledger.Digest(bytes: Array(hash.finalize())) else { return nil }
        snapshot = StoredSnapshot(
            list: list, version: version, size: size, count: count, bytes: pieces.reduce(0) { $0 + $1.count },
            digest: digest, entry: nil)
        self.pieces = pieces
    }
}
