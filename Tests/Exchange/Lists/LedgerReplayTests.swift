// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Testing
import Trials

@Suite("A list rebuilt from its log alone")
struct LedgerReplayTests {
    /// Seven entries, four of them versions: L o L o R L o.
    private func log() throws -> TrialLog {
        var log = try TrialLog()
        try log.list(["prohibited": ["1", "2"], "tracking": ["3"]])
        try log.enterForOthers()
        try log.list(["prohibited": ["4"]])
        try log.enterForOthers()
        try log.list([:], released: ["1", "4"])
        try log.list(["prohibited": ["1"]])
        try log.enterForOthers()
        return log
    }

    private func rows(_ replay: LedgerReplay) -> [String] {
        (replay.list?.lines ?? []).map { "\($0.subject) \($0.status) \($0.since?.description ?? "-")" }
    }

    @Test("gives each version as it was, with the days of the entries, and proves the log")
    func versions() throws {
        let log = try log()

        #expect(try rows(log.replayed(1)) == ["1 prohibited 2026-11-21", "2 prohibited 2026-11-21", "3 tracking 2026-11-21"])
        #expect(
            try rows(log.replayed(4)) == [
                "1 prohibited 2026-11-21", "2 prohibited 2026-11-21", "3 tracking 2026-11-21", "4 prohibited 2026-11-22",
            ])
        let whole = try log.replayed()
        #expect(rows(whole) == ["1 prohibited 2026-11-23", "2 prohibited 2026-11-21", "3 tracking 2026-11-21"])
        #expect(whole.version == 4 && whole.missing.isEmpty && whole.moment == log.now - .hours(24))
        #expect(throws: Never.self) { try whole.finish(at: log.head) }
    }

    @Test("an entry whose content was changed is refused, whichever it is", arguments: [0, 2, 4, 5])
    func changedContent(index: Int) throws {
        var log = try log()
        let opening = try #require(log.entries[index].opening)
        log.entries[index].opening = LedgerReplay.Opening(
            salt: opening.salt, payload: opening.payload.map { $0 == UInt8(ascii: "1") ? UInt8(ascii: "5") : $0 } + [0x20])

        let fault = #expect(throws: ReplayFault.self) { try log.replayed() }

        #expect(fault?.code == .changed && fault?.reason.contains("Entry \(index) ") == true)
    }

    @Test("a log that was changed with its commitments, by whoever, does not lead to the signed root", arguments: 0..<7)
    func changedLeaf(index: Int) throws {
        let honest = try log()
        var log = honest
        let old = log.entries[index].leaf
        let payload = Listing(list: "stolen", listed: ["prohibited": ["9"]], released: []).json.canonical()
        let salt = Salt()
        log.entries[index].leaf = try Leaf(
            register: old.register, kind: old.kind, time: old.time, audience: old.audience, sequence: old.sequence,
            commitment: Commitment(salt: salt, payload: payload))
        if old.audience == TrialLog.audience { log.entries[index].opening = .init(salt: salt, payload: payload) }

        let replay = try log.replayed()
        let fault = #expect(throws: ReplayFault.self) { try replay.finish(at: honest.head) }

        #expect(fault?.code == .changed)
    }

    @Test("a version that is left out, and a log that is cut short, are refused")
    func leftOut() throws {
        let honest = try log()
        var log = honest
        log.entries.remove(at: 2)
        #expect(#expect(throws: ReplayFault.self) { try log.replayed() }?.code == .gap)

        let short = try honest.replayed(6)
        #expect(#expect(throws: ReplayFault.self) { try short.finish(at: honest.head) }?.code == .changed)
    }

    @Test("what was erased is named with the entry and the rule that say so, and no version after it is guessed")
    func erased() throws {
        var log = try log()
        try log.erase([0, 2])
        try log.list(["prohibited": ["6"]])

        let replay = try log.replayed()

        #expect(replay.list == nil && replay.version == 6)
        #expect(
            replay.missing == [ErasedVersions(versions: 1...2, tombstone: 7, rule: "devices/stolen/superseded")])
        #expect(throws: Never.self) { try replay.finish(at: log.head) }
        log.entries[5].opening = nil
        #expect(#expect(throws: ReplayFault.self) { try log.replayed().finish(at: log.head) }?.code == .withheld)
    }

    @Test("the text of a snapshot takes the place of what was erased, when the log holds its digest")
    func snapshot() throws {
        var log = try log()
        let text = try #require(try log.replayed().list).text(origin: TrialLog.origin)
        try log.enterSnapshot(text, of: 4, count: 3)
        try log.list(["prohibited": ["7"]])
        let whole = try log.replayed()
        #expect(whole.agreed == 1, "the digest is that of the rebuilt list")
        try log.erase([0, 2, 4, 5])

        func begun(with text: [UInt8]) throws -> LedgerReplay {
            var replay = LedgerReplay(register: "devices", list: "stolen", origin: TrialLog.origin, audience: TrialLog.audience)
            for entry in log.entries {
                try replay.take(entry.leaf, entry.opening)
                if replay.version == 4, replay.list == nil { try replay.begin(with: text) }
            }
            try replay.finish(at: log.head)
            return replay
        }
        let replay = try begun(with: text)
        #expect(rows(replay) == rows(whole) && replay.list?.version == 7)
        #expect(replay.missing.map(\.versions) == [1...4] && replay.agreed == 1)

        let other = Array(String(decoding: text, as: UTF8.self).replacing("tracking", with: "prohibit").utf8)
        for wrong in [other, Array(text.dropLast()), []] {
            #expect(#expect(throws: ReplayFault.self) { try begun(with: wrong) }?.code == .snapshot)
        }
    }

    @Test("a hub that served another list than its own entries give is found out by its snapshot's digest")
    func otherList() throws {
        var log = try log()
        let text = try #require(try log.replayed().list).text(origin: TrialLog.origin)
        let other = Array(String(decoding: text, as: UTF8.self).replacing("tracking", with: "prohibit").utf8)
        try log.enterSnapshot(other, of: 4, count: 3)

        #expect(#expect(throws: ReplayFault.self) { try log.replayed() }?.code == .snapshot)
    }

    @Test(
        "the order in which entries of others come between changes nothing, in logs by chance", arguments: 0..<20 as Range<UInt64>)
    func chance(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var log = try TrialLog()
        var right = ListReplay(list: "stolen")
        for _ in 0..<40 {
            guard Bool.random(using: &random) else {
                try log.enterForOthers()
                continue
            }
            let subjects = (0..<3).map { _ in String(Int.random(in: 0..<12, using: &random)) }
            let listing =
                Bool.random(using: &random)
                ? Listing(list: "stolen", listed: [Bool.random(using: &random) ? "prohibited" : "tracking": subjects], released: [])
                : Listing(list: "stolen", listed: [:], released: subjects)
            let moment = log.now
            try log.enter(listing.released.isEmpty ? Listing.kind : Listing.releaseKind, listing.json)
            try right.take(kind: Listing.kind, payload: listing.json, at: moment)
            #expect(try log.replayed().list?.text(origin: "o") == right.text(origin: "o"))
        }
        #expect(throws: Never.self) { try log.replayed().finish(at: log.head) }
    }
}
