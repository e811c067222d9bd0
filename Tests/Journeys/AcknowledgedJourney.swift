// SPDX-License-Identifier: EUPL-1.2

import Synchronization
import Testing
import Trials

extension Journeys {
    @Suite("What was acknowledged is never lost")
    struct AcknowledgedJourney {
        /// A report as its reporter remembers it.
        struct Remembered: Sendable {
            let number: String
            let secret: String
            let receipt: String
        }

        /// What was acknowledged so far.
        final class Memory: Sendable {
            private let kept = Mutex<[Remembered]>([])
            var reports: [Remembered] { kept.withLock { $0 } }
            func add(_ report: Remembered) { kept.withLock { $0.append(report) } }
        }

        @Test(
            "every report acknowledged while the hub is killed and restarted can be followed, and every receipt holds",
            .timeLimit(.minutes(5)))
        func isNeverLost() async throws {
            try await Scratch.with { folder in
                let hub = RunningHub(in: folder)
                try await hub.start()
                let door = hub.open
                let memory = Memory()
                let reporters = (0..<2).map { number in
                    Task { try await Self.report(through: door, from: number * 10_000, folder: folder, to: memory) }
                }
                defer { for reporter in reporters { reporter.cancel() } }
                var random = SeededGenerator(seed: 4)
                for _ in 0..<max(3, KilledDemoJourney.kills / 2) {
                    try await Task.sleep(for: .milliseconds(Int.random(in: 200...900, using: &random)))
                    try await hub.program.kill()
                    try await hub.start()
                }
                // However slow the machine is: with fewer the test would prove little.
                while memory.reports.count < 10 { try await Task.sleep(for: .milliseconds(100)) }
                for reporter in reporters {
                    reporter.cancel()
                    try await reporter.value
                }
                let remembered = memory.reports

                #expect(try await hub.logSizes()["devices"] ?? 0 >= remembered.count)
                var entries: Set<Int> = []
                for report in remembered { entries.insert(try await Self.verify(report, hub: hub)) }
                #expect(entries.count == remembered.count, "each receipt is of an entry of its own")
            }
        }

        @Test("the log goes on where it stood, and a hub that was killed idle has lost nothing either")
        func goesOn() async throws {
            try await Stage.with { stage in
                let number = try await stage.block(Phone(serial: 77))
                let before = try await stage.hub.logSizes()
                try await stage.hub.program.kill()
                try await stage.hub.start()

                #expect(try await stage.hub.logSizes() == before)
                let shown = try await Program.json("follow", number, "--as", stage.officer)
                #expect(shown["fase"]?.string == "in-force")
                try await stage.unblock(number)
                let after = try #require(try await stage.hub.logSizes()["devices"])
                #expect(after > before["devices"] ?? 0)
            }
        }

        /// Reports phone after phone until it is cancelled, and tells what was acknowledged.
        private static func report(through door: String, from first: Int, folder: String, to memory: Memory) async throws {
            for serial in first..<(first + 10_000) where !Task.isCancelled {
                let receipt = "\(folder)/receipt-\(serial)"
                // Cancelling must not cut a report in two, so that each runs in a task of its own.
                let outcome = try await Task {
                    try await Program.run(
                        "report", "theft", "--imei", Phone(serial: serial).imei, "--date", "2025-01-15", "--hub", door, "--receipt",
                        receipt, "--json")
                }.value
                guard outcome.status == 0 else {
                    #expect(outcome.status == 69, "only an absent hub may refuse: \(outcome)")
                    continue
                }
                let answer = try JSONText(outcome.output)
                let number = try #require(answer["melding"]?.string)
                memory.add(Remembered(number: number, secret: try #require(answer["geheim"]?.string), receipt: receipt))
            }
        }

        /// Follows a report and verifies its receipt.
        /// - Returns: the place of its entry in the log.
        private static func verify(_ report: Remembered, hub: RunningHub) async throws -> Int {
            let followed = try await Program.json("follow", report.number, "--secret", report.secret, "--hub", hub.open)
            #expect(followed["melding"]?.string == report.number)
            #expect(followed["fase"]?.string == "reported")
            let verified = try await Program.json("verify", "receipt", report.receipt, "--keys", hub.keys)
            #expect(verified["kind"]?.string == "report")
            #expect(verified["origin"]?.string == "schakel.localhost/devices")
            return try #require(verified["index"]?.integer)
        }
    }
}
