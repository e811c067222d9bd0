// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Store

/// Snapshots of lists, for followers that begin with nothing or have been away for too long.
struct SnapshotDoors {
    let core: HubCore

    var endpoints: [Endpoint] { [proof, text] }

    private static let list = Endpoint.Parameter(name: "lijst", place: .path, schema: .shortText, text: "De lijst, zoals stolen.")

    private var proof: Endpoint {
        Endpoint(
            id: "toonMomentopname", method: .get, path: "/logboek/{logboek}/momentopname/{lijst}",
            access: .rights(.comply, .supervise, in: .log), tag: "Logboek",
            summary: "De nieuwste momentopname van een lijst, met alles wat bewijst dat het logboek haar kent",
            parameters: [
                LogDoors.log, SnapshotDoors.list,
                .init(
                    name: "vanaf", place: .query, schema: .whole(0...JSON.largestInteger),
                    text: "Hoeveel regels de volger al heeft."),
            ],
            answer: .init(status: 200, text: "De momentopname; zie docs/protocol.md.", schema: .open)
        ) { call in
            let (log, list) = try entitled(call)
            let head = try core.head(of: log)
            let from = call.query["vanaf"].flatMap(UInt64.init) ?? 0
            guard from <= head.size else {
                throw Refusal.field(
                    "vanaf", "The log has \(head.size) entries: a follower that has more followed another log.", code: .notNow)
            }
            let answer = try await core.store.read { reader in
                try SnapshotProof.json(of: list, in: log, head: head, from: from, reading: reader)
            }
            guard let answer else { throw Refusal.field("lijst", "There is no snapshot of this list yet.", code: .unknown) }
            return .json(200, answer)
        }
    }

    private var text: Endpoint {
        Endpoint(
            id: "toonLijsttekst", method: .get, path: "/logboek/{logboek}/momentopname/{lijst}/inhoud",
            access: .rights(.comply, .supervise, in: .log),
            tag: "Logboek", summary: "De tekst van een momentopname (docs/list-format.md)",
            parameters: [
                LogDoors.log, SnapshotDoors.list,
                .init(
                    name: "versie", place: .query, schema: .whole(1...JSON.largestInteger), text: "De versie van de momentopname."),
            ],
            answer: .init(status: 200, text: "De tekst.", schema: nil, mediaType: "text/plain")
        ) { call in
            let (log, list) = try entitled(call)
            let version = call.query["versie"].flatMap(UInt64.init) ?? 0
            let first = try await core.store.read { try $0.snapshotPart(0, of: list, version: version, in: log) }
            guard let first else {
                throw Refusal.field("versie", "There is no snapshot of this version any more: ask for the newest.", code: .unknown)
            }
            return .stream(mediaType: "text/plain; charset=utf-8") { write in
                try await write(first)
                var part = 1
                while let piece = try await core.store.read({ [part] in
                    try $0.snapshotPart(part, of: list, version: version, in: log)
                }) {
                    try await call.recheck()
                    try await write(piece)
                    part += 1
                }
            }
        }
    }

    /// The log and the list, for whoever may follow them.
    private func entitled(_ call: Call) throws -> (RegisterName, ListName) {
        let log = try core.log(call)
        let register = try core.register(log)
        let list = ListName(rawValue: try call.parameter("lijst"))
        guard register.policy.lists[list] != nil else {
            throw Refusal.field("lijst", "This register has no list of this name.", code: .unknown)
        }
        return (log, list)
    }
}

/// What proves a snapshot: its entry is in the log, and the log at which a follower begins is an earlier state of this one.
enum SnapshotProof {
    static func json(
        of list: ListName, in log: RegisterName, head: StoredHead, from: UInt64, reading reader: any StoreReader
    ) throws -> JSON? {
        guard let snapshot = try reader.snapshot(of: list, in: log), let index = snapshot.entry, index < head.size,
            let entry = try reader.entries(of: log, in: index..<index + 1).first,
            let payload = try reader.payload(of: log, at: index)
        else { return nil }
        let tree = try reader.tree(of: log)
        let tiles = LogTiles(reader, log: log)
        func texts(_ hashes: [Digest]) -> JSON { .array(hashes.map { .string($0.base64) }) }
        return [
            "checkpoint": .string(head.checkpoint), "index": .integer(Int64(index)),
            "leaf": .string(Base64.encode(entry.leaf.encode())), "payload": .string(Base64.encode(payload.bytes)),
            "salt": .string(Base64.encode(payload.salt.bytes)),
            "inclusion": texts(try tree.inclusionPath(of: index, at: head.size, reading: tiles)),
            "range": texts(try tree.rightEdge(at: snapshot.size, reading: tiles)),
            "consistency": texts(try tree.consistencyPath(from: snapshot.size, to: head.size, reading: tiles)),
            "earlier": texts(try tree.consistencyPath(from: from, to: head.size, reading: tiles)),
        ]
    }
}
