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

    /// The frame after `start`, or nil when there is nothing after it.
    static func next(
        after start: UInt64, of log: RegisterName, entitledTo tags: Set<AudienceTag>, reading reader: any StoreReader
    ) throws -> (bytes: [UInt8], end: UInt64)? {
        guard let head = try reader.head(of: log), start < head.size else { return nil }
        var leaves: [JSON] = []
        var payloads: [(String, JSON?)] = []
        var weight = 0
        var end = start
        for entry in try reader.entries(of: log, in: start..<min(head.size, start + mostLeaves)) {
            leaves.append(.string(Base64.encode(entry.leaf.encode())))
            end = entry.index + 1
            if tags.contains(entry.leaf.audience), let payload = try reader.payload(of: log, at: entry.index) {
                payloads.append(
                    (
                        "\(entry.index)",
                        ["payload": .string(Base64.encode(payload.bytes)), "salt": .string(Base64.encode(payload.salt.bytes))]
                    )
                )
                weight += payload.bytes.count
            }
            if weight >= fullPayload { break }
        }
        let frame = JSON.object(
            JSONObject([
                ("from", .integer(Int64(start))), ("leaves", .array(leaves)), ("payloads", .object(JSONObject(payloads))),
                ("checkpoint", end == head.size ? .string(head.checkpoint) : nil),
            ])
        )
        return (event("batch", id: end, data: frame), end)
    }

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

    /// Says that nothing is new: the checkpoint as it stands, and the hub's time.
    static func heartbeat(_ head: StoredHead?, at now: Instant) -> [UInt8] {
        event(
            "heartbeat", id: nil,
            data: .object(JSONObject([("checkpoint", head.map { .string($0.checkpoint) }), ("time", .string(now.description))]))
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
