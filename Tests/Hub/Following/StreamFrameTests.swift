// SPDX-License-Identifier: EUPL-1.2

import Devices
import Exchange
import Ledger
import Store
import Testing

@testable import Hub

/// A server-sent event as a follower reads it.
struct TrialEvent: Sendable {
    let name: String
    let id: UInt64?
    let data: JSON

    /// Reads one event; nil when the bytes are not exactly one.
    init?(_ bytes: [UInt8]) {
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false).map {
            String($0)
        }
        guard lines.suffix(2) == ["", ""], let name = lines.first, name.hasPrefix("event: ") else { return nil }
        let data = lines.filter { $0.hasPrefix("data: ") }
        guard data.count == 1,
            let json = try? JSON(parsing: data[0].dropFirst(6).utf8, limits: JSONLimits(bytes: 32 << 20, depth: 32))
        else {
            return nil
        }
        self.name = String(name.dropFirst(7))
        id = lines.first { $0.hasPrefix("id: ") }.flatMap { UInt64($0.dropFirst(4)) }
        self.data = json
    }

    /// The leaves of a batch.
    var leaves: [Leaf] {
        (data["leaves"]?.array ?? []).compactMap { $0.string.flatMap { Base64.decode($0) }.flatMap { try? Leaf(decoding: $0) } }
    }

    /// The indices of the entries whose payloads came along.
    var payloads: [UInt64] { (data["payloads"]?.object?.keys ?? []).compactMap { UInt64($0) }.sorted() }
}

