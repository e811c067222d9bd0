// SPDX-License-Identifier: EUPL-1.2

public import Exchange
import Ledger

/// Moves everything from one store to another, whatever their engines, and verifies what arrived.
///
/// The source must not be written to meanwhile; the target must be empty. Rows go over table by table in the order of their keys. A copy
/// that was broken off is begun anew with an empty target.
public struct StoreCopy: Sendable {
    /// How far it is.
    public struct Progress: Hashable, Sendable {
        /// What is under way: a table's name, or `verify` and a log's.
        public let what: String
        /// Rows or entries done, of all tables and logs.
        public let done: Int
        /// Rows and entries in all.
        public let total: Int
    }

    private let source: any Store
    private let target: any Store

    private static let rowsAtOnce = 2_000

    /// A copy from one store to another.
    public init(from source: any Store, to target: any Store) {
        self.source = source
        self.target = target
    }

    /// Copies and verifies.
    /// - Parameter report: called after every piece.
    /// - Throws: `StoreError` `failed` when the target is not empty, `corrupt` when what arrived is not what the logs commit to.
    public func run(report: @Sendable (Progress) -> Void) async throws {
        var counts: [Int] = []
        for table in StoreTable.all {
            counts.append(try await source.read { try $0.count(of: table) })
            guard try await target.read({ try $0.count(of: table) }) == 0 else {
                throw StoreError(.failed, "The target is not empty: its table \(table.name) has rows. Give an empty one.")
            }
        }
        let logs = try await logs(in: source)
        let total = counts.reduce(0, +) + logs.reduce(0) { $0 + Int($1.size) }
        var done = 0
        for table in StoreTable.all {
            var key: [StoreValue]?
            while true {
                let from = key
                let rows = try await source.read { try $0.rows(of: table, after: from, most: StoreCopy.rowsAtOnce) }
                guard let last = rows.last else { break }
                try await target.write { try $0.insert(rows, into: table) }
                key = Array(last.prefix(table.keyLength))
                done += rows.count
                report(Progress(what: table.name, done: done, total: total))
            }
        }
        for (table, count) in zip(StoreTable.all, counts) {
            guard try await target.read({ try $0.count(of: table) }) == count else {
                throw StoreError(
                    .corrupt, "The table \(table.name) did not arrive whole: was the source written to meanwhile? Begin anew.")
            }
        }
        for (log, size) in logs { try await verify(log, size: size, &done, total: total, report: report) }
    }

    private func logs(in store: any Store) async throws -> [(log: RegisterName, size: UInt64)] {
        guard let heads = StoreTable.all.first(where: { $0.name == "heads" }) else { return [] }
        return try await store.read { reader in
            try reader.rows(of: heads, after: nil, most: 1_000).compactMap { row in
                guard case .text(let log) = row[0], case .integer(let size) = row[1] else { return nil }
                return (RegisterName(rawValue: log), UInt64(size))
            }
        }
    }

    /// Hashes every entry of the target anew and compares the root with the signed one, and opens every payload that is there.
    private func verify(
        _ log: RegisterName, size: UInt64, _ done: inout Int, total: Int, report: @Sendable (Progress) -> Void
    ) async throws {
        var range = CompactRange()
        while range.size < size {
            let from = range.size
            let hashes = try await target.read { reader in
                try reader.entries(of: log, in: from..<min(size, from + 1_000)).map { entry in
                    if let payload = try reader.payload(of: log, at: entry.index),
                        !entry.leaf.commitment.opens(salt: payload.salt, payload: payload.bytes)
                    {
                        throw StoreError(
                            .corrupt, "The content of entry \(entry.index) of the log \(log) is not what it commits to.")
                    }
                    return entry.leaf.hash
                }
            }
            guard !hashes.isEmpty else { throw StoreError(.corrupt, "The log \(log) ends at \(from) instead of \(size).") }
            for hash in hashes { range.append(hash) }
            done += hashes.count
            report(Progress(what: "verify \(log)", done: done, total: total))
        }
        let head = try await target.read { try $0.head(of: log) }
        let checkpoint = try head.map { try Checkpoint(parsing: SignedNote(parsing: $0.checkpoint).text) }
        guard checkpoint?.size == size, checkpoint?.root == range.root else {
            throw StoreError(.corrupt, "The entries of the log \(log) do not give the root that was signed.")
        }
    }
}
