// SPDX-License-Identifier: EUPL-1.2

import Devices
import Exchange
import FoundationEssentials
import Ledger
import Store
import Testing

@testable import Hub

@Suite("Erasure when a term ends")
struct ErasureTests {
    private func tick(_ hub: TrialHub) async throws {
        _ = try await hub.core.sequencer.submit(
            Act("clock") { scope in
                let (_, failures) = try scope.tick()
                #expect(failures == [])
                return [:]
            })
    }

    /// A phone that was blocked and unblocked, in a case whose term has ended but which the clock has not seen yet.
    private func closed(_ phone: Int, at hub: TrialHub) async throws -> Reported {
        let reported = try await hub.blocked(phone)
        let answer = try await hub.propose("unblock", in: reported.caseID)
        try #require(answer.status == 201)
        return reported
    }

    /// Every place below a folder in which some bytes stand.
    private func places(of bytes: [UInt8], in folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder).filter { name in
            guard let content = FileManager.default.contents(atPath: folder + "/" + name) else { return false }
            return Data(content).contains(bytes)
        }
    }

    @Test("payloads, salts and subjects of the case go; the log keeps its length and verifies, and says which rule it was")
    func whole() async throws {
        try await TrialHub.run { hub in
            let reported = try await closed(1, at: hub)
            let id = try CaseID(reported.caseID)
            let before = try await hub.core.store.read { try $0.openIndexes(of: .devices, stream: "case:\(id)") }
            try #require(before.count == 5)

            hub.clock.advance(by: .days(400))
            try await tick(hub)

            let (indexes, subjects, row, stones) = try await hub.core.store.read { reader in
                (
                    try reader.openIndexes(of: .devices, stream: "case:\(id)"), try reader.subjects(of: id, in: .devices),
                    try reader.caseRow(id, in: .devices),
                    try reader.payloads(of: .devices, stream: TombstoneStream.name(of: .cases(of: .devices)))
                )
            }
            #expect(indexes == [])
            #expect(subjects == [])
            #expect(row?.phase == .erased)
            let stone = try Tombstone(json: JSON(parsing: try #require(stones.first).bytes))
            #expect(stone.rule == "devices/closed-by-unblock")
            #expect(Set(before).isSubset(of: Set(stone.indexes)))
            let state = try await hub.state()
            let head = try #require(hub.core.board.head(of: .devices))
            try hub.core.signer.check(head, of: .devices, root: state.logs[.devices]?.tree.root)
            let answer = try await hub.get("/v1/zaken/\(id)", as: Cast.first)
            #expect(answer.status >= 400)
            #expect(!answer.text.contains(TrialHub.subject(1)))
        }
    }

    @Test("before the term ends nothing goes")
    func notBefore() async throws {
        try await TrialHub.run { hub in
            let reported = try await closed(1, at: hub)
            let id = try CaseID(reported.caseID)

            hub.clock.advance(by: .days(360))
            try await tick(hub)

            #expect(try await hub.core.store.read { try $0.openIndexes(of: .devices, stream: "case:\(id)") }.count == 5)
            #expect(try await hub.kinds(after: 0).contains("tombstone") == false)
        }
    }

    @Test("no byte of payload or salt is left in the store's files")
    func files() async throws {
        let place = try TrialPlace()
        try await TrialHub.run(in: place) { hub in
            let reported = try await closed(1, at: hub)
            // Another moment, so that no payload of the second case is the same as one of the first.
            hub.clock.advance(by: .seconds(1))
            let other = try await hub.blocked(2)
            let id = try CaseID(reported.caseID)
            let list = try #require(hub.core.registers[.devices]?.policy.lists[.stolen])
            let payloads = try await hub.core.store.read { try $0.payloads(of: .devices, stream: "case:\(id)") }
            let listings = try await hub.core.store.read { try $0.payloads(of: .devices, stream: "list:stolen") }
            try await hub.core.store.scrub()
            let folder = place.folder
            for payload in payloads + listings {
                #expect(try places(of: payload.salt.bytes, in: folder).isEmpty == false, "the search itself must find it first")
            }

            try await SnapshotClock(core: hub.core, rule: SnapshotRule(versions: 1, age: .hours(1))).make(
                .stolen, rule: list, in: .devices)
            hub.clock.advance(by: .days(400))
            try await tick(hub)
            try await hub.core.store.scrub()

            for payload in payloads {
                #expect(try places(of: payload.salt.bytes, in: folder) == [])
                #expect(try places(of: payload.bytes, in: folder) == [])
            }
            #expect(try places(of: Array(TrialHub.subject(1).utf8), in: folder) == [], "the listings went as well")
            #expect(try places(of: Array(TrialHub.subject(2).utf8), in: folder).isEmpty == false, "what is in force stays")
            #expect(try await hub.get("/v1/zaken/\(other.caseID)", as: Cast.first).status == 200)
        }
    }

    @Test(
        "listings go only when a snapshot took their place and their term is over; the stream then says which tombstone covers them"
    )
    func listings() async throws {
        try await TrialHub.run { hub in
            _ = try await hub.blocked(1)
            _ = try await hub.blocked(2)
            hub.clock.advance(by: .days(40))
            try await tick(hub)
            #expect(try await hub.listings().count == 2, "there is no snapshot yet")

            let list = try #require(hub.core.registers[.devices]?.policy.lists[.stolen])
            try await SnapshotClock(core: hub.core, rule: SnapshotRule(versions: 1, age: .hours(1))).make(
                .stolen, rule: list, in: .devices)
            _ = try await hub.blocked(3)
            try await tick(hub)

            #expect(try await hub.listings().count == 1, "the third is young")
            let tag = hub.core.secrets.tag(of: .list(.stolen, of: .devices))
            let frame = try #require(
                try await hub.core.store.read {
                    try StreamFrame.next(
                        after: 0, of: .devices, entitledTo: [tag: .list(.stolen, of: .devices)], reading: $0)
                })
            let event = try #require(TrialEvent(frame.bytes))
            let erased = try #require(event.data["erased"]?.object)
            let stone = try await hub.core.store.read { reader in
                try reader.entries(of: .devices, in: 0..<1_000).first { $0.leaf.kind == "tombstone" && $0.leaf.audience == tag }
            }
            #expect(erased.count == 2)
            let covering = try #require(stone)
            for member in erased { #expect(member.value == .integer(Int64(covering.index))) }
        }
    }

    @Test("a store restored from before the erasure loses it again before anything is served")
    func restored() async throws {
        let place = try TrialPlace()
        let journal = FileErasureJournal(path: place.folder + "/erasures.journal")
        var kept: [UInt64] = []
        try await TrialHub.run(in: place) { hub in
            let reported = try await closed(1, at: hub)
            kept = try await hub.core.store.read { try $0.openIndexes(of: .devices, stream: "case:\(reported.caseID)") }
        }
        // What another run of this hub noted, before its store was lost and this copy was put back.
        try journal.note(Tombstone(indexes: kept, rule: "devices/closed-by-unblock", due: TrialHub.start), in: .devices)

        try await TrialHub.run(in: place) { hub in
            for (log, stone) in try journal.all() {
                let entered = try await hub.core.sequencer.submit(
                    Act("erasure") { scope in ["payloads": .integer(Int64(try scope.eraseAgain(stone, in: log)))] })
                #expect(entered.answer["payloads"] == .integer(Int64(kept.count)))
            }
            for index in kept { #expect(try await hub.core.store.read { try $0.payload(of: .devices, at: index) } == nil) }
            #expect(try await hub.kinds(after: 0).filter { $0 == "tombstone" }.count == 1)
        }
    }
}

extension Data {
    /// Whether some bytes stand in it.
    fileprivate func contains(_ bytes: [UInt8]) -> Bool {
        guard let first = bytes.first, count >= bytes.count else { return false }
        return withUnsafeBytes { buffer in
            var place = 0
            while place <= buffer.count - bytes.count {
                if buffer[place] == first, buffer[place..<place + bytes.count].elementsEqual(bytes) { return true }
                place += 1
            }
            return false
        }
    }
}
