// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Testing

@testable import Edge

@Suite("An edge against a hub with a tampered snapshot", .serialized, .timeLimit(.minutes(3)))
struct HostileSnapshotTests {
    /// The versions that the hub no longer has the content of: what an edge of seven entries lacks of the sample.
    private static let erased: [UInt64] = [7, 9, 10]

    /// An edge that has a list is told that the next versions were erased, and must take a snapshot.
    private func withstand(_ hostility: SnapshotHostility) async throws {
        let hub = try hostility.hub()
        let timing = hostility.code == .slow ? HostileTrial.impatient : HostileTrial.patient
        let trial = try await HostileTrial(trusting: hub, timing: timing) { try hub.prefix(7).honestly($0) }
        try await trial.wait("the honest list") { trial.age == 0 && trial.index.version == 4 }

        let clock = trial.clock
        clock.advance(by: .hours(1))
        trial.door.behave { request in
            switch request.subject {
            case .stream: .held(try hub.at(clock.now()).stream(from: request.from, erased: Self.erased))
            case .offer: try hostility.offer(hub, request.from)
            case .text: try hostility.text(hub.texts.values.first ?? [])
            case .act: .json([:])
            }
        }
        try await trial.wait("the fault \(hostility.code.rawValue)") {
            let stands = try trial.serves(hub, at: 7)
            #expect(stands, "version \(trial.index.version)")
            return trial.standing.fault?.fault.code == hostility.code
        }

        #expect(try trial.serves(hub, at: 7) && trial.age == 3_600_000)
        #expect(trial.status["complete"] == false, "what was erased is missing until a snapshot takes its place")
        #expect(!trial.folder.contents.contains("snapshot.new"))

        var mended = hub
        if hub.texts.keys.max() != 12 || hostility.entersWrongly { try mended.enterSnapshot() }
        trial.door.behave { [mended] request in
            request.subject == .stream
                ? .held(try mended.at(clock.now()).stream(from: request.from, erased: Self.erased))
                : try mended.at(clock.now()).honestly(request)
        }
        try await trial.wait("the list of a hub that behaves") { [mended] in
            try trial.serves(mended, at: mended.size) && trial.age == 0 && trial.status["complete"] == true
        }
        #expect(try trial.store.kept()?.position.range == mended.range(at: mended.size))
        try await trial.end()
    }

    /// An edge that has nothing asks for a snapshot, and the hub has no stream.
    private func withstandFromNothing(_ hostility: SnapshotHostility) async throws {
        let hub = try hostility.hub()
        let timing = hostility.code == .slow ? HostileTrial.impatient : HostileTrial.patient
        let trial = try await HostileTrial(trusting: hub, timing: timing) { request in
            switch request.subject {
            case .offer: try hostility.offer(hub, request.from)
            case .text: try hostility.text(hub.texts.values.first ?? [])
            default: .problem(503)
            }
        }

        try await trial.wait("the fault \(hostility.code.rawValue)") { trial.standing.fault?.fault.code == hostility.code }

        #expect(trial.age == nil && trial.index.count == 0 && trial.status["complete"] == false)
        #expect(try trial.store.kept() == nil)

        var mended = hub
        if hostility.entersWrongly { try mended.enterSnapshot() }
        trial.door.behave(mended.honest(trial.clock))
        try await trial.wait("the list of a hub that behaves") { [mended] in
            try trial.serves(mended, at: mended.size) && trial.age == 0
        }
        try await trial.end()
    }

    @Test("an offer that does not prove its snapshot leaves the list as it was", arguments: SnapshotHostility.onOffers)
    func offer(hostility: SnapshotHostility) async throws { try await withstand(hostility) }

    @Test("a text that is not the one in the log leaves the list as it was", arguments: SnapshotHostility.onTexts)
    func text(hostility: SnapshotHostility) async throws { try await withstand(hostility) }

