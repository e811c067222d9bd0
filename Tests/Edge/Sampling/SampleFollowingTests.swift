// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Testing

@testable import Edge

@Suite("Samples on the stream", .timeLimit(.minutes(10)))
struct SampleFollowingTests {
    private let hub: HostileHub
    private let folder: ScratchFolder

    init() throws {
        hub = try HostileHub.sample()
        folder = try ScratchFolder()
    }

    private static func question() -> [UInt8] {
        let question = SampleQuestion(
            id: SampleID(at: HostileHub.moment, random: 3), origin: HostileHub.origin, list: HostileHub.list,
            subjects: ["49015420323751"])
        return HostileHub.event("question", question.json.canonical())
    }

    @Test("an edge of the version before does not know the question, and follows on as if it had not come")
    func unknown() throws {
        var edge = TrialEdge(trusting: hub)
        var stream = hub.greeting()
        for frame in try hub.frames(from: 0, leaves: 2) { stream += Self.question() + frame.bytes }
        stream += Self.question()
        stream += try hub.heartbeat(hub.checkpoint())

        try edge.follow(stream)

        #expect(edge.agrees(with: hub) && edge.applied.version == 7 && edge.confirmations == 1)
    }

    @Test("whatever stands in a question, the edge follows on")
    func malformed() async throws {
        let door = try await StreamDoor { [hub] from, _ in
            var stream = hub.greeting()
            stream += HostileHub.event("question", "{")
            stream += HostileHub.event("question", #"{"sample":7}"#)
            stream += Self.question()
            for frame in try hub.frames(from: from) { stream += frame.bytes }
            stream += try hub.heartbeat(hub.checkpoint())
            return .held(stream)
        }
        let follower = try TrialFollower(in: folder, trusting: hub)

        try await follower.follow(door) { $0.index.version == 7 && $0.standing.isConnected }

        #expect(try follower.agrees(with: hub, at: 12) && door.paths.count == 1, "the stream was not begun anew")
        await door.close()
    }
}
