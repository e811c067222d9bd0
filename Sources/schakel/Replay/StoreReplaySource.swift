// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import PostgresStore
import SQLiteStore
import Store

/// A hub's store, or a copy of it.
struct StoreReplaySource: ReplaySource {
    private let store: any Store

    private static let entriesAtOnce: UInt64 = 512

    /// Opens a store: the path of its file, the data folder of a hub, or `postgres://…`.
    init(_ place: String) throws {
        if StoreReplaySource.isAddress(place) {
            store = try PostgresStore(url: place)
        } else {
            let path = Files.isFolder(place) ? HubFolder(path: place, hubName: "", now: .epoch).storePath : place
            guard Files.exists(path) else { throw FileFailure(description: "There is no store at \(path).") }
            store = try SQLiteStore(path: path)
        }
    }

    static func isAddress(_ text: String) -> Bool { text.hasPrefix("postgres://") || text.hasPrefix("postgresql://") }

    func read(
        _ list: ListName, of register: RegisterName, begin: (AudienceTag?, UInt64) async throws -> Void,
        take: (LedgerReplay.Entry) async throws -> Void
    ) async throws -> String {
        let (head, tag) = try await store.read { reader in
            (try reader.head(of: register), try StoreReplaySource.audience(of: list, in: register, reading: reader))
        }
        guard let head else { throw ReplayFault(.absent, "The store has no entries of the register \(register).") }
        try await begin(tag, head.size)
        var from: UInt64 = 0
        while from < head.size {
            let range = from..<min(head.size, from + StoreReplaySource.entriesAtOnce)
            let entries = try await store.read { reader in
                try reader.entries(of: register, in: range).map { entry -> (Leaf, StoredPayload?) in
                    (entry.leaf, entry.leaf.audience == tag ? try reader.payload(of: register, at: entry.index) : nil)
                }
            }
            guard entries.count == range.count else {
                throw ReplayFault(.changed, "The store does not have all entries from \(range.lowerBound) to \(range.upperBound).")
            }
            for (leaf, payload) in entries {
                try await take((leaf, payload.map { LedgerReplay.Opening(salt: $0.salt, payload: $0.bytes) }))
            }
            from = range.upperBound
        }
        return head.checkpoint
    }

    /// The tag by which leaves for the list are known: that of an entry in one of its streams.
    private static func audience(
        of list: ListName, in register: RegisterName, reading reader: any StoreReader
    ) throws -> AudienceTag? {
        for stream in ["list:\(list)", "snapshots:\(list)", "tombstones:list/\(register)/\(list)"] {
            guard let index = try reader.openIndexes(of: register, stream: stream, most: 1).first else { continue }
            return try reader.entries(of: register, in: index..<index + 1).first?.leaf.audience
        }
        return nil
    }

    func snapshot(of list: ListName, in register: RegisterName) async throws -> (version: UInt64, text: [UInt8])? {
        guard let kept = try await store.read({ try $0.snapshot(of: list, in: register) }) else { return nil }
        var text: [UInt8] = []
        var part = 0
        while let piece = try await store.read({ [part] in
            try $0.snapshotPart(part, of: list, version: kept.version, in: register)
        }) {
            text += piece
            part += 1
        }
        return text.isEmpty ? nil : (kept.version, text)
    }

    func close() async { try? await store.close() }
}
