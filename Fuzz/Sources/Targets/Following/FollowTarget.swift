// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger

@testable import Edge

/// What an edge takes from a hub's stream: greetings, batches of leaves and heartbeats.
struct FollowTarget: FuzzTarget {
    let name = "follow"
    let longest = 16_384
    let words = [
        "event: batch\ndata: ", "event: heartbeat\ndata: ", "\n\n", "\"from\":", "\"leaves\":[", "\"payloads\":{\"",
        "\"erased\":{\"0\":",
        "\"checkpoint\":\"", "\"now\":\"", "\"payload\":\"", "\"salt\":\"", "\"lists\":[", "\"size\":",
    ]

    func seeds() throws -> [[UInt8]] {
        let log = SampleLog.short
        let whole = try greeting + batch(0..<14, of: log) + heartbeat(14, of: log)
        let parts = try greeting + batch(0..<3, of: log, isSigned: false) + batch(3..<5, of: log) + heartbeat(7, of: log)
        let erased = try greeting + batch(0..<2, of: log, without: [0: 13])
        return [whole, parts, erased].map(\.input)
    }

    func attempt(_ bytes: [UInt8]) {
        var parser = EventStreamParser()
        guard let events = try? parser.read(bytes) else { return }
        var machine = FollowMachine(
            from: .start, verifier: SampleKeys.log.verifier, register: SampleLog.register, list: SampleLog.list)
        for event in events {
            let before = machine.position
            guard let action = try? machine.receive(event, at: SampleLog.beginning) else { continue }
            guard case .apply(let batch) = action else { continue }
            claim(batch.position == machine.position && batch.position.range.size >= before.range.size, "an edge only goes on")
            claim(batch.position.version >= before.version, "a list only gets newer")
            let note = must("what is applied has a checkpoint") { try SignedNote(parsing: batch.position.checkpoint) }
            let checkpoint = must("it is signed") { try Checkpoint(opening: note, by: [SampleKeys.log.verifier]) }
            claim(checkpoint.size == batch.position.range.size, "it is of the leaves that came")
            claim(checkpoint.root == batch.position.range.root, "it is of the leaves that came")
        }
    }

    private var greeting: String {
        let list: JSON = [
            "list": .string(SampleLog.list.rawValue), "measure": "devices/stolen/oin:00000001234567890000",
            "tag": .string(SampleLog.tag.hex),
        ]
        return event("hello", ["lists": [list], "origin": .string(SampleKeys.origin), "size": 14])
    }

    private func batch(
        _ range: Range<Int>, of log: SampleLog, isSigned: Bool = true, without erased: [Int: Int] = [:]
    ) throws -> String {
        var payloads = JSONObject()
        for index in range where erased[index] == nil {
            let entry = log.entries[index]
            payloads["\(index)"] = [
                "payload": .string(Base64.encode(entry.payload.canonical())), "salt": .string(entry.salt.base64),
            ]
        }
        let note = try log.note(at: UInt64(range.upperBound)).description
        let members: [(String, JSON?)] = [
            ("from", .integer(Int64(range.lowerBound))),
            ("leaves", .array(log.entries[range].map { .string(Base64.encode($0.leaf.encode())) })),
            ("payloads", .object(payloads)),
            ("erased", .object(JSONObject(erased.map { ("\($0)", .integer(Int64($1))) } as [(String, JSON)]))),
            ("checkpoint", isSigned ? .string(note) : nil),
        ]
        return event("batch", .object(JSONObject(members)))
    }

    private func heartbeat(_ size: UInt64, of log: SampleLog) throws -> String {
        let root = try log.tree.root(at: size, reading: log)
        let now = FreshnessStatement(origin: SampleKeys.origin, size: size, root: root, at: SampleLog.beginning)
        let word = try SignedNote(signing: now.text, with: [SampleKeys.log])
        return event("heartbeat", ["checkpoint": .string(try log.note(at: size).description), "now": .string(word.description)])
    }

    private func event(_ name: String, _ data: JSON) -> String { "event: \(name)\ndata: \(data)\n\n" }
}
