// SPDX-License-Identifier: EUPL-1.2

import Devices
import Exchange
import HTTPTypes
import Hummingbird
import Ledger
import NIOCore
import Store
import Synchronization
import Testing

@testable import Hub

/// Collects the events of a stream, and ends it after so many of them.
private final class TrialFollower: ResponseBodyWriter, Sendable {
    struct Enough: Error {}

    private let events = Mutex<[TrialEvent?]>([])
    private let most: Int
    private let seen: @Sendable (Int) async throws -> Void

    init(most: Int, seen: @escaping @Sendable (Int) async throws -> Void = { _ in }) {
        self.most = most
        self.seen = seen
    }

    var names: [String] { events.withLock { $0.map { $0?.name ?? "unreadable" } } }
    var leaves: [Leaf] { events.withLock { $0.flatMap { $0?.leaves ?? [] } } }

    func write(_ buffer: ByteBuffer) async throws {
        let event = TrialEvent(Array(buffer.readableBytesView))
        let count = events.withLock { events in
            events.append(event)
            return events.count
        }
        try await seen(count)
        if count >= most { throw Enough() }
    }

    func finish(_ trailingHeaders: HTTPFields?) async throws {}
}

@Suite("The doors to the logs", .timeLimit(.minutes(10)))
struct LogDoorTests {
    /// Follows the log until so many events have come or the stream ends by itself.
    /// - Returns: the error with which the hub ended it, if it did.
    private func follow(
        _ follower: TrialFollower, from start: UInt64 = 0, as actor: Actor = Cast.network, at hub: TrialHub
    ) async throws -> (any Error)? {
        let response = try await hub.respond(.get, "/logboek/devices/stroom?vanaf=\(start)", as: actor)
        try #require(response.status == .ok)
        do {
            try await response.body.write(follower)
            return nil
        } catch is TrialFollower.Enough {
            return nil
        } catch {
            return error
        }
    }

    @Test("anybody may see the signed checkpoint of a log, as text")
    func checkpoint() async throws {
        try await TrialHub.run { hub in
            for log in [RegisterName.devices, .parties] {
                let answer = try await hub.get("/logboek/\(log)/checkpoint")

                let verifier = try NoteVerifier(vkey: hub.core.signer.verifierKey(of: log))
                let checkpoint = try Checkpoint(opening: SignedNote(parsing: answer.text), by: [verifier])
                #expect(answer.fields[.contentType] == "text/plain; charset=utf-8")
                #expect(checkpoint.origin == "hub.example/\(log)")
                #expect(checkpoint.size == hub.size(of: log))
            }
        }
    }

    @Test("a log that does not exist, or has nothing yet, has no checkpoint")
    func noCheckpoint() async throws {
        try await TrialHub.run(peopled: false) { hub in
            let unknown = try await hub.get("/logboek/content/checkpoint")
            let empty = try await hub.get("/logboek/devices/checkpoint")

            #expect([unknown.status, empty.status] == [404, 404])
            #expect(unknown.faultFields == ["logboek"] && empty.faultFields == ["logboek"])
        }
    }

    @Test(
        "only who complies or supervises may follow",
        arguments: [(Cast.network, 200), (Cast.supervisor, 200), (Cast.first, 403), (Cast.claims, 403)])
    func who(_ actor: Actor, _ status: Int) async throws {
        try await TrialHub.run { hub in
            let response = try await hub.respond(.get, "/logboek/devices/stroom", as: actor)

            #expect(response.status.code == status)
        }
    }

    @Test("the log of parties is not followed, for it names persons")
    func partiesLog() async throws {
        try await TrialHub.run { hub in
            let response = try await hub.respond(.get, "/logboek/parties/stroom", as: Cast.admin)

            #expect(response.status == .notFound)
        }
    }

    @Test("whoever claims to have more than there is followed another log")
    func ahead() async throws {
        try await TrialHub.run { hub in
            let answer = try await hub.get("/logboek/devices/stroom?vanaf=\(hub.size() + 1)", as: Cast.network)

            #expect(answer.status == 409)
            #expect(answer.faultFields == ["vanaf"])
        }
    }

    @Test("a new follower is greeted and gets the whole log")
    func fromStart() async throws {
        try await TrialHub.run { hub in
            _ = try await hub.blocked(1)
            let follower = TrialFollower(most: 2)

            let error = try await follow(follower, at: hub)

            #expect(error == nil)
            #expect(follower.names == ["hello", "batch"])
            #expect(follower.leaves.count == Int(hub.size()))
        }
    }

    @Test("a follower at the head is told so at once, and gets what is new when it is")
    func live() async throws {
        try await TrialHub.run { hub in
            let follower = TrialFollower(most: 3) { count in
                if count == 2 { _ = try await hub.report(1) }
            }

            let error = try await follow(follower, from: hub.size(), at: hub)

            #expect(error == nil)
            #expect(follower.names == ["hello", "heartbeat", "batch"])
            #expect(follower.leaves.map(\.kind) == ["report"])
        }
    }

    @Test("a follower that goes on where it was gets nothing twice")
    func resume() async throws {
        try await TrialHub.run { hub in
            let size = hub.size()
            _ = try await hub.blocked(1)
            let follower = TrialFollower(most: 2)

            _ = try await follow(follower, from: size, at: hub)

            #expect(follower.leaves.map(\.kind) == ["report", "proposal", "decision", "listing"])
        }
    }

    @Test("when the mandate ends, the stream ends")
    func mandateEnds() async throws {
        try await TrialHub.run { hub in
            let path = "/v1/mandaten/\(Cast.mandate(of: Cast.telecom))/beeindigingen"
            let follower = TrialFollower(most: 100) { count in
                if count == 1 { _ = try await hub.post(path, ["redenen": "Gestopt."], as: Cast.admin) }
            }

            let error = try await follow(follower, at: hub)

            #expect((error as? Refusal)?.code == .noMandate)
        }
    }

    @Test("when the hub closes, the stream ends well")
    func closes() async throws {
        try await TrialHub.run { hub in
            let follower = TrialFollower(most: 100) { count in
                if count == 2 { hub.core.board.close() }
            }

            let error = try await follow(follower, at: hub)

            #expect(error == nil)
            #expect(follower.names.filter { $0 != "heartbeat" } == ["hello", "batch"])
        }
    }
}
