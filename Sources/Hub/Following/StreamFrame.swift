// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Store

/// One frame of the held stream: some leaves in order, the payloads the follower is entitled to, and the checkpoint when the frame
/// reaches the head of the log. `docs/protocol.md` describes it.
struct StreamFrame {
    /// The most leaves in one frame.
    static let mostLeaves: UInt64 = 256
    /// After so many bytes of payload a frame ends.
    static let fullPayload = 2 << 20

    /// The frame after `start`, or nil when there is nothing after it; with the head of the log when the frame reaches it, and with
    /// whether a sample of live answers was asked in it, of whichever party.
    static func next(
        after start: UInt64, of log: RegisterName, entitledTo audiences: [AudienceTag: Audience], reading reader: any StoreReader
    ) throws -> FrameDesk.Frame? {
        guard let head = try reader.head(of: log), start < head.size else { return nil }
        var leaves: [JSON] = []
        var payloads: [(String, JSON?)] = []
        var erased: [(String, JSON?)] = []
        var stones: [AudienceTag: [(index: UInt64, stone: Tombstone)]] = [:]
        var weight = 0
        var end = start
        var asks = false
        for entry in try reader.entries(of: log, in: start..<min(head.size, start + mostLeaves)) {
            leaves.append(.string(Base64.encode(entry.leaf.encode())))
            end = entry.index + 1
            asks = asks || entry.leaf.kind == SampleEvent.askedKind
            guard let audience = audiences[entry.leaf.audience] else { continue }
            if let payload = try reader.payload(of: log, at: entry.index) {
                payloads.append(
                    (
                        "\(entry.index)",
                        ["payload": .string(Base64.encode(payload.bytes)), "salt": .string(Base64.encode(payload.salt.bytes))]
                    )
                )
                weight += payload.bytes.count
            } else {
                let known = try stones[entry.leaf.audience] ?? reader.tombstones(of: audience, in: log)
                stones[entry.leaf.audience] = known
                if let covering = known.first(where: { $0.stone.covers(entry.index) }) {
                    erased.append(("\(entry.index)", .integer(Int64(covering.index))))
                }
            }
            if weight >= fullPayload { break }
        }
        let frame = JSON.object(
            JSONObject([
                ("from", .integer(Int64(start))), ("leaves", .array(leaves)), ("payloads", .object(JSONObject(payloads))),
                ("erased", erased.isEmpty ? nil : .object(JSONObject(erased))),
                ("checkpoint", end == head.size ? .string(head.checkpoint) : nil),
            ])
        )
        return (event("batch", id: end, data: frame), end, end == head.size ? head : nil, asks)
    }

    /// Asks the edges that follow what they answer.
    static func question(_ question: SampleQuestion) -> [UInt8] { event("question", id: nil, data: question.json) }

    /// The first event of every stream: what the follower needs to read the rest.
    static func greeting(origin: String, key: String, lists: [(ListName, AudienceTag, MeasureID?)], size: UInt64) -> [UInt8] {
        let shown = lists.map { list, tag, measure in
            JSON.object(
                JSONObject([
                    ("list", .string(list.rawValue)), ("tag", .string(tag.hex)),
                    ("measure", measure.map { .string($0.description) }),
                ])
            )
        }
        return event(
            "hello", id: nil,
            data: ["origin": .string(origin), "key": .string(key), "lists": .array(shown), "size": .integer(Int64(size))]
        )
    }

    /// Says how the log stands: the checkpoint, and the hub's signed word that this is so now.
    static func heartbeat(_ head: StoredHead?, now: String?) -> [UInt8] {
        event(
            "heartbeat", id: nil,
            data: .object(JSONObject([("checkpoint", head.map { .string($0.checkpoint) }), ("now", now.map { .string($0) })]))
        )
    }

    /// A server-sent event (WHATWG HTML §9.2). Canonical JSON has no line breaks, so one data line holds it.
    private static func event(_ name: String, id: UInt64?, data: JSON) -> [UInt8] {
        var bytes = Array("event: \(name)\n".utf8)
        if let id { bytes += Array("id: \(id)\n".utf8) }
        bytes += Array("data: ".utf8)
        data.write(to: &bytes)
        bytes += [0x0A, 0x0A]
        return bytes
    }
}

extension StoreReader {
    /// The tombstones of an audience with their indexes: they say why entries have no payload.
    func tombstones(of audience: Audience, in log: RegisterName) throws -> [(index: UInt64, stone: Tombstone)] {
        try payloads(of: log, stream: TombstoneStream.name(of: audience)).map { payload in
            (payload.index, try Tombstone(json: JSON(parsing: payload.bytes, limits: .payload)))
        }
    }
}
