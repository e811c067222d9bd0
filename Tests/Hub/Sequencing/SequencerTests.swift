// SPDX-License-Identifier: EUPL-1.2

import Devices
import Exchange
import Ledger
import Store
import Testing

@testable import Hub

@Suite("The sequencer", .timeLimit(.minutes(10)))
struct SequencerTests {
    @Test("a thousand acts at once all become entries, each with an answer of its own")
    func many() async throws {
        try await TrialHub.run { hub in
            let size = hub.size()

            let references = try await withThrowingTaskGroup(of: String?.self) { group in
                for phone in 1...1_000 {
                    group.addTask {
                        try await hub.core.sequencer.submit(TrialHub.reporting(phone, random: UInt64(phone) << 20)).answer[
                            "melding"]?.string
                    }
                }
                return try await group.reduce(into: Set<String>()) { if let reference = $1 { $0.insert(reference) } }
            }

            #expect(references.count == 1_000)
            #expect(hub.size() == size + 1_000)
        }
    }

    @Test("time never goes back in the log, whatever the clock does")
    func monotone() async throws {
        try await TrialHub.run { hub in
            for (phone, span) in [Span.hours(1), .hours(-5), .minutes(1), .days(-400), .days(500)].enumerated() {
                hub.clock.advance(by: span)
                _ = try await hub.report(phone)
            }

            let times = try await hub.core.store.read { try $0.entries(of: .devices, in: 0..<100).map(\.leaf.time) }
            #expect(times == times.sorted())
            #expect(times.last == hub.clock.now().milliseconds)
            #expect(Set(times.suffix(5)).count == 2)
        }
    }

    @Test("time does not go back over a restart, or from one log to another")
    func monotoneOverRestart() async throws {
        let place = try TrialPlace()
        let late = TrialHub.start + .days(10)
        try await TrialHub.run(in: place) { hub in
            hub.clock.set(to: late)
            _ = try await hub.report(1)
        }

        try await TrialHub.run(in: place, at: ManualTimekeeper(at: TrialHub.start)) { hub in
            _ = try await hub.post(
                "/v1/deelnemers", ["deelnemer": "00000099", "naam": "x", "rollen": ["provider"]], as: Cast.admin)
            #expect(hub.core.board.head(of: .parties)?.time == late)
            #expect(hub.core.board.registry.parties[Cast.stranger]?.registeredAt == late)
        }
    }

    @Test("closing serves what waits and refuses what comes after; what was answered was entered")
    func closing() async throws {
        let place = try TrialPlace()
        let (tasks, before) = try await TrialHub.run(in: place) { hub in
            let before = hub.size()
            let tasks = (1...300).map { phone in
                Task { (try? await hub.core.sequencer.submit(TrialHub.reporting(phone, random: UInt64(phone) << 20))) != nil }
            }
            _ = await tasks[0].value
            // The hub closes now, while many still wait.
            return (tasks, before)
        }
        var answered: UInt64 = 0
        for task in tasks where await task.value { answered += 1 }

        try await TrialHub.run(in: place) { hub in
            #expect(answered > 0)
            #expect(hub.size() == before + answered)
        }
    }

    @Test("after closing an act is told to come back")
    func closed() async throws {
        let hub = try await TrialHub.run { $0 }

        await #expect(throws: Refusal.self) { try await hub.perform("late") { _ in } }
        #expect(hub.core.board.isClosed)
    }

    @Test("no head is shown before the act is durable: whoever sees it can read it")
    func durable() async throws {
        try await TrialHub.run { hub in
            let start = hub.size()
            async let reports: Void = {
                for phone in 1...30 { _ = try await hub.report(phone) }
            }()
            var shown = start
            while shown < start + 30 {
                await hub.core.board.wait(for: .devices, beyond: shown)
                shown = hub.size()
                let stored = try await hub.core.store.read { try $0.head(of: .devices)?.size }
                #expect((stored ?? 0) >= shown)
            }
            try await reports
        }
    }
}
