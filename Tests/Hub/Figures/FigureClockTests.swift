// SPDX-License-Identifier: EUPL-1.2

import Devices
import Exchange
import Ledger
import Store
import Testing

@testable import Hub

@Suite("Counting what a former version entered")
struct FigureClockTests {
    /// A place with a story in its log, and what was counted of it.
    private func told(erasing: Bool = false) async throws -> (
        place: TrialPlace, clock: ManualTimekeeper, figures: [FigureCell: Int]
    ) {
        let place = try TrialPlace()
        let clock = ManualTimekeeper(at: TrialHub.start)
        let figures = try await TrialHub.run(in: place, at: clock) { hub in
            try await hub.reportMany(3, in: "Utrecht", from: 100)
            let reported = try await hub.report(
                [
                    "soort": "theft", "onderwerpen": [.string(TrialHub.imei(1)), .string(TrialHub.imei(2))],
                    "gegevens": ["datum": "2026-03-01", "regio": "Limburg"],
                ])
            try await hub.block(reported.caseID)
            clock.advance(by: .days(31))
            // A party's report joins the case; it does not say where.
            _ = try await hub.report(TrialHub.theft(of: [1]), as: Cast.policeSystem)
            _ = try await hub.blocked(7)
            try await hub.propose("unblock", in: reported.caseID)
            if erasing {
                clock.advance(by: .days(400))
                for _ in 0..<3 { try await hub.tick(after: .seconds(1)) }
                #expect(try await hub.kinds(after: 0).contains("tombstone"))
            }
            let counted = try await hub.counted()
            #expect(counted.isWhole)
            return counted.figures
        }
        return (place, clock, figures)
    }

    /// Makes the store what a version of the program that does not count leaves behind.
    private func forget(_ place: TrialPlace) throws {
        try place.tamper("DELETE FROM figures; DELETE FROM figures_counted")
    }

    @Test(
        "counting from the log comes to the same as counting at entry, in pieces of any length",
        arguments: [1, 2, 5, 4_096] as [UInt64])
    func same(most: UInt64) async throws {
        let (place, clock, figures) = try await told()
        try forget(place)

        try await TrialHub.run(in: place, at: clock) { hub in
            let counting = FigureClock(core: hub.core)
            #expect(try await hub.counted().figures.isEmpty)
            var pieces: UInt64 = 0
            while try await counting.count(.devices, most: most) { pieces += 1 }

            let counted = try await hub.counted()
            #expect(counted.isWhole && counted.figures == figures)
            #expect(pieces == (hub.size() + most - 1) / most)
            #expect(figures[TrialHub.cell("2026-04", .report, .theft, "limburg")] == 1, "the report that joined")
            #expect(figures[TrialHub.cell("2026-04", .release, .theft, "limburg")] == 1)
        }
    }

    @Test("what is entered meanwhile is counted once, and from then on at entry")
    func meanwhile() async throws {
        let (place, clock, figures) = try await told()
        try forget(place)

        try await TrialHub.run(in: place, at: clock) { hub in
            let counting = FigureClock(core: hub.core)
            #expect(try await hub.get("/v1/monitor").json["volledig"] == false)
            try await hub.reportMany(2, in: "Zeeland", from: 200)
            #expect(try await hub.counted().figures.isEmpty, "earlier entries come first")
            #expect(try await counting.count(.devices, most: 4))
            try await hub.reportMany(1, in: "Zeeland", from: 300)
            while try await counting.count(.devices, most: 4) {}
            try await hub.reportMany(4, in: "Zeeland", from: 400)

            let counted = try await hub.counted()
            #expect(counted.isWhole)
            let month = CalendarMonth(of: clock.now()).description
            let cell = TrialHub.cell(month, .report, .theft, "zeeland")
            #expect(counted.figures == figures.merging([cell: 7], uniquingKeysWith: +))
            #expect(try await !counting.count(.devices))
            clock.advance(by: .seconds(11))
            #expect(try await hub.get("/v1/monitor").json["volledig"] == true)
        }
    }

    @Test("a piece that was counted by another meanwhile is not counted again")
    func twice() async throws {
        let (place, clock, figures) = try await told()
        try forget(place)

        try await TrialHub.run(in: place, at: clock) { hub in
            let register = try hub.core.register(.devices)
            let piece = try #require(try await hub.core.store.read { try FigurePiece(of: register, most: 9, reading: $0) })
            for _ in 0..<2 { try await hub.perform("figures") { try $0.keep(piece) } }
            while try await FigureClock(core: hub.core).count(.devices) {}

            #expect(try await hub.counted().figures == figures)
        }
    }

    @Test("of what was erased the month is still counted, and nothing else of it is known")
    func erased() async throws {
        let (place, clock, figures) = try await told(erasing: true)
        try forget(place)

        try await TrialHub.run(in: place, at: clock) { hub in
            while try await FigureClock(core: hub.core).count(.devices) {}

            let counted = try await hub.counted().figures
            func months(_ figures: [FigureCell: Int]) -> [String: Int] {
                Dictionary(figures.map { ("\($0.key.month) \($0.key.entry)", $0.value) }, uniquingKeysWith: +)
            }
            #expect(months(counted) == months(figures))
            #expect(counted[TrialHub.cell("2026-03", .report, .theft, "limburg")] == nil)
            #expect(counted[TrialHub.cell("2026-03", .report, .theft, "utrecht")] == 3, "these were not erased")
            #expect((counted[TrialHub.cell("2026-03", .report, FigureRule.otherKind)] ?? 0) == 1)
        }
    }
}
