// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger

@testable import Edge

/// A hub's offer of a snapshot, to an edge that has nothing and to one that followed the log for a while.
struct OfferTarget: FuzzTarget {
    let name = "offer"
    let longest = 8_192
    let words = [
        "\"checkpoint\":\"", "\"index\":", "\"leaf\":\"", "\"payload\":\"", "\"salt\":\"", "\"inclusion\":[", "\"range\":[",
        "\"consistency\":[", "\"earlier\":[",
    ]
    private let positions = must("the positions") {
        let log = SampleLog.long
        let range = try CompactRange(size: 5, hashes: log.tree.rightEdge(at: 5, reading: log))
        let note = try log.note(at: 5).description
        return [FollowPosition.start, FollowPosition(range: range, version: 5, checkpoint: note, tag: SampleLog.tag)]
    }

    func seeds() throws -> [[UInt8]] {
        try [(0, 14), (5, 600), (5, 13)].map { from, size in try Self.offer(from: from, at: size).canonical() }
    }

    func attempt(_ bytes: [UInt8]) {
        guard let data = try? JSON(parsing: bytes, limits: JSONLimits(bytes: bytes.count, depth: 8)) else { return }
        for own in positions {
            guard
                let offer = try? SnapshotOffer(
                    verifying: data, after: own, by: SampleKeys.log.verifier, register: SampleLog.register, list: SampleLog.list)
            else { continue }
            claim(offer.position.range.size >= own.range.size, "an edge only goes on")
            claim(offer.position.version >= own.version, "a list only gets newer")
            claim(offer.position.range.size == offer.snapshot.size, "the stream goes on where the snapshot was made")
        }
    }

    private static func offer(from: UInt64, at size: UInt64) throws -> JSON {
        let log = SampleLog.long
        let entry = log.entries[SampleLog.listings]
        let index = UInt64(SampleLog.listings)
        func texts(_ hashes: [Digest]) -> JSON { .array(hashes.map { .string($0.base64) }) }
        return [
            "checkpoint": .string(try log.note(at: size).description), "index": .integer(Int64(index)),
            "leaf": .string(Base64.encode(entry.leaf.encode())), "payload": .string(Base64.encode(entry.payload.canonical())),
            "salt": .string(entry.salt.base64),
            "inclusion": texts(try log.tree.inclusionPath(of: index, at: size, reading: log)),
            "range": texts(try log.tree.rightEdge(at: index, reading: log)),
            "consistency": texts(try log.tree.consistencyPath(from: index, to: size, reading: log)),
            "earlier": texts(try log.tree.consistencyPath(from: from, to: size, reading: log)),
        ]
    }
}
