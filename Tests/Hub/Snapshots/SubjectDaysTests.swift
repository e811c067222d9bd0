// SPDX-License-Identifier: EUPL-1.2

import Devices
import Exchange
import Ledger
import Store
import Testing

@testable import Hub

@Suite("Since when a snapshot says that a device is listed")
struct SubjectDaysTests {
    /// Makes a snapshot, and gives its lines without the check whether one is due.
    private static func snapshot(at hub: TrialHub) async throws -> [String] {
        let list = try #require(hub.core.registers[.devices]?.policy.lists[.stolen])
        try await SnapshotClock(core: hub.core, rule: SnapshotRule(versions: 1, age: .hours(1))).make(
            .stolen, rule: list, in: .devices)
        let kept = try #require(try await hub.core.store.read { try $0.snapshot(of: .stolen, in: .devices) })
        let text = try await hub.get("/logboek/devices/momentopname/stolen/inhoud?versie=\(kept.version)", as: Cast.network).text
        return text.split(separator: "\n").dropFirst(5).map(String.init)
    }

    /// The list that the log gives, replayed as anybody can who may read it.
    private static func replayed(at hub: TrialHub) async throws -> LedgerReplay {
        let tag = hub.core.secrets.tag(of: .list(.stolen, of: .devices))
        let origin = hub.core.signer.origin(of: .devices)
        return try await hub.core.store.read { reader in
            var replay = LedgerReplay(register: .devices, list: .stolen, origin: origin, audience: tag)
            let head = try #require(try reader.head(of: .devices))
            for entry in try reader.entries(of: .devices, in: 0..<head.size) {
                let payload = entry.leaf.audience == tag ? try reader.payload(of: .devices, at: entry.index) : nil
                try replay.take(entry.leaf, payload.map { .init(salt: $0.salt, payload: $0.bytes) })
            }
            try replay.finish(at: Checkpoint(parsing: SignedNote(parsing: Array(head.checkpoint.utf8)).text))
            return replay
        }
    }

    @Test("by the first of its holds, over snapshots, releases and comebacks, the same as the log replayed gives")
    func days() async throws {
        try await TrialHub.run { hub in
            func day() -> String { DutchTime.date(of: hub.clock.now()).description }
            let first = day()
            let one = try await hub.blocked(1)
            let two = try await hub.blocked(2)
            hub.clock.advance(by: .days(1))
            _ = try await hub.blocked(1, 3)
            let second = day()
            var lines = try await Self.snapshot(at: hub)
            #expect(
                lines == [
                    "\(TrialHub.subject(1)) prohibited \(first)", "\(TrialHub.subject(2)) prohibited \(first)",
                    "\(TrialHub.subject(3)) prohibited \(second)",
                ])

            hub.clock.advance(by: .days(1))
            // The other hold stays, so nothing is entered and the day stays.
            _ = try await hub.propose("unblock", in: one.caseID)
            _ = try await hub.propose("unblock", in: two.caseID)
            hub.clock.advance(by: .days(1))
            _ = try await hub.blocked(2, 4)
            let fourth = day()
            lines = try await Self.snapshot(at: hub)
            let right = [
                "\(TrialHub.subject(1)) prohibited \(first)", "\(TrialHub.subject(2)) prohibited \(fourth)",
                "\(TrialHub.subject(3)) prohibited \(second)", "\(TrialHub.subject(4)) prohibited \(fourth)",
            ]
            #expect(lines == right)

            hub.clock.advance(by: .days(1))
            _ = try await hub.blocked(5)
            #expect(try await Self.snapshot(at: hub) == right + ["\(TrialHub.subject(5)) prohibited \(day())"])
            let replay = try await Self.replayed(at: hub)
            #expect(replay.agreed == 3, "every digest in the log is that of the list its own entries give")
        }
    }
}
