// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Testing

@testable import Edge

@Suite("An edge whose hub has stopped the distribution")
struct StoppedTests {
    private static let since = "2026-03-02T09:00:00Z"

    /// An event with a further member.
    private func with(_ member: String, in bytes: [UInt8]) -> [UInt8] {
        let text = String(decoding: bytes, as: UTF8.self)
        return Array(text.replacing("data: {", with: "data: {\(member),").utf8)
    }

    @Test("the greeting and each heartbeat say it, and without the member the list goes out")
    func told() throws {
        let hub = try HostileHub.sample()
        var edge = try TrialEdge.following(hub)
        #expect(edge.machine.stopped == nil)

        try edge.follow(with("\"stopped\":\"\(Self.since)\"", in: hub.greeting()))
        #expect(edge.machine.stopped == Instant(rfc3339: Self.since))
        try edge.follow(hub.greeting() + with("\"stopped\":\"\(Self.since)\"", in: hub.heartbeat(hub.checkpoint())))
        #expect(edge.machine.stopped == Instant(rfc3339: Self.since) && edge.agrees(with: hub), "the list stays as it is")
        try edge.follow(hub.greeting() + hub.heartbeat(hub.checkpoint()))
        #expect(edge.machine.stopped == nil)
    }

    @Test("what cannot be read as a moment is no stop and no fault")
    func unread() throws {
        let hub = try HostileHub.sample()
        var edge = try TrialEdge.following(hub)
        for text in ["\"soon\"", "3", "null", "{}"] {
            try edge.follow(with("\"stopped\":\(text)", in: hub.greeting()) + hub.heartbeat(hub.checkpoint()))
            #expect(edge.machine.stopped == nil && edge.agrees(with: hub))
        }
    }

    @Test("the standing says since when, and whether it is news")
    func standing() {
        let standing = EdgeStanding()
        let moment = Instant(milliseconds: 1_772_442_000_000)
        #expect(standing.stopped == nil && !standing.noteStopped(nil))
        #expect(standing.noteStopped(moment) && standing.stopped == moment && !standing.noteStopped(moment))
        #expect(standing.noteStopped(nil) && standing.stopped == nil)
    }
}
