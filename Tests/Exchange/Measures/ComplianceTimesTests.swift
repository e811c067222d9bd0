// SPDX-License-Identifier: EUPL-1.2

import Testing

@testable import Exchange

@Suite("How fast a party carries a list out")
struct ComplianceTimesTests {
    private let start = Instant(milliseconds: 1_700_000_000_000)

    private func version(_ number: Int, after milliseconds: Int, isRelease: Bool = false) -> ComplianceTimes.Version {
        .init(number: number, isRelease: isRelease, at: start + .milliseconds(milliseconds))
    }

    private func stated(_ version: Int, after milliseconds: Int, by edge: String = "ams-1") -> Measure.Standing {
        let at = start + .milliseconds(milliseconds)
        return Measure.Standing(version: version, at: at, statedAt: at, edge: edge)
    }

    private func times(
        _ versions: [ComplianceTimes.Version], _ statements: [Measure.Standing], edges: [String] = ["ams-1"], now: Int = 1_000_000,
        imposedAt: Instant? = nil
    ) -> ComplianceTimes {
        ComplianceTimes(
            of: versions, statements: statements, edges: edges, due: { $0 + .seconds(60) }, imposedAt: imposedAt ?? start,
            now: start + .milliseconds(now))
    }

    @Test("a version that was skipped is carried out with the next one that was stated")
    func skipped() {
        let found = times([version(1, after: 0), version(2, after: 100), version(3, after: 200)], [stated(3, after: 250)])

        #expect(found.listing == .init([.milliseconds(250), .milliseconds(150), .milliseconds(50)]))
        #expect(found.listing?.worst == .milliseconds(250))
        #expect(found.outstanding == 0)
        #expect(found.missed == 0)
    }

    @Test("a party has done it when the last of its edges has")
    func slowest() {
        let versions = [version(1, after: 0), version(2, after: 1_000)]
        let statements = [
            stated(1, after: 10, by: "ams-1"), stated(1, after: 900, by: "rtm-1"), stated(2, after: 1_020, by: "ams-1"),
        ]

        let found = times(versions, statements, edges: ["ams-1", "rtm-1"], now: 2_000)

        #expect(found.listing?.count == 1)
        #expect(found.listing?.worst == .milliseconds(900))
        #expect(found.outstanding == 1)
        #expect(found.missed == 0)
    }

    @Test("blocking and unblocking are timed apart")
    func apart() {
        let found = times(
            [version(1, after: 0), version(2, after: 500, isRelease: true)], [stated(1, after: 30), stated(2, after: 540)])

        #expect(found.listing?.p50 == .milliseconds(30))
        #expect(found.release?.p50 == .milliseconds(40))
    }

    @Test("what came too late is missed, and so is what is due and did not come")
    func missed() {
        let versions = [version(1, after: 0), version(2, after: 1_000), version(3, after: 200_000)]

        let found = times(versions, [stated(1, after: 61_000)], now: 210_000)

        #expect(found.missed == 2, "the first came late, the second is overdue, the third is not due yet")
        #expect(found.outstanding == 2)
    }

    @Test("versions from before the duty do not count, and without an edge nothing is carried out")
    func bounds() {
        let versions = [version(1, after: 0), version(2, after: 1_000)]

        let late = times(versions, [stated(2, after: 1_010)], imposedAt: start + .milliseconds(500))
        let none = times(versions, [], edges: [], now: 2_000)

        #expect(late.listing?.count == 1)
        #expect(none.listing == nil)
        #expect(none.outstanding == 2)
    }

    @Test("percentiles are by nearest rank")
    func percentiles() throws {
        let spread = try #require(ComplianceTimes.Spread((1...200).reversed().map { .milliseconds($0) }))

        #expect(spread.count == 200)
        #expect(spread.p50 == .milliseconds(100))
        #expect(spread.p95 == .milliseconds(190))
        #expect(spread.p99 == .milliseconds(198))
        #expect(spread.worst == .milliseconds(200))
        #expect(ComplianceTimes.Spread([]) == nil)
        #expect(ComplianceTimes.Spread([.milliseconds(7)])?.p99 == .milliseconds(7))
    }
}
