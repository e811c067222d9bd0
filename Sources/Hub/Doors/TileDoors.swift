// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Store

/// The tiles and entry bundles of the logs (c2sp.org/tlog-tiles), for everybody: nothing in a leaf is personal.
///
/// `checkpoint` stands beside them, so `…/logboek/devices` is the prefix that public tools take.
struct TileDoors {
    let core: HubCore

    var endpoints: [Endpoint] {
        [
            Endpoint(
                id: "toonTegel", method: .get, path: "/logboek/{logboek}/tile/**", access: .everybody, tag: "Logboek",
                summary: "Een tegel of bundel van een logboek", parameters: [LogDoors.log],
                answer: .init(status: 200, text: "De tegel.", schema: nil, mediaType: "application/octet-stream")
            ) { call in
                let log = try core.log(call)
                let text = "tile/" + call.rest.joined(separator: "/")
                // What was signed is served, nothing beyond it.
                guard let path = TilePath(parsing: text), let size = core.board.head(of: log)?.size, path.exists(at: size) else {
                    throw Problem.notFound
                }
                let bytes = try await core.store.read { try ServedTile.bytes(at: path, of: log, reading: $0) }
                return .lasting(mediaType: "application/octet-stream", bytes)
            }
        ]
    }
}

/// The bytes of a tile or entry bundle, complete or partial.
enum ServedTile {
    static func bytes(at path: TilePath, of log: RegisterName, reading reader: any StoreReader) throws -> [UInt8] {
        let width = UInt64(path.width)
        switch path.content {
        case .entries:
            let entries = try reader.entries(of: log, in: path.index * 256..<path.index * 256 + width)
            return try EntryBundle(entries: entries.map { $0.leaf.encode() }).encode()
        case .hashes(let level):
            return TileBytes.encode(try hashes(level: level, index: path.index, width: width, of: log, reading: reader))
        }
    }

    /// The tile's own hashes when it is complete; else the roots of the complete tiles below it, or of the leaves.
    private static func hashes(
        level: Int, index: UInt64, width: UInt64, of log: RegisterName, reading reader: any StoreReader
    ) throws -> [Digest] {
        if let complete = try reader.tile(of: log, level: level, index: index) { return Array(complete.prefix(Int(width))) }
        let first = index * 256
        guard level > 0 else { return try reader.entries(of: log, in: first..<first + width).map(\.leaf.hash) }
        let tiles = LogTiles(reader, log: log)
        return try (first..<first + width).map { below in
            try Tile(level: level - 1, index: below, hashes: tiles.tile(level: level - 1, index: below)).root
        }
    }
}
