// SPDX-License-Identifier: EUPL-1.2

import Crypto
import Devices
import Exchange
import Ledger
import Store
import Testing

@testable import Hub

@Suite("Snapshots of a list")
struct SnapshotTests {
    private let often = SnapshotRule(versions: 1, age: .hours(1))

    private func snapshot(at hub: TrialHub, rule: SnapshotRule? = nil) async throws {
        let list = try #require(hub.core.registers[.devices]?.policy.lists[.stolen])
        try await SnapshotClock(core: hub.core, rule: rule ?? often).make(.stolen, rule: list, in: .devices)
    }

    private func proof(at hub: TrialHub, from: UInt64 = 0, as actor: Actor = Cast.network) async throws -> TrialAnswer {
        try await hub.get("/logboek/devices/momentopname/stolen?vanaf=\(from)", as: actor)
    }

    private func texts(_ json: JSON?) -> [Ledger.Digest] {
        (json?.array ?? []).compactMap { $0.string.flatMap { Ledger.Digest(base64: $0) } }
    }

    @Test("the log commits to the digest of the list's text, and the text is what the listings come to")
    func whole() async throws {
        try await TrialHub.run { hub in
            _ = try await hub.blocked(3, 1)
            let second = try await hub.blocked(2)
            _ = try await hub.propose("unblock", in: second.caseID)
            let size = hub.size()

            try await snapshot(at: hub)
            let answer = try await proof(at: hub).json
            let text = try await hub.get("/logboek/devices/momentopname/stolen/inhoud?versie=3", as: Cast.network)

            let origin = hub.core.signer.origin(of: .devices)
            let today = DutchTime.date(of: hub.clock.now())
            let expected =
                "schakel/list/v2\n\(origin)\nstolen\n3\n2\n\(TrialHub.subject(1)) prohibited \(today)\n\(TrialHub.subject(3)) prohibited \(today)\n"
            #expect(text.text == expected)
            let payload = try JSON(parsing: try #require(answer["payload"]?.string.flatMap { Base64.decode($0) }))
            let digest = SHA256.hash(data: Array(expected.utf8)).map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }
                .joined()
            #expect(
                payload == [
                    "list": "stolen",
                    "snapshot": [
                        "bytes": .integer(Int64(expected.utf8.count)), "count": 2, "digest": .string(digest),
                        "size": .integer(Int64(size)), "version": 3,
                    ],
                ])
            #expect(try await hub.kinds(after: size) == ["snapshot"])
        }
    }

    @Test("everything a new follower needs verifies against the signed checkpoint")
    func proofHolds() async throws {
        try await TrialHub.run { hub in
            for phone in 1...4 { _ = try await hub.blocked(phone) }
            let own = try Checkpoint(parsing: SignedNote(parsing: try #require(hub.core.board.head(of: .devices)).checkpoint).text)
            try await snapshot(at: hub)
            _ = try await hub.blocked(9)

            let answer = try await proof(at: hub, from: own.size).json

            let note = try SignedNote(parsing: answer["checkpoint"]?.string ?? "")
            let head = try Checkpoint(opening: note, by: [NoteVerifier(vkey: hub.core.signer.verifierKey(of: .devices))])
            let leaf = try Leaf(decoding: try #require(answer["leaf"]?.string.flatMap { Base64.decode($0) }))
            let index = UInt64(answer["index"]?.integer ?? 0)
            try InclusionProof(index: index, size: head.size, path: texts(answer["inclusion"])).verify(
                leaf: leaf.hash, root: head.root)
            let payload = try #require(answer["payload"]?.string.flatMap { Base64.decode($0) })
            let salt = try #require(answer["salt"]?.string.flatMap { Salt(base64: $0) })
            #expect(leaf.commitment.opens(salt: salt, payload: payload))
            let size = UInt64(try JSON(parsing: payload)["snapshot"]?["size"]?.integer ?? 0)
            let edge = try CompactRange(size: size, hashes: texts(answer["range"]))
            try ConsistencyProof(oldSize: size, newSize: head.size, path: texts(answer["consistency"])).verify(
                old: edge.root, new: head.root)
            try ConsistencyProof(oldSize: own.size, newSize: head.size, path: texts(answer["earlier"])).verify(
                old: own.root, new: head.root)
            #expect(leaf.kind == "snapshot")
            #expect(leaf.sequence == 5)
        }
    }

    @Test("a snapshot is due after enough versions or time, and never when nothing changed")
    func due() async throws {
        try await TrialHub.run { hub in
            let rule = SnapshotRule(versions: 3, age: .hours(6))
            _ = try await hub.blocked(1)
            try await snapshot(at: hub, rule: rule)
            #expect(try await hub.kinds(after: 0).contains("snapshot") == false)

            hub.clock.advance(by: .hours(6))
            try await snapshot(at: hub, rule: rule)
            let size = hub.size()
            #expect(try await hub.kinds(after: size - 1) == ["snapshot"])

            hub.clock.advance(by: .days(10))
            try await snapshot(at: hub, rule: rule)
            #expect(hub.size() == size)

            _ = try await hub.blocked(2)
            _ = try await hub.blocked(3)
            try await snapshot(at: hub, rule: rule)
            #expect(try await hub.kinds(after: hub.size() - 1) == ["snapshot"])
        }
    }

    @Test("before the first snapshot there is none, and only whoever follows the list gets one")
    func doors() async throws {
        try await TrialHub.run { hub in
            _ = try await hub.blocked(1)
            #expect(try await proof(at: hub).status == 404)
            try await snapshot(at: hub)

            #expect(try await proof(at: hub, as: Cast.supervisor).status == 200)
            #expect(try await proof(at: hub, as: Cast.claims).status == 403)
            #expect(try await hub.get("/logboek/devices/momentopname/other", as: Cast.network).status == 404)
            #expect(try await hub.get("/logboek/devices/momentopname/stolen/inhoud?versie=7", as: Cast.network).status == 404)
            #expect(try await hub.get("/logboek/devices/momentopname/stolen/inhoud?versie=1", as: Cast.claims).status == 403)
            #expect(try await proof(at: hub, from: hub.size() + 1).status == 409)
        }
    }
}
