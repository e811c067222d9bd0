// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Testing

@testable import Edge

@Suite("How an edge stands", .timeLimit(.minutes(10)))
struct EdgeStandingTests {
    private let now = Instant(milliseconds: 1_795_230_500_123)
    private let measure = MeasureID(stored: HostileHub.measure)

    private func kept(version: UInt64, checkpoint: String = "note") -> ReplicaStore.Kept {
        ReplicaStore.Kept(
            position: FollowPosition(range: .init(), version: version, checkpoint: checkpoint), verifiedAt: now,
            delivered: now + .seconds(1), accepted: now + .seconds(2))
    }

    @Test("there is something to state once there are a measure, a version and the moment it became active")
    func statable() throws {
        let standing = EdgeStanding()
        #expect(standing.statable == nil && standing.kept == nil)

        standing.noteMeasure(measure, origin: HostileHub.origin)
        #expect(standing.statable == nil)
        standing.noteKept(kept(version: 0), active: now)
        #expect(standing.statable == nil, "version 0 is no version")
        standing.noteKept(kept(version: 3), active: now + .seconds(3))

        let statable = try #require(standing.statable)
        #expect(statable.measure == measure && statable.origin == HostileHub.origin)
        #expect(statable.version == 3 && statable.checkpoint == "note")
        #expect(statable.delivered == now + .seconds(1) && statable.accepted == now + .seconds(2))
        #expect(statable.carriedOut == .init(version: 3, at: now + .seconds(3)))
    }

    @Test("what is kept but was never made active is not stated")
    func notActive() {
        let standing = EdgeStanding()
        standing.noteMeasure(measure, origin: HostileHub.origin)

        standing.noteKept(kept(version: 3), active: nil)

        #expect(standing.statable == nil && standing.kept?.position.version == 3)
    }

    @Test("a new checkpoint for the same version keeps the moment the version became active")
    func sameVersion() {
        let standing = EdgeStanding()
        standing.noteMeasure(measure, origin: HostileHub.origin)
        standing.noteKept(kept(version: 3, checkpoint: "first"), active: now)

        standing.noteKept(kept(version: 3, checkpoint: "second"), active: nil)

        #expect(standing.statable?.carriedOut?.at == now && standing.statable?.checkpoint == "second")
    }

    @Test("a hub that gives the party no measure is stated nothing")
    func withoutMeasure() {
        let standing = EdgeStanding()
        standing.noteKept(kept(version: 3), active: now)
        standing.noteMeasure(measure, origin: HostileHub.origin)
        #expect(standing.statable != nil)

        standing.noteMeasure(nil, origin: HostileHub.origin)

        #expect(standing.statable == nil)
    }

    @Test("trouble is told while the stream does not run")
    func trouble() {
        let standing = EdgeStanding()
        #expect(standing.trouble == nil && !standing.isConnected)

        standing.noteTrouble("The hub does not answer.")
        #expect(standing.trouble == "The hub does not answer.")
        standing.noteConnection(true)
        #expect(standing.trouble == nil && standing.isConnected)
        standing.noteConnection(false)
        #expect(standing.trouble != nil && !standing.isConnected)
    }

    @Test("one who has not seen the latest change does not wait")
    func noWait() async {
        let standing = EdgeStanding()
        standing.noteKept(kept(version: 1), active: now)
        standing.noteKept(kept(version: 2), active: now)

        let seen = await standing.changed(after: 0)

        #expect(seen == 2)
    }

    @Test("all who wait are woken by a change, by whatever brings it")
    func woken() async {
        let standing = EdgeStanding()
        let waiters = (0..<20).map { _ in Task { await standing.changed(after: 0) } }
        for _ in 0..<100 { await Task.yield() }

        standing.noteMeasure(measure, origin: HostileHub.origin)

        for waiter in waiters { #expect(await waiter.value == 1) }
    }

    @Test("troubles and connections wake nobody: there is nothing to state")
    func notWoken() async {
        let standing = EdgeStanding()
        let waiter = Task { await standing.changed(after: 0) }

        for _ in 0..<50 {
            standing.noteTrouble("rust")
            standing.noteConnection(true)
            await Task.yield()
        }
        standing.noteKept(kept(version: 1), active: now)

        #expect(await waiter.value == 1, "the first change is the one that was waited for")
    }

    @Test("one whose task is cancelled is woken, before, while and after it begins to wait", arguments: 0..<40)
    func cancelled(yields: Int) async {
        let standing = EdgeStanding()
        let waiter = Task { await standing.changed(after: .max) }

        for _ in 0..<yields { await Task.yield() }
        waiter.cancel()

        _ = await waiter.value
        // Nothing waits any more, and nobody is resumed twice.
        standing.noteKept(kept(version: 1), active: now)
    }

    @Test("cancelling one leaves the others' waits intact")
    func others() async {
        let standing = EdgeStanding()
        let stays = Task {
            var seen: UInt64 = 0
            while standing.kept == nil { seen = await standing.changed(after: seen) }
            return seen
        }
        let goes = Task { await standing.changed(after: 0) }

        goes.cancel()
        _ = await goes.value
        standing.noteKept(kept(version: 1), active: now)

        #expect(await stays.value > 0)
    }
}
