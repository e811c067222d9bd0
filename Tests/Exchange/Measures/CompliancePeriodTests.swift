// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Testing

@Suite("How compliance goes from day to day")
struct CompliancePeriodTests {
    private func version(_ number: Int, at moment: String, isRelease: Bool = false) -> ComplianceTimes.Version {
        .init(number: number, isRelease: isRelease, at: Trial.at(moment))
    }

    private func stated(_ version: Int, at moment: String, by edge: String = "ams-1") -> Measure.Standing {
        Measure.Standing(version: version, at: Trial.at(moment), statedAt: Trial.at(moment), edge: edge)
    }

    private func outcomes(
        _ versions: [ComplianceTimes.Version], _ statements: [Measure.Standing], edges: [String] = ["ams-1"],
        now: String = "2026-03-10T12:00:00Z"
    ) -> [ComplianceOutcome] {
        ComplianceOutcome.all(
            of: versions, statements: statements, edges: edges, due: { $0 + .hours(1) },
            imposedAt: Trial.at("2026-03-01T00:00:00Z"), now: Trial.at(now))
    }

    @Test("of each version it is told when it was due, when the last edge had it, and whether that was too late")
    func told() {
        let found = outcomes(
            [
                version(1, at: "2026-03-02T10:00:00Z"), version(2, at: "2026-03-02T11:00:00Z"),
                version(3, at: "2026-03-10T11:30:00Z"),
            ],
            [
                stated(1, at: "2026-03-02T10:00:01Z"), stated(2, at: "2026-03-02T12:00:00.001Z", by: "rtm-1"),
                stated(2, at: "2026-03-02T11:00:02Z"),
            ], edges: ["ams-1", "rtm-1"])

        #expect(found.map(\.version.number) == [1, 2, 3])
        #expect(found[0].carriedOutAt == Trial.at("2026-03-02T12:00:00.001Z"), "the last edge had it with version 2")
        #expect(found.map(\.isMissed) == [true, true, false])
        #expect(found[1].due == Trial.at("2026-03-02T12:00:00Z") && found[1].time == .hours(1) + .milliseconds(1))
        #expect(found[2].carriedOutAt == nil && found[2].time == nil)
    }

    @Test("a version from before the measure is not told, and where no edge counts nothing is carried out")
    func leftOut() {
        let found = outcomes(
            [version(1, at: "2026-02-28T10:00:00Z"), version(2, at: "2026-03-02T10:00:00Z")],
            [stated(2, at: "2026-03-02T10:00:01Z")], edges: [])
        #expect(found.map(\.version.number) == [2])
        #expect(found[0].carriedOutAt == nil && found[0].isMissed)
    }

    @Test("a version counts on the Dutch day on which it was entered, and in the week that begins on its Monday")
    func grouped() {
        let found = outcomes(
            [
                version(1, at: "2026-03-01T22:59:00Z"), version(2, at: "2026-03-01T23:30:00Z"),
                version(3, at: "2026-03-08T10:00:00Z"), version(4, at: "2026-03-09T10:00:00Z", isRelease: true),
            ],
            [
                stated(1, at: "2026-03-01T22:59:02Z"), stated(2, at: "2026-03-02T01:30:00Z"),
                stated(3, at: "2026-03-08T10:00:03Z"), stated(4, at: "2026-03-09T10:00:04Z"),
            ])

        let days = CompliancePeriod.all(of: found, by: .day, most: 10)
        let weeks = CompliancePeriod.all(of: found, by: .week, most: 10)

        #expect(days.map(\.start.description) == ["2026-03-01", "2026-03-02", "2026-03-08", "2026-03-09"])
        #expect(days.map(\.times.missed) == [0, 1, 0, 0])
        #expect(days[0].times.listing?.p95 == .seconds(2))
        #expect(days[3].times.listing == nil && days[3].times.release?.p50 == .seconds(4))
        #expect(weeks.map(\.start.description) == ["2026-02-23", "2026-03-02", "2026-03-09"])
        #expect(weeks[1].times.listing?.count == 2 && weeks[1].times.listing?.p95 == .hours(2))
    }

    @Test("only the newest periods are told, and of nothing there are none")
    func newest() {
        let versions = (2...9).map { version($0, at: "2026-03-0\($0)T10:00:00Z") }
        let days = CompliancePeriod.all(of: outcomes(versions, []), by: .day, most: 3)
        #expect(days.map(\.start.description) == ["2026-03-07", "2026-03-08", "2026-03-09"])
        #expect(days.allSatisfy { $0.times.outstanding == 1 && $0.times.missed == 1 })
        #expect(CompliancePeriod.all(of: [], by: .week, most: 3).isEmpty)
    }
}
