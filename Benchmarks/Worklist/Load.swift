// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Hub
import Synchronization

/// Open cases as they come about: reported over thirty days, three in ten with a proposal, one in fifty in force with an objection.
struct Load {
    let stage: PageStage
    let clock: ManualTimekeeper
    let count: Int

    private static let atOnce = 1_000

    func run() async throws {
        // The clock stands still within a thousand reports, so that many have the same millisecond.
        let step = Span(milliseconds: 30 * 86_400_000 / Int64(max(1, count / Load.atOnce)))
        var number = 0
        while number < count {
            let batch = number..<min(number + Load.atOnce, count)
            let ids = try await withThrowingTaskGroup(of: CaseID.self) { group in
                for index in batch { group.addTask { try await report(index) } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for (index, id) in ids.enumerated() where index % 10 < 3 {
                    group.addTask {
                        try await stage.propose(in: id, by: index % 2 == 0 ? "p-1" : "p-2")
                        if index % 50 == 0 { try await stage.dispute(id, by: "p-2") }
                    }
                }
                try await group.waitForAll()
            }
            clock.advance(by: step)
            number = batch.upperBound
        }
    }

    private func report(_ number: Int) async throws -> CaseID {
        let mixed = UInt64(number) &* 0x9E37_79B9_7F4A_7C15
        var random = SystemRandomNumberGenerator()
        return try await stage.report(String(35_000_000_000_000 + mixed % 10_000_000_000_000), random: random.next())
    }
}
