// SPDX-License-Identifier: EUPL-1.2

import CloneTrials
import Clones
import Testing
import UsageRecords

@Suite("Judging a trial")
struct TrialJudgementTests {
    private func row(_ device: String, _ imsi: Int, to: String = "20261029", _ role: String, _ method: String) throws -> TruthRow {
        try #require(TruthRow(line: "\(device),20408000000000\(imsi),20260801,\(to),\(role),\(method)"))
    }

    private func device(_ text: String) throws -> DeviceCode { try #require(DeviceCode(text)) }
    private func imsi(_ number: Int) throws -> DigitCode { try #require(DigitCode("20408000000000\(number)")) }

    /// A phone with copies, one that is honest, one that was altered, and one whose only user went away in September.
    private func judgement() throws -> TrialJudgement {
        let truth = try [
            row("35000001000001", 1, "genuine", "few"), row("35000001000001", 2, "copy", "few"),
            row("35000001000001", 3, "copy", "few"),
            row("35000001000002", 4, "honest", "none"), row("35999999000003", 5, "altered", "unallocated"),
            row("35000001000004", 6, to: "20260930", "honest", "none"),
        ]
        return TrialJudgement(truth: truth, until: try #require(UsageDay("20261029")))
    }

    @Test("before anything is found nothing is wrong, and all that was planted is missed")
    func nothingFound() throws {
        let result = try judgement().result

        #expect(result.devices == 4)
        #expect(result.unplanted == 2)
        #expect(result.methods[.few]?.planted == 1)
        #expect(result.methods[.few]?.found == 0)
        #expect(result.rules[.duplicateDailyAverage]?.recall == 0)
        #expect(result.rules[.duplicateDailyAverage]?.falsePositiveShare == nil)
        #expect(result.rules[.transientSeries]?.recall == nil)
        #expect(result.owners == 0)
        #expect(result.lost == 0)
    }

    @Test("a finding on a copied phone is right by whatever rule; recall counts the rule that is meant")
    func right() throws {
        var judgement = try judgement()
        judgement.take(try device("35000001000001"), .distanceInTime)
        var result = judgement.result
        #expect(result.rules[.distanceInTime]?.findings == 1)
        #expect(result.rules[.distanceInTime]?.wrong == 0)
        #expect(result.rules[.duplicateDailyAverage]?.foundOfMeant == 0)
        #expect(result.methods[.few]?.found == 1)

        judgement.take(try device("35000001000001"), .duplicateDailyAverage)
        result = judgement.result
        #expect(result.rules[.duplicateDailyAverage]?.recall == 1)
        #expect(result.methods[.few]?.found == 1)
    }

    @Test("a finding on an honest phone is wrong, one on no phone at all is garbled")
    func wrong() throws {
        var judgement = try judgement()
        judgement.take(try device("35000001000002"), .twoNetworks)
        judgement.take(try device("35000001F"), .malformed)
        let result = judgement.result

        #expect(result.rules[.twoNetworks]?.wrong == 1)
        #expect(result.rules[.twoNetworks]?.falsePositiveShare == 1)
        #expect(result.rules[.malformed]?.garbled == 1)
        #expect(result.rules[.malformed]?.findings == 0)
    }

    @Test("a genuine user without an exception loses service; a copy does not count, nor who went away")
    func lost() throws {
        var judgement = try judgement()
        for text in ["35000001000001", "35000001000002", "35000001000004", "35999999000003"] {
            judgement.take(try device(text), .twoNetworks)
        }
        #expect(judgement.result.owners == 2)
        #expect(judgement.result.lost == 2)

        judgement.take(try device("35000001000001"), try imsi(1), .firstSeen)
        judgement.take(try device("35000001000001"), try imsi(2), .unproven)
        judgement.take(try device("35000001000002"), try imsi(1), .proven)  // another's
        #expect(judgement.result.lost == 1)
        #expect(judgement.result.kept == [.firstSeen: 1])

        judgement.take(try device("35000001000002"), try imsi(4), .unproven)
        #expect(judgement.result.lost == 0)
        #expect(judgement.answers.map(\.imsi) == [try imsi(4)])
        #expect(judgement.answers.map(\.device) == [try device("35000001000002")])
    }
}
