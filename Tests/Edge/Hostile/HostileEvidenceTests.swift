// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Synchronization
import Testing

@testable import Edge

@Suite("Evidence against a hostile hub", .serialized, .timeLimit(.minutes(10)))
struct HostileEvidenceTests {
    /// An edge that followed seven entries meets a hub that signs another history; the hub answers to evidence as told.
    private func meet(
        _ answer: @escaping @Sendable (_ attempt: Int) -> HostileDoor.Reply,
        until done: @escaping @Sendable (HostileTrial) throws -> Bool
    ) async throws -> HostileTrial {
        let hub = try HostileHub.sample()
        let trial = try await HostileTrial(trusting: hub) { try hub.prefix(7).honestly($0) }
        try await trial.wait("the honest list") { trial.age == 0 && trial.index.version == 4 }
        let told = Atomic(0)
        trial.door.behave { request in
            switch request.subject {
            case .stream: .held(try hub.forked().stream(from: request.from))
            case .act: answer(told.add(1, ordering: .relaxed).newValue)
            default: .problem(404)
            }
        }
        try await trial.wait("the telling") { try done(trial) }
        return trial
    }

    private func acts(_ trial: HostileTrial) -> [HostileDoor.Request] { trial.door.requests.filter { $0.subject == .act } }

    @Test("the hub is told once, with both notes as they were signed, however often it repeats itself")
    func told() async throws {
        let trial = try await meet(
            { _ in .json([:]) },
            until: { trial in
                try trial.store.evidence().first?.telling == .told && trial.door.requests.count { $0.subject == .stream } > 6
            })
        let hub = try HostileHub.sample()

        #expect(acts(trial).map(\.path) == ["/v1/tegenspraken"] && acts(trial).map(\.method) == ["POST"])
        let body = try JSON(parsing: try #require(acts(trial).first).body)
        #expect(try body == ["eigen": .string(hub.checkpoint(at: 7)), "andere": .string(hub.forked().checkpoint())])
        #expect(try trial.store.evidence().count == 1)
        try await trial.end()
    }

    @Test("a hub that does not want to hear it is not asked again, and the evidence stays", arguments: [403, 404, 400])
    func refused(status: Int) async throws {
        let trial = try await meet(
            { _ in .problem(status) },
            until: { trial in
                try trial.store.evidence().first?.telling == .refused && trial.door.requests.count { $0.subject == .stream } > 4
            })

        #expect(acts(trial).count == 1)
        #expect(try EdgeService.evidence(in: trial.folder.path) == trial.store.evidence())
        try await trial.end()
    }

    @Test("a hub that cannot hear it now is told later")
    func later() async throws {
        let trial = try await meet(
            { $0 < 3 ? .problem(503) : .json([:]) }, until: { try $0.store.evidence().first?.telling == .told })

        #expect(acts(trial).count == 3)
        try await trial.end()
    }

    @Test("the operator sees code, moment and both sizes")
    func status() async throws {
        let trial = try await meet({ _ in .json([:]) }, until: { try !$0.store.evidence().isEmpty })

        let shown: JSON = ["at": .string(HostileHub.moment.description), "code": "split-view", "sizes": [7, 12]]
        #expect(trial.status["evidence"] == [shown])
        try await trial.end()
    }

    @Test("where there was never an edge there is no evidence")
    func nowhere() throws {
        let folder = try ScratchFolder()

        #expect(try EdgeService.evidence(in: folder.path).isEmpty && folder.contents.isEmpty)
    }
}