    @Test(
        "an edge that has nothing shows nothing of a tampered snapshot",
        arguments: (SnapshotHostility.onOffers + SnapshotHostility.onTexts).filter { !$0.needsHistory })
    func fromNothing(hostility: SnapshotHostility) async throws { try await withstandFromNothing(hostility) }

    @Test("an edge that has nothing begins with the snapshot, and the stream goes on from there")
    func coldStart() async throws {
        let hub = try HostileHub.withSnapshot()
        let trial = try await HostileTrial(trusting: hub) { try hub.honestly($0) }

        try await trial.wait("the list") { try trial.serves(hub, at: 15) && trial.age == 0 }

        let asked = trial.door.requests.filter { $0.subject != .act }
        #expect(asked.map(\.subject) == [.offer, .text, .stream])
        #expect(asked[2].from == 12, "\(asked[2].from)")
        #expect(try trial.store.kept()?.position.range == hub.range(at: 15))
        try await trial.end()
    }

    @Test("without a snapshot an edge that has nothing reads the stream")
    func noSnapshot() async throws {
        let hub = try HostileHub.sample()
        let trial = try await HostileTrial(trusting: hub) { try hub.honestly($0) }

        try await trial.wait("the list") { try trial.serves(hub, at: 12) && trial.age == 0 }

        #expect(trial.door.requests.map(\.subject).filter { $0 != .act } == [.offer, .stream])
        #expect(trial.standing.fault == nil)
        try await trial.end()
    }

    @Test("what was erased is missing until there is a snapshot that covers it")
    func erasedWithoutSnapshot() async throws {
        let hub = try HostileHub.withSnapshot()
        let trial = try await HostileTrial(trusting: hub) { try hub.prefix(7).honestly($0) }
        try await trial.wait("the honest list") { trial.age == 0 && trial.index.version == 4 }

        let clock = trial.clock
        trial.door.behave { request in
            request.subject == .stream ? .held(try hub.stream(from: request.from, erased: Self.erased)) : .problem(404)
        }
        try await trial.wait("the fault") { trial.standing.fault?.fault.code == .erased && trial.standing.troubleCode == "erased" }

        #expect(try trial.serves(hub, at: 7))
        let missing = [7: 5, 9: 6, 10: 7].sorted { $0.key < $1.key }
        #expect(
            trial.status["missing"]
                == .array(
                    missing.map { ["version": .integer(Int64($1)), "index": .integer(Int64($0)), "state": "erased"] }))

        trial.door.behave(hub.honest(clock))
        try await trial.wait("the list") { try trial.serves(hub, at: 15) && trial.status["complete"] == true }
        try await trial.end()
    }

    @Test("after a snapshot the leaves that follow must lead to the checkpoint that came with it")
    func pledge() async throws {
        let hub = try HostileHub.withSnapshot()
        let fork = try HostileHub.withSnapshot {
            try $0.enterSnapshot()
            try $0.enterForOthers()
        }
        let trial = try await HostileTrial(trusting: hub) { request in
            request.subject == .stream ? .held(try fork.stream(from: request.from)) : try hub.honestly(request)
        }

        try await trial.wait("the split view") { trial.standing.fault?.fault.code == .splitView }

        #expect(try trial.serves(hub, at: 12), "the snapshot serves")
        let evidence = try #require(try trial.store.evidence().first)
        #expect(try evidence.ours == hub.checkpoint() && evidence.theirs == fork.checkpoint())
        trial.door.behave(hub.honest(trial.clock))
        try await trial.wait("the list") { try trial.serves(hub, at: 15) && trial.age == 0 }
        try await trial.end()
    }
}

extension SnapshotHostility {
    /// Whether the hub's log itself holds what is wrong.
    var entersWrongly: Bool {
        guard let honest = try? HostileHub.withSnapshot().checkpoint(), let own = try? hub().checkpoint() else { return true }
        return honest != own
    }
}
