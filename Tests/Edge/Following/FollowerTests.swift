// SPDX-License-Identifier: EUPL-1.2

import Exchange
import GRDB
import Ledger
import Testing

@testable import Edge

@Suite("A follower over HTTP", .timeLimit(.minutes(10)))
struct FollowerTests {
    private let hub: HostileHub
    private let folder: ScratchFolder

    init() throws {
        hub = try HostileHub.sample()
        folder = try ScratchFolder()
    }

    @Test("it arrives at the hub's list, on disk and in memory, and says that it stands")
    func follows() async throws {
        let door = try await StreamDoor { [hub] from, _ in .held(try hub.stream(from: from, leaves: 2)) }
        let follower = try TrialFollower(in: folder, trusting: hub)

        try await follower.follow(door) { $0.index.version == 7 && $0.standing.isConnected }

        #expect(try follower.agrees(with: hub, at: 12))
        #expect(door.paths == ["/logboek/devices/stroom?vanaf=0"])
        let statable = try #require(follower.standing.statable)
        #expect(
            try statable.version == 7 && statable.checkpoint == hub.checkpoint()
                && statable.measure.description == HostileHub.measure)
        #expect(statable.delivered == follower.timekeeper.now() && statable.carriedOut?.at == follower.timekeeper.now())
        await door.close()
    }

    @Test("after a restart it serves what it kept, and asks only for what is new")
    func restarts() async throws {
        let first = try await StreamDoor { [hub] from, _ in .held(try hub.prefix(7).stream(from: from)) }
        try await TrialFollower(in: folder, trusting: hub).follow(first) { $0.index.version == 4 }
        await first.close()

        let follower = try TrialFollower(in: folder, trusting: hub)
        #expect(try follower.agrees(with: hub, at: 7))
        let second = try await StreamDoor { [hub] from, _ in .held(try hub.stream(from: from)) }
        try await follower.follow(second) { $0.index.version == 7 }

        #expect(try follower.agrees(with: hub, at: 12) && second.starts == [7])
        await second.close()
    }

    @Test("when the hub ends the stream it comes back, and goes on where it was")
    func comesBack() async throws {
        let door = try await StreamDoor { [hub] from, attempt in
            let grown = hub.prefix(min(12, attempt * 4))
            return attempt < 3 ? .ended(try grown.stream(from: from)) : .held(try grown.stream(from: from))
        }
        let follower = try TrialFollower(in: folder, trusting: hub)

        try await follower.follow(door) { $0.index.version == 7 }

        #expect(try follower.agrees(with: hub, at: 12) && door.starts == [0, 4, 8])
        await door.close()
    }

    @Test("what is refused leaves list and position as they were, and the next stream begins there")
    func refuses() async throws {
        let attacks = try [
            Attack.onSignatures[0], Attack.onHistory[0], Attack.onContent[0],
            #require(Attack.onContent.first { $0.testDescription == "a subject that is an address" }),
        ]
        let door = try await StreamDoor { [hub] from, attempt in
            if attempt == 1 { return .ended(try hub.prefix(7).stream(from: from)) }
            let attack = attempt - 2
            return attack < attacks.count ? .held(try attacks[attack].stream(hub, 7)) : .held(try hub.stream(from: from))
        }
        let follower = try TrialFollower(in: folder, trusting: hub)

        // Before the honest stream comes, nothing but the seven entries is ever there.
        try await follower.follow(door) { follower in
            if door.paths.count <= attacks.count + 1 { #expect(follower.index.version == 0 || follower.index.version == 4) }
            return follower.index.version == 7
        }

        #expect(try follower.agrees(with: hub, at: 12))
        #expect(door.starts == [0] + Array(repeating: 7, count: attacks.count + 1))
        await door.close()
    }

    @Test("a batch that the disk does not take is asked for again")
    func diskFull() async throws {
        let door = try await StreamDoor { [hub] from, attempt in .held(try hub.prefix(attempt == 1 ? 7 : 12).stream(from: from)) }
        let follower = try TrialFollower(in: folder, trusting: hub)
        let file = folder.file("replica.sqlite")
        try await DatabaseQueue(path: file).write { database in
            try database.execute(
                sql: "CREATE TRIGGER refusal BEFORE INSERT ON position BEGIN SELECT RAISE(ABORT, 'disk full'); END")
        }

        try await follower.follow(door) { [hub] follower in
            if door.paths.count == 3 {
                try DatabaseQueue(path: file).write { try $0.execute(sql: "DROP TRIGGER IF EXISTS refusal") }
            }
            return try follower.agrees(with: hub, at: 12)
        }

        #expect(door.starts.allSatisfy { $0 == 0 } && door.starts.count >= 3)
        await door.close()
    }

    @Test("two histories are kept as evidence, once, and the list stands")
    func evidence() async throws {
        let fork = try hub.forked()
        let door = try await StreamDoor { [hub] from, attempt in
            switch attempt {
            case 1: .ended(try hub.prefix(7).stream(from: from))
            default: .ended(try hub.greeting() + hub.heartbeat(fork.checkpoint(at: 7)))
            }
        }
        let follower = try TrialFollower(in: folder, trusting: hub)

        try await follower.follow(door) { _ in door.paths.count >= 4 }

        let rows = try await DatabaseQueue(path: folder.file("replica.sqlite")).read { database in
            try Row.fetchAll(database, sql: "SELECT code, ours, theirs FROM evidence").map { [$0[0], $0[1], $0[2]] as [String] }
        }
        #expect(try rows == [["split-view", hub.checkpoint(at: 7), fork.checkpoint(at: 7)]])
        #expect(try follower.agrees(with: hub, at: 7))
        #expect(follower.standing.trouble?.hasPrefix("split-view: ") == true)
        await door.close()
    }

    @Test("a hub that is away or refuses is told as trouble; the list stays, and grows old")
    func away() async throws {
        let door = try await StreamDoor { [hub] from, attempt in
            if attempt == 1 { return .ended(try hub.prefix(7).stream(from: from)) }
            return attempt == 2 ? .problem(403, "The mandate ended.") : .problem(503, "The hub rests.")
        }
        let follower = try TrialFollower(in: folder, trusting: hub)

        try await follower.follow(door) { $0.standing.trouble == "The mandate ended." }
        follower.timekeeper.advance(by: .hours(30))
        #expect(follower.index.freshness == .list(version: 4, ageMilliseconds: 30 * 3_600_000))

        try await follower.follow(door) { $0.standing.trouble == "The hub rests." }
        await door.close()
        try await follower.follow(door) { $0.standing.trouble?.hasPrefix("The hub does not answer") == true }

        #expect(try follower.agrees(with: hub, at: 7) && !follower.standing.isConnected)
    }

    @Test("a heartbeat makes the list young, on disk at most every half minute")
    func heartbeat() async throws {
        let clock = ManualTimekeeper(at: HostileHub.moment)
        let door = try await StreamDoor { [hub] from, _ in .ended(try hub.at(clock.now()).stream(from: from)) }
        let follower = try TrialFollower(in: folder, trusting: hub, timekeeper: clock)
        try await follower.follow(door) { $0.index.version == 7 }

        let later = follower.timekeeper.advance(by: .hours(1))
        try await follower.follow(door) { try $0.store.kept()?.verifiedAt == later }

        #expect(follower.index.freshness == .list(version: 7, ageMilliseconds: 0))
        #expect(try follower.store.kept()?.delivered == later - .hours(1), "the facts keep their moments")
        #expect(follower.standing.statable?.carriedOut?.at == later - .hours(1))
        await door.close()
    }

    @Test("entries for others move the checkpoint and not the moments of the version")
    func othersOnly() async throws {
        let door = try await StreamDoor { [hub] from, attempt in .ended(try hub.prefix(attempt == 1 ? 11 : 12).stream(from: from)) }
        let follower = try TrialFollower(in: folder, trusting: hub)
        let began = follower.timekeeper.now()
        try await follower.follow(door) { $0.index.version == 7 }

        follower.timekeeper.advance(by: .minutes(10))
        try await follower.follow(door) { $0.standing.kept?.position.range.size == 12 }

        let statable = try #require(follower.standing.statable)
        #expect(try statable.checkpoint == hub.checkpoint())
        #expect(statable.delivered == began && statable.accepted == began && statable.carriedOut?.at == began)
        await door.close()
    }
}
