// SPDX-License-Identifier: EUPL-1.2

import CloneTrials
import Clones
import Testing
import UsageRecords

@Suite("The rules in a made-up world")
struct TrialTests {
    private let settings = TrialSettings(records: 250_000, seed: 77)

    private struct Outcome {
        var judgement: TrialJudgement
        var summary: SearchSummary
    }

    /// Searches the world and judges what was found.
    private func search(_ world: World, pairs: String? = nil, asked: DevicePairs = DevicePairs()) throws -> Outcome {
        var tables = CloneTables()
        tables.types = try TypeTable(Array(world.typesFile.utf8))
        tables.blocked = try BlockedDevices(Array(world.blockedFile.utf8))
        tables.pairs = try DevicePairs(Array((pairs ?? world.pairsFile).utf8))
        tables.asked = asked
        var search = CloneSearch(
            policy: ClonePolicy(), tables: tables, plan: MemoryPlan(bytes: 16 << 20, records: settings.records),
            shelf: MemoryShelf())
        world.eachRecord { search.take($0) }
        var truth: [TruthRow] = []
        world.eachTruth { truth.append($0) }
        let until = settings.start.advanced(by: settings.days - 1)
        var judgement = TrialJudgement(truth: truth, until: until)
        let summary = try search.finish(until: until, found: { judgement.take($0) }, excepted: { judgement.take($0) })
        return Outcome(judgement: judgement, summary: summary)
    }

    @Test("each rule finds what was planted for it, few findings are wrong, and no genuine owner loses service")
    func trial() throws {
        let world = World(settings)
        let result = try search(world).judgement.result

        for rule in CloneRule.allCases {
            let one = try #require(result.rules[rule])
            let recall = try #require(one.recall, "\(rule)")
            #expect(recall >= (rule == .distanceInTime || rule == .twoNetworks ? 0.5 : 0.9), "\(rule): \(one)")
            #expect(Double(one.wrong) <= Double(result.unplanted) * 0.002, "\(rule): \(one)")
        }
        for method in TrialMethod.allCases where method != .none {
            #expect((result.methods[method]?.planted ?? 0) > 0, "\(method)")
        }
        #expect(result.owners > 5)
        #expect(result.lost == 0)
        #expect(result.kept[.proven, default: 0] > 0)
        #expect(result.kept[.firstSeen, default: 0] > 0)
    }

    @Test("after the grace copies lose service, and no owner who answered does")
    func afterGrace() throws {
        let world = World(settings)
        let first = try search(world)
        let answers = first.judgement.answers.map { "\($0.device),\($0.imsi.digits),\r\n" }.joined()
        #expect(!answers.isEmpty)
        var asked = "imei,imsi\n"
        world.eachTruth { asked += "\($0.device),\($0.imsi.digits)\n" }
        let everybody = asked.split(separator: "\n").filter {
            DeviceCode(String($0.prefix { $0 != "," }))?.imei != nil || $0 == "imei,imsi"
        }
        let told = try DevicePairs(Array(everybody.joined(separator: "\n").utf8))

        let second = try search(world, pairs: world.pairsFile + answers, asked: told)
        #expect(second.judgement.result.lost == 0)
        #expect(second.summary.exceptions[.unproven] == nil)
        #expect((first.summary.exceptions[.unproven] ?? 0) > 50)
        let silent = try search(world, asked: told).judgement.result
        #expect(silent.lost > 0, "who does not answer and was not first cannot be told from a copy")
    }
}
