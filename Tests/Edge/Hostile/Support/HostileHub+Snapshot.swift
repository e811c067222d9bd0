// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger

import struct Crypto.SHA256

@testable import Edge

extension HostileHub {
    /// What a hub answers to an edge that asks for a snapshot; an attack changes it.
    struct Offer: Sendable {
        var checkpoint: String
        var index: UInt64
        var leaf: [UInt8]
        var payload: [UInt8]
        var salt: [UInt8]
        var inclusion: [Digest]
        var range: [Digest]
        var consistency: [Digest]
        var earlier: [Digest]

        /// The answer, as the hub writes it.
        var json: JSON {
            func texts(_ hashes: [Digest]) -> JSON { .array(hashes.map { .string($0.base64) }) }
            return [
                "checkpoint": .string(checkpoint), "index": .integer(Int64(index)), "leaf": .string(Base64.encode(leaf)),
                "payload": .string(Base64.encode(payload)), "salt": .string(Base64.encode(salt)), "inclusion": texts(inclusion),
                "range": texts(range), "consistency": texts(consistency), "earlier": texts(earlier),
            ]
        }
    }

    /// The text of a list of these devices.
    static func text(
        _ devices: [UInt64: ListStatus], version: UInt64, origin: String = origin, list: ListName = list
    ) throws -> [UInt8] {
        var writer = try ListTextWriter(
            ListText.Header(origin: origin, list: list, version: version, count: UInt64(devices.count)))
        for (device, status) in devices.sorted(by: { $0.key < $1.key }) {
            // All its entries are of one day.
            try writer.add(ListText.Line(subject: digits(device), status: status, since: DutchTime.date(of: moment)))
        }
        return try writer.finish()
    }

    /// Enters that there is a snapshot of the list as it is now.
    /// - Parameters:
    ///   - text: what the snapshot holds, if not the list.
    ///   - change: what the entry says otherwise.
    mutating func enterSnapshot(
        text: [UInt8]? = nil, list: ListName = list, for audience: AudienceTag = audience,
        _ change: (SnapshotEntry) -> SnapshotEntry = { $0 }
    ) throws {
        let version = version(at: size)
        let text = try text ?? HostileHub.text(devices(at: size), version: version)
        let entry = change(
            SnapshotEntry(
                list: list, version: version, size: size, count: UInt64(devices(at: size).count), bytes: UInt64(text.count),
                digest: HostileHub.digest(of: text)))
        texts[size] = text
        try enter(entry.json.canonical(), for: audience, kind: SnapshotEntry.kind)
    }

    /// Enters that entries were erased.
    mutating func enterTombstone(_ erased: [Range<UInt64>]) throws {
        let tombstone = Tombstone(erased: erased, rule: "devices/changes-kept", due: now)
        try enter(tombstone.json.canonical(), kind: Tombstone.kind)
    }

    /// The offer of the newest snapshot to an edge that followed so much; nil when there is none.
    func offer(after own: UInt64) throws -> Offer? {
        guard let index = texts.keys.max(), own <= size else { return nil }
        let entry = entries[Int(index)]
        let json = try JSON(parsing: entry.payload)
        let made = try SnapshotEntry(json: json).size
        let leaves = entries.map(\.leaf.hash)[...]
        return Offer(
            checkpoint: try checkpoint(), index: index, leaf: entry.leaf.encode(), payload: entry.payload, salt: entry.salt.bytes,
            inclusion: TreeProofs.inclusion(of: Int(index), in: leaves), range: range(at: min(made, size)).hashes,
            consistency: TreeProofs.consistency(from: Int(min(made, size)), in: leaves),
            earlier: TreeProofs.consistency(from: Int(own), in: leaves))
    }

    /// The stream of a hub that erased the content of some entries.
    func stream(from start: UInt64, erased: [UInt64], by tombstone: UInt64 = 1_000) throws -> [UInt8] {
        try stream(from: start) { frames in
            for place in frames.indices {
                for index in erased where frames[place].payloads.removeValue(forKey: index) != nil {
                    frames[place].erased[index] = tombstone
                }
            }
        }
    }

    static func digest(of text: [UInt8]) -> Digest {
        Digest(bytes: Array(SHA256.hash(data: text))) ?? MerkleHash.empty
    }
}
