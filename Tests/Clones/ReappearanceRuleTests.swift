// SPDX-License-Identifier: EUPL-1.2

import Clones
import Testing
import UsageRecords

@Suite("Back after a block")
struct ReappearanceRuleTests {
    private let stolen = "35000001000001"
    private let back = "35000001999999"

    /// Phone 1 is its owner's until day 10, then a thief's until day 14; it is blocked on day 14.
    private var story: [UsageRecord] {
        (1...10).map { record(stolen, day: $0, by: 1) } + (11...14).map { record(stolen, day: $0, by: 66) }
    }

    private func searching(blocked day: String = "20250914") throws -> Searching {
        var searching = Searching(.reappearance)
        searching.tables.blocked = try BlockedDevices(Array("imei,block_date,reasons\n\(stolen),\(day),Stolen\n".utf8))
        return searching
    }

    @Test("the thief's SIM in a new IMEI of the same type, within a week, is found with the blocked one")
    func found() throws {
        let outcome = try searching()(story + (15...20).map { record(back, day: $0, by: 66) })

        #expect(outcome.rules(of: back) == [.reappearance])
        #expect(outcome.evidence(.reappearance, of: back)?.related?.text == stolen)
        #expect(outcome.rules(of: stolen).isEmpty)
    }

    @Test("on the seventh day it is found, on the eighth it is not")
    func week() throws {
        #expect(try searching()(story + [record(back, day: 21, by: 66)]).findings.count == 1)
        #expect(try searching()(story + [record(back, day: 22, by: 66)]).findings.isEmpty)
    }

    @Test("the owner who buys the same phone again is not found")
    func owner() throws {
        #expect(try searching()(story + (15...20).map { record(back, day: $0, by: 1) }).findings.isEmpty)
    }

    @Test("a phone of another type is another phone")
    func otherType() throws {
        #expect(try searching()(story + (15...20).map { record("35000002999999", day: $0, by: 66) }).findings.isEmpty)
    }

    @Test("a phone that was there before, with whomever, is second-hand")
    func secondHand() throws {
        let records = story + [record(back, day: 3, by: 9)] + (15...20).map { record(back, day: $0, by: 66) }
        #expect(try searching()(records).findings.isEmpty)
    }

    @Test("who used it long before the block, or has proof, is not followed")
    func longBefore() throws {
        let late = (50...55).map { record(back, day: $0, by: 66) }
        #expect(try searching(blocked: "20251020")(story + late).findings.isEmpty)
        var proven = try searching()
        proven.tables.pairs = try DevicePairs(Array("imei,imsi\n\(stolen),\(imsi(66))\n".utf8))
        #expect(try proven(story + (15...20).map { record(back, day: $0, by: 66) }).findings.isEmpty)
    }

    @Test("without a blacklist nobody is followed")
    func none() throws {
        #expect(try Searching(.reappearance)(story + (15...20).map { record(back, day: $0, by: 66) }).findings.isEmpty)
    }

    @Test("more uses than are followed are told of")
    func bounded() throws {
        var few = try searching()
        few.policy.mostBlockedUses = 1
        let outcome = try few(story + (15...20).map { record(back, day: $0, by: 66) })
        #expect(outcome.summary.hasUnfollowedUses)
        #expect(outcome.findings.isEmpty)
    }
}
