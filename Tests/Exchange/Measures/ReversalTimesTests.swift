// SPDX-License-Identifier: EUPL-1.2

import Ledger
import Testing

@testable import Exchange

@Suite("How long who was wrongly blocked had to wait")
struct ReversalTimesTests {
    private let start = Instant(milliseconds: 1_700_000_000_000)

    private func reversal(_ version: Int, objected: Int = 0, decided: Int) -> Reversal {
        Reversal(version: version, objectedAt: start + .seconds(objected), decidedAt: start + .seconds(decided))
    }

    private func outcome(_ version: Int, decided: Int, doneAt: Int?) -> ComplianceOutcome {
        ComplianceOutcome(
            version: .init(number: version, isRelease: true, at: start + .seconds(decided)), due: start + .seconds(decided + 60),
            carriedOutAt: doneAt.map { start + .seconds($0) }, isMissed: false)
    }

    @Test("it ends with the last party, and is told from the objection and from the decision")
    func last() {
        let times = ReversalTimes(
            of: [reversal(4, objected: 10, decided: 3_610)],
            outcomes: [outcome(4, decided: 3_610, doneAt: 3_612), outcome(4, decided: 3_610, doneAt: 3_615)])

        #expect(times.decision?.worst == .seconds(3_600))
        #expect(times.effect?.worst == .seconds(5))
        #expect(times.whole?.worst == .seconds(3_605))
        #expect(times.outstanding == 0)
    }

    @Test(
        "while one party has not done it, it counts as outstanding, whichever party answers first",
        arguments: [[12, nil], [nil, 12], [nil, nil]] as [[Int?]])
    func outstanding(done: [Int?]) {
        let times = ReversalTimes(
            of: [reversal(4, decided: 10)], outcomes: done.map { outcome(4, decided: 10, doneAt: $0) })

        #expect(times.outstanding == 1)
        #expect(times.decision?.count == 1)
        #expect(times.effect == nil && times.whole == nil)
    }

    @Test("other versions do not count, nor do reversals of which nobody is known to have had to carry them out")
    func others() {
        let times = ReversalTimes(
            of: [reversal(4, decided: 10), reversal(9, decided: 20)],
            outcomes: [outcome(4, decided: 10, doneAt: 11), outcome(5, decided: 12, doneAt: 99)])

        #expect(times.decision?.count == 1)
        #expect(times.effect?.worst == .seconds(1))
        #expect(times.outstanding == 0)
    }

    @Test("what was kept is read again, and what is no reversal is refused")
    func kept() throws {
        let reversal = reversal(7, objected: 1, decided: 2)

        #expect(try Reversal(json: reversal.json) == reversal)
        #expect(throws: MalformedRecord.self) { try Reversal(json: ["version": 7, "objected": 1]) }
    }
}
