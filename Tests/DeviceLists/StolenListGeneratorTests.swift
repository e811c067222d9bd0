// SPDX-License-Identifier: EUPL-1.2

import Identifiers
import Testing

@testable import DeviceLists

@Suite("Generating a stolen list")
struct StolenListGeneratorTests {
    private func digest(_ generator: StolenListGenerator, kind: StolenListKind = .full, chunkSize: Int = 65_536) -> UInt64 {
        var digest = FNV1a()
        generator.write(kind, chunkSize: chunkSize) { digest.add($0) }
        return digest.value
    }

    private func dates() throws -> ClosedRange<ReportingDate> {
        let first = try #require(ReportingDate(year: 2024, month: 2, day: 27))
        let last = try #require(ReportingDate(year: 2024, month: 3, day: 1))
        return first...last
    }

    @Test("gives the same bytes for the same seed, on every platform")
    func byteStable() throws {
        let plain = StolenListGenerator(seed: 1, count: 10_000)
        let mixed = StolenListGenerator(seed: 2026, count: 10_000, dates: try dates(), mixesSpellings: true)

        #expect(digest(plain) == 10_094_756_669_091_726_201)
        #expect(digest(mixed, kind: .delta) == 935_740_924_052_649_029)
        #expect(digest(plain, chunkSize: 1) == digest(plain))
    }

    @Test("gives other devices for another seed")
    func seeds() {
        let first = Set(StolenListGenerator(seed: 1, count: 1_000).map(\.imei))
        let second = Set(StolenListGenerator(seed: 2, count: 1_000).map(\.imei))

        #expect(first.intersection(second).count < 10)
    }

    @Test("gives every device once, all under codes of the table, over all of them")
    func unique() {
        let imeis = StolenListGenerator(seed: 3, count: 100_000).map(\.imei)

        #expect(Set(imeis).count == 100_000)
        #expect(imeis.allSatisfy { TypeAllocationCodes.allocation(of: $0.tac) != nil })
        #expect(Set(imeis.map(\.tac)).count == TypeAllocationCodes.all.count)
    }

    @Test("keeps to the dates, and uses each")
    func dateRange() throws {
        let generator = StolenListGenerator(seed: 4, count: 1_000, dates: try dates())

        let days = Set(generator.map(\.reportingDate.value))

        #expect(days == [20_240_227, 20_240_228, 20_240_229, 20_240_301])
    }

    @Test("spells in 14 digits, or by turns in 14, 15 and 16 when asked")
    func spellings() {
        let plain = StolenListGenerator(seed: 5, count: 1_000)
        let mixed = StolenListGenerator(seed: 5, count: 1_000, mixesSpellings: true)

        var kinds: [String: Int] = [:]
        for element in mixed {
            switch element.spelling {
            case .digits: kinds["14", default: 0] += 1
            case .checkDigit: kinds["15", default: 0] += 1
            case .transmitted: kinds["15 with 0", default: 0] += 1
            case .softwareVersion(let version):
                kinds["16", default: 0] += 1
                #expect(version < 99)
            }
        }

        #expect(plain.allSatisfy { $0.spelling == .digits })
        #expect(kinds.count == 4)
        #expect(kinds.values.allSatisfy { $0 > 200 })
        #expect(plain.map(\.imei) == mixed.map(\.imei))
    }

    @Test("writes files that are read without a fault", arguments: [StolenListKind.full, .delta])
    func readable(kind: StolenListKind) {
        let generator = StolenListGenerator(seed: 6, count: 5_000, mixesSpellings: true)
        var file: [UInt8] = []
        var survey = StolenListSurvey()

        generator.write(kind, chunkSize: 777) { file += $0 }
        let reading = read(file, expecting: kind, chunks: [1_000])
        for outcome in reading.outcomes { survey.add(outcome) }

        #expect(reading.error == nil)
        #expect(survey.verdict == .accepted)
        #expect(survey.counts.blocking == 5_000)
        #expect(survey.acceptedRows.map(\.imei) == generator.map(\.imei))
        #expect(survey.acceptedRows.map(\.reportingDate) == generator.map(\.reportingDate))
    }

    @Test("is held within what can be made, and can be empty")
    func limits() {
        #expect(StolenListGenerator(seed: 7, count: -1).map(\.imei).isEmpty)
        #expect(StolenListGenerator(seed: 7, count: .max).count == StolenListGenerator.capacity)
        #expect(StolenListGenerator.capacity == TypeAllocationCodes.all.count * 1_000_000)
    }

    @Test("stops when the taker of the chunks fails")
    func failingTaker() {
        struct Full: Error {}
        var chunks = 0

        #expect(throws: Full.self) {
            try StolenListGenerator(seed: 8, count: 1_000).write(chunkSize: 100) { _ throws(Full) in
                chunks += 1
                if chunks == 3 { throw Full() }
            }
        }
        #expect(chunks == 3)
    }

    @Test("draws from SplitMix64 as published")
    func splitMix() {
        var random = SplitMix64(seed: 1_234_567)

        let drawn = (0..<5).map { _ in random.next() }

        #expect(
            drawn == [
                6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
                4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
            ]
        )
        #expect((0..<1_000).allSatisfy { _ in random.next(below: 7) < 7 })
    }

    @Test("permutes: every number once", arguments: [UInt64(1), 2, 3, 4, 5, 100, 4_096, 4_097, 70_000])
    func permutation(size: UInt64) {
        var random = SplitMix64(seed: size)
        let order = SeededPermutation(size: size, random: &random)

        let numbers = (0..<size).map { order($0) }

        #expect(numbers.sorted() == Array(0..<size))
        #expect(size < 100 || numbers != Array(0..<size))
    }
}
