// SPDX-License-Identifier: EUPL-1.2

import Devices
import Exchange
import Ledger
import Store
import Synchronization
import Testing

@testable import Hub

@Suite("Counting for the figures")
struct FigureCountTests {
    private static func theft(_ phone: Int, in region: String) -> JSON {
        [
            "soort": "theft", "onderwerpen": [.string(TrialHub.imei(phone))],
            "gegevens": ["datum": "2026-03-01", "regio": .string(region)],
        ]
    }

    @Test("a report is counted by month, kind and region with its entry, however the region is written")
    func reports() async throws {
        try await TrialHub.run { hub in
            _ = try await hub.report(FigureCountTests.theft(1, in: "NOORD  holland"))
            _ = try await hub.report(FigureCountTests.theft(2, in: "Noord-Holland"))
            _ = try await hub.report(FigureCountTests.theft(3, in: "Amsterdam"))
            _ = try await hub.report(TrialHub.theft(of: [4], kind: "loss"))

            let counted = try await hub.counted()
            #expect(counted.isWhole)
            #expect(
                counted.figures == [
                    TrialHub.cell("2026-03", .report, .theft, "noord-holland"): 2, TrialHub.cell("2026-03", .report): 1,
                    TrialHub.cell("2026-03", .report, .loss): 1,
                ])
        }
    }

    @Test("a block, its lifting and a following report are counted where the case's first report was, in their own month")
    func effects() async throws {
        try await TrialHub.run { hub in
            let reported = try await hub.report(FigureCountTests.theft(1, in: "Zeeland"))
            try await hub.block(reported.caseID)
            hub.clock.advance(by: .days(40))
            let recovered = try await hub.post(
                "/v1/meldingen/\(reported.reference)/vervolgmeldingen",
                ["geheim": .string(reported.secret ?? ""), "soort": "recovery", "gegevens": [:]])
            try #require(recovered.status == 201, "\(recovered.text)")
            try await hub.propose("unblock", in: reported.caseID)

            let figures = try await hub.counted().figures
            #expect(figures[TrialHub.cell("2026-03", .listing, .theft, "zeeland")] == 1)
            #expect(figures[TrialHub.cell("2026-04", .release, .theft, "zeeland")] == 1)
            #expect(figures[TrialHub.cell("2026-04", .report, .recovery, "zeeland")] == 1)
            #expect(figures.values.reduce(0, +) == 4)
        }
    }

    @Test("the month is that of Dutch clocks: the last hour of the year in UTC is the next year")
    func newYear() async throws {
        let eve = try #require(Instant(rfc3339: "2025-12-31T23:30:00Z"))
        try await TrialHub.run(at: ManualTimekeeper(at: eve)) { hub in
            try await hub.reportMany(1, from: 1)
            #expect(try await hub.counted().figures == [TrialHub.cell("2026-01", .report): 1])
        }
    }

    @Test("what a refused act would have counted is not counted, and what stands beside it in the batch is")
    func refused() async throws {
        try await TrialHub.run { hub in
            let batch = try await hub.batch([
                TrialHub.reporting(1, random: 1), TrialHub.refused, TrialHub.reporting(2, random: 2), TrialHub.refused,
            ])

            #expect(batch.refusal(1) != nil && batch.refusal(3) != nil)
            let counted = try await hub.counted()
            #expect(counted.isWhole && counted.figures == [TrialHub.cell("2026-03", .report): 2])
            #expect(batch.state.counted[.devices] == batch.state.logs[.devices]?.tree.size)
        }
    }

    @Test("a batch that could not be committed counts nothing, and the next one counts itself only")
    func failed() async throws {
        let made = Mutex<FaultyStore?>(nil)
        let wrap = { (inner: any Store) -> any Store in
            let faulty = FaultyStore(inner)
            made.withLock { $0 = faulty }
            return faulty
        }
        try await TrialHub.run(wrap: wrap) { hub in
            let store = try #require(made.withLock { $0 })
            _ = try await hub.report(1)
            store.fail(.atCommit)
            await #expect(throws: StoreError.self) { try await hub.reportMany(3, from: 10) }
            store.fail(nil)
            try await hub.reportMany(2, from: 20)

            let counted = try await hub.counted()
            #expect(counted.isWhole && counted.figures == [TrialHub.cell("2026-03", .report): 3])
        }
    }

    @Test("a repeated request is counted once")
    func repeated() async throws {
        try await TrialHub.run { hub in
            for _ in 0..<3 {
                let answer = try await hub.post(
                    "/v1/meldingen", TrialHub.theft(of: [1]), key: "7c1f1b5e-8a0e-4a55-9f59-0e2f6b3c9d10")
                #expect(answer.status == 201)
            }
            #expect(try await hub.counted().figures == [TrialHub.cell("2026-03", .report): 1])
        }
    }

    @Test("when a case is erased its figures stay, and a restart goes on from them")
    func erased() async throws {
        let place = try TrialPlace()
        let clock = ManualTimekeeper(at: TrialHub.start)
        let before = try await TrialHub.run(in: place, at: clock) { hub in
            let reported = try await hub.report(FigureCountTests.theft(1, in: "Drenthe"))
            try await hub.post(
                "/v1/zaken/\(reported.caseID)/besluiten", ["soort": "dismiss", "redenen": "Niets."], as: Cast.first)
            let before = try await hub.counted().figures
            clock.advance(by: .days(120))
            for _ in 0..<3 { try await hub.tick(after: .seconds(1)) }
            #expect(try await hub.kinds(after: 0).contains("tombstone"))
            #expect(try await hub.counted().figures == before)
            return before
        }
        #expect(before == [TrialHub.cell("2026-03", .report, .theft, "drenthe"): 1])

        try await TrialHub.run(in: place, at: clock) { hub in
            try await hub.reportMany(1, in: "Drenthe", from: 5)
            let counted = try await hub.counted()
            #expect(counted.isWhole)
            #expect(
                counted.figures == before.merging([TrialHub.cell("2026-06", .report, .theft, "drenthe"): 1], uniquingKeysWith: +))
        }
    }
}
