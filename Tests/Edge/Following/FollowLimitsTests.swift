// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Testing

@testable import Edge

@Suite("How much waits for a checkpoint")
struct FollowLimitsTests {
    @Test("subjects without a checkpoint are taken up to the limit and not beyond")
    func subjects() throws {
        var hub = try HostileHub()
        try hub.list([1: "prohibited", 2: "prohibited"], released: [3])
        try hub.list([4: "tracking"])
        // Two listings, two statuses, four subjects.
        var fitting = TrialEdge(trusting: hub, limits: .init(subjects: 8))
        var tight = TrialEdge(trusting: hub, limits: .init(subjects: 7))
        let stream = try hub.stream(from: 0)

        try fitting.follow(stream)

        #expect(fitting.agrees(with: hub) && fitting.batches == 1)
        #expect(fault { try tight.follow(stream) } == .tooMuch)
        #expect(tight.applied == .start && tight.devices.isEmpty)
    }

    @Test("a checkpoint makes room again")
    func room() throws {
        let hub = try HostileHub.sample()
        var edge = TrialEdge(trusting: hub, limits: .init(subjects: 5))
        var stream = hub.greeting()

        for size in 1...12 { stream += try hub.prefix(size).frames(from: UInt64(size - 1)).flatMap(\.bytes) }
        try edge.follow(stream)

        #expect(edge.agrees(with: hub) && edge.applied.range.size == 12)
    }

    @Test("versions that change nothing are not free")
    func emptyVersions() throws {
        var hub = try HostileHub()
        for _ in 0..<10 { try hub.list([:]) }
        var edge = TrialEdge(trusting: hub, limits: .init(subjects: 9))

        let stream = try hub.stream(from: 0, leaves: 1)

        #expect(fault { try edge.follow(stream) } == .tooMuch)
    }

    @Test("statuses without subjects are not free")
    func emptyStatuses() throws {
        var hub = try HostileHub()
        let statuses = (0..<50).map { #""s\#($0)":[]"# }.joined(separator: ",")
        try hub.enter(Array(#"{"list":"stolen","listed":{\#(statuses)},"released":[]}"#.utf8))
        var edge = TrialEdge(trusting: hub, limits: .init(subjects: 50))

        let stream = try hub.stream(from: 0)

        #expect(fault { try edge.follow(stream) } == .tooMuch)
    }

    @Test("long subjects count by their bytes")
    func bytes() throws {
        var hub = try HostileHub()
        let subject = String(repeating: "9", count: 100_000)
        for _ in 0..<4 { try hub.enter(Listing(list: HostileHub.list, listed: [:], released: [subject]).json.canonical()) }
        var edge = TrialEdge(trusting: hub, limits: .init(bytes: 400_000))

        let stream = try hub.stream(from: 0, leaves: 1)

        #expect(fault { try edge.follow(stream) } == .tooMuch)
    }

    @Test("leaves of others are not kept, however many come without a checkpoint")
    func others() throws {
        var hub = try HostileHub()
        for _ in 0..<5_000 { try hub.enterForOthers() }
        var edge = TrialEdge(trusting: hub, limits: .init(subjects: 1, bytes: 1))

        try edge.follow(hub.stream(from: 0))

        #expect(edge.applied.range.size == 5_000 && edge.agrees(with: hub))
    }
}
