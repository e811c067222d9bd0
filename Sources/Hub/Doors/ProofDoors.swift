// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Store

/// Proofs for those who do not read tiles: that an entry is in a log, and that a log has only grown.
struct ProofDoors {
    let core: HubCore

    var endpoints: [Endpoint] { [inclusion, consistency] }

    private var inclusion: Endpoint {
        Endpoint(
            id: "bewijsRegel", method: .get, path: "/logboek/{logboek}/bewijs/{regel}", access: .everybody, tag: "Logboek",
            summary: "Bewijs dat een regel in het logboek staat (C2SP tlog-proof), zonder inhoud",
            parameters: [
                LogDoors.log,
                .init(name: "regel", place: .path, schema: .whole(0...JSON.largestInteger), text: "De regel, vanaf 0."),
            ],
            answer: .init(status: 200, text: "Het bewijs.", schema: .text(1...10_000), mediaType: "text/plain")
        ) { call in
            let log = try core.log(call)
            let head = try core.head(of: log)
            guard let index = UInt64(try call.parameter("regel")), index < head.size else {
                throw Refusal.field("regel", "The log has \(head.size) entries, from 0.", code: .unknown)
            }
            let note = try SignedNote(parsing: core.cosigned(head, of: log))
            let receipt = try await core.store.read { reader in
                let path = try reader.tree(of: log).inclusionPath(of: index, at: head.size, reading: LogTiles(reader, log: log))
                guard let leaf = try reader.entries(of: log, in: index..<index + 1).first?.leaf else { throw Problem.notFound }
                return Receipt(leaf: leaf, opening: nil, index: index, path: path, checkpoint: note)
            }
            return .bytes(200, mediaType: "text/plain; charset=utf-8", Array(receipt.description.utf8))
        }
    }

    private var consistency: Endpoint {
        Endpoint(
            id: "bewijsAangroei", method: .get, path: "/logboek/{logboek}/aangroei", access: .everybody, tag: "Logboek",
            summary: "Bewijs dat het logboek sinds een omvang alleen is aangegroeid (RFC 9162)",
            parameters: [
                LogDoors.log,
                .init(name: "vanaf", place: .query, schema: .whole(0...JSON.largestInteger), text: "De eerdere omvang."),
            ],
            answer: .init(
                status: 200, text: "De hashes en het controlepunt waar ze toe leiden.",
                schema: .object([
                    .must("vanaf", .whole(0...JSON.largestInteger), "De eerdere omvang."),
                    .must("hashes", .array(.text(44...44), 0...64), "Het bewijs."),
                    .must("controlepunt", .text(1...10_000), "Het controlepunt."),
                ]))
        ) { call in
            let log = try core.log(call)
            let head = try core.head(of: log)
            let from = call.query["vanaf"].flatMap(UInt64.init) ?? 0
            guard from <= head.size else {
                throw Refusal.field("vanaf", "The log has \(head.size) entries, not yet \(from).", code: .notNow)
            }
            let path = try await core.store.read { reader in
                try reader.tree(of: log).consistencyPath(from: from, to: head.size, reading: LogTiles(reader, log: log))
            }
            return .json(
                200,
                [
                    "controlepunt": .string(head.checkpoint), "hashes": .array(path.map { .string($0.base64) }),
                    "vanaf": .integer(Int64(from)),
                ])
        }
    }
}
