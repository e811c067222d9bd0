// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger

@testable import Edge

extension HostileHub {
    /// A batch as it travels; an attack changes it before it is written.
    struct Frame: Sendable {
        var from: Int64
        var leaves: [[UInt8]]
        var payloads: [UInt64: (bytes: [UInt8], salt: [UInt8])]
        var checkpoint: String?
        /// Which entries were erased, and by which.
        var erased: [UInt64: UInt64] = [:]

        /// The event, as the hub writes it.
        var bytes: [UInt8] {
            let shown: [(String, JSON?)] = payloads.map { index, content in
                ("\(index)", ["payload": .string(Base64.encode(content.bytes)), "salt": .string(Base64.encode(content.salt))])
            }
            let data = JSON.object(
                JSONObject([
                    ("from", .integer(from)), ("leaves", .array(leaves.map { .string(Base64.encode($0)) })),
                    ("payloads", .object(JSONObject(shown))), ("checkpoint", checkpoint.map { .string($0) }),
                    ("erased", erased.isEmpty ? nil : .object(JSONObject(erased.map { ("\($0)", .integer(Int64($1))) }))),
                ])
            )
            return HostileHub.event("batch", id: from + Int64(leaves.count), data.canonical())
        }
    }

    /// The signed checkpoint over the first entries.
    func checkpoint(at size: UInt64? = nil) throws -> String {
        let size = size ?? self.size
        return try Checkpoint(origin: HostileHub.origin, size: size, root: range(at: size).root).signed(by: [signer]).description
    }

    /// The batches after the first entries; the last one carries the checkpoint.
    func frames(from start: UInt64, leaves count: UInt64 = 256) throws -> [Frame] {
        var frames: [Frame] = []
        var place = start
        while place < size {
            let end = min(size, place + count)
            var frame = Frame(from: Int64(place), leaves: [], payloads: [:], checkpoint: end == size ? try checkpoint() : nil)
            for index in place..<end {
                let entry = entries[Int(index)]
                frame.leaves.append(entry.leaf.encode())
                if entry.leaf.audience == HostileHub.audience { frame.payloads[index] = (entry.payload, entry.salt.bytes) }
            }
            frames.append(frame)
            place = end
        }
        return frames
    }

    /// The first event of a stream.
    func greeting(
        origin: String = origin, list: String = "stolen", tag: AudienceTag = audience, measure: String? = measure,
        size: UInt64? = nil
    ) -> [UInt8] {
        let shown: [JSON] = [
            ["list": "borrowed", "tag": .string(HostileHub.others.hex)],
            .object(JSONObject([("list", .string(list)), ("tag", .string(tag.hex)), ("measure", measure.map { .string($0) })])),
        ]
        let data: JSON = [
            "origin": .string(origin), "key": .string(signer.vkey), "lists": .array(shown),
            "size": .integer(Int64(size ?? self.size)),
        ]
        return HostileHub.event("hello", data.canonical())
    }

    /// Says how the log stands, and that it stands so now.
    func heartbeat(_ checkpoint: String?) -> [UInt8] { heartbeat(checkpoint, now: word(over: checkpoint)) }

    /// Says how the log stands, with any word about the present.
    func heartbeat(_ checkpoint: String?, now word: String?) -> [UInt8] {
        let data = JSON.object(
            JSONObject([("checkpoint", checkpoint.map { .string($0) }), ("now", word.map { .string($0) })])
        )
        return HostileHub.event("heartbeat", data.canonical())
    }

    /// The signed word that a checkpoint is the head now; nil for what is no checkpoint.
    func word(over checkpoint: String?, by other: NoteSigner? = nil) -> String? {
        guard let checkpoint, let note = try? SignedNote(parsing: checkpoint), let head = try? Checkpoint(parsing: note.text)
        else { return nil }
        let statement = FreshnessStatement(origin: head.origin, size: head.size, root: head.root, at: now)
        return try? SignedNote(signing: statement.text, with: [other ?? signer]).description
    }

    /// The whole stream after the first entries, up to and with the first heartbeat at its end.
    func stream(from start: UInt64, leaves count: UInt64 = 256, _ attack: (inout [Frame]) throws -> Void = { _ in }) throws
        -> [UInt8]
    {
        var frames = try frames(from: start, leaves: count)
        try attack(&frames)
        return greeting() + frames.flatMap(\.bytes) + heartbeat(size == 0 ? nil : try checkpoint())
    }

    /// A server-sent event.
    static func event(_ name: String, id: Int64? = nil, _ data: [UInt8]) -> [UInt8] {
        Array("event: \(name)\n".utf8) + Array((id.map { "id: \($0)\n" } ?? "").utf8) + Array("data: ".utf8) + data + [0x0A, 0x0A]
    }

    static func event(_ name: String, _ data: String) -> [UInt8] { event(name, Array(data.utf8)) }
}

extension [UInt8] {
    /// The stream without the greeting at its beginning, if it begins with one.
    var withoutGreeting: [UInt8] {
        guard starts(with: Array("event: hello\n".utf8)) else { return self }
        return Array(dropFirst((zip(self, dropFirst()).enumerated().first { $1 == (0x0A, 0x0A) }?.offset ?? -2) + 2))
    }
}

extension HostileHub.Frame {
    /// The batch without its checkpoint.
    init(unsigned frame: HostileHub.Frame) {
        self = frame
        checkpoint = nil
    }
}