@Suite("Frames of the held stream")
struct StreamFrameTests {
    private func next(
        after start: UInt64, entitledTo tags: Set<AudienceTag>, at hub: TrialHub
    ) async throws -> (event: TrialEvent, end: UInt64, size: Int)? {
        let audiences = Dictionary(uniqueKeysWithValues: tags.map { ($0, Audience.list(.stolen, of: .devices)) })
        let frame = try await hub.core.store.read {
            try StreamFrame.next(after: start, of: .devices, entitledTo: audiences, reading: $0)
        }
        return try frame.map { (try #require(TrialEvent($0.bytes)), $0.end, $0.bytes.count) }
    }

    private func listTag(_ hub: TrialHub) -> AudienceTag { hub.core.secrets.tag(of: .list(.stolen, of: .devices)) }

    @Test("the greeting names log, key, size and lists, with the measure of the party that follows")
    func greeting() throws {
        let tag = AudienceTag(secret: [1], name: "x")
        let measure = MeasureID(register: .devices, list: .stolen, party: Cast.telecom)

        let event = try #require(
            TrialEvent(
                StreamFrame.greeting(
                    origin: "hub.example/devices", key: "k", lists: [(.stolen, tag, measure), ("x", tag, nil)], size: 7))
        )

        #expect(event.name == "hello")
        #expect(event.id == nil)
        #expect(event.data["origin"] == "hub.example/devices")
        #expect(event.data["size"] == 7)
        #expect(event.data["lists"]?[0] == ["list": "stolen", "tag": .string(tag.hex), "measure": .string(measure.description)])
        #expect(event.data["lists"]?[1] == ["list": "x", "tag": .string(tag.hex)])
    }

    @Test("a heartbeat carries the head and the signed word that it is so now; without a head it carries neither")
    func heartbeat() async throws {
        try await TrialHub.run { hub in
            _ = try await hub.blocked(1)
            let head = try #require(hub.core.board.head(of: .devices))
            let now = try #require(try hub.core.signer.freshness(of: .devices, head, at: TrialHub.start))

            let full = try #require(TrialEvent(StreamFrame.heartbeat(head, now: now)))
            let empty = try #require(TrialEvent(StreamFrame.heartbeat(nil, now: nil)))

            #expect(full.name == "heartbeat")
            #expect(full.data == ["checkpoint": .string(head.checkpoint), "now": .string(now)])
            #expect(empty.data == [:])
            let note = try SignedNote(parsing: now)
            let key = try NoteVerifier(vkey: hub.core.signer.verifierKey(of: .devices))
            #expect(try note.verified(by: [key]) == [key])
            let lines = note.text.split(separator: "\n")
            #expect(lines[0] == "schakel/now/v1")
            #expect(lines[2] == "\(head.size)")
            #expect(lines[4] == Substring(TrialHub.start.description))
        }
    }

    @Test("a short log is one frame: every leaf in order, and the checkpoint")
    func whole() async throws {
        try await TrialHub.run { hub in
            _ = try await hub.blocked(1)

            let (event, end, _) = try #require(try await next(after: 0, entitledTo: [listTag(hub)], at: hub))

            let leaves = try await hub.core.store.read { try $0.entries(of: .devices, in: 0..<100).map(\.leaf) }
            #expect(event.name == "batch")
            #expect(event.leaves == leaves)
            #expect(event.id == end && end == hub.size())
            #expect(event.data["from"] == 0)
            #expect(event.data["checkpoint"] == .string(hub.core.board.head(of: .devices)?.checkpoint ?? ""))
        }
    }

    @Test("only payloads of the audiences one is entitled to come along, and they open their commitments")
    func entitled() async throws {
        try await TrialHub.run { hub in
            _ = try await hub.blocked(1)
            let tag = listTag(hub)

            let (event, _, _) = try #require(try await next(after: 0, entitledTo: [tag], at: hub))
            let (none, _, _) = try #require(try await next(after: 0, entitledTo: [], at: hub))

            #expect(event.payloads.count == 1)
            let index = try #require(event.payloads.first)
            let leaf = event.leaves[Int(index)]
            #expect(leaf.audience == tag && leaf.kind == "listing")
            let sent = event.data["payloads"]?["\(index)"]
            let payload = try #require(sent?["payload"]?.string.flatMap { Base64.decode($0) })
            let salt = try #require(sent?["salt"]?.string.flatMap { Base64.decode($0) }.flatMap { Salt(bytes: $0) })
            #expect(leaf.commitment.opens(salt: salt, payload: payload))
            #expect(none.payloads == [])
            #expect(none.leaves == event.leaves)
        }
    }

    @Test("at the head there is nothing, and beyond it neither")
    func atHead() async throws {
        try await TrialHub.run { hub in
            for start in [hub.size(), hub.size() + 1, .max] {
                let frame = try await next(after: start, entitledTo: [], at: hub)
                #expect(frame?.end == nil)
            }
        }
    }

    @Test("a log without entries has no frame")
    func emptyLog() async throws {
        try await TrialHub.run(peopled: false) { hub in
            let frame = try await next(after: 0, entitledTo: [], at: hub)

            #expect(frame?.end == nil)
        }
    }

    @Test("a long log comes in frames of at most 256 leaves; only the last has the checkpoint; together they are the log")
    func frames() async throws {
        try await TrialHub.run { hub in
            _ = try await hub.batch((1...600).map { TrialHub.reporting($0, random: UInt64($0) << 8) })
            let size = try #require(try await hub.core.store.read { try $0.head(of: .devices)?.size })
            var tree = MerkleTree()
            var position: UInt64 = 0
            var counts: [Int] = []

            while let (event, end, _) = try await next(after: position, entitledTo: [], at: hub) {
                #expect(event.data["from"] == .integer(Int64(position)))
                #expect((event.data["checkpoint"] != nil) == (end == size))
                counts.append(event.leaves.count)
                for leaf in event.leaves { tree.append(leaf.hash) }
                position = end
            }

            #expect(counts.dropLast().allSatisfy { $0 == 256 })
            #expect(position == size)
            #expect(tree.root == (try await hub.trace()).logs[.devices]?.root)
        }
    }

    @Test("large payloads end a frame early, but every frame brings at least one leaf", .timeLimit(.minutes(3)))
    func heavy() async throws {
        try await TrialHub.run { hub in
            let reported = try await hub.report(TrialHub.theft(of: Array(1...130_000), kind: "consignment"), as: Cast.policeSystem)
            try await hub.block(reported.caseID)
            try await hub.clear(reported.caseID)
            _ = try await hub.report(200_000)
            var position: UInt64 = 0
            var listings: [Int] = []

            while let (event, end, size) = try await next(after: position, entitledTo: [listTag(hub)], at: hub) {
                #expect(end > position)
                #expect(size < 6 << 20)
                listings.append(event.payloads.count)
                position = end
            }

            #expect(listings == [3, 0])
        }
    }
}
