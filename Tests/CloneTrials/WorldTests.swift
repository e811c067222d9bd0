// SPDX-License-Identifier: EUPL-1.2

import CloneTrials
import Clones
import Testing
import UsageRecords

@Suite("A made-up world of phones")
struct WorldTests {
    /// The world as the bytes of its files.
    private func bytes(_ settings: TrialSettings) -> [UInt8] {
        let world = World(settings)
        var buffer: [UInt8] = []
        let writer = UsageWriter()
        world.eachRecord { writer.append($0, to: &buffer) }
        world.eachTruth { buffer += Array("\($0.line)\n".utf8) }
        return buffer + Array((world.typesFile + world.blockedFile + world.pairsFile).utf8)
    }

    @Test("the same seed gives the same bytes, another seed others")
    func seeded() {
        let one = bytes(TrialSettings(records: 20_000, seed: 11))
        #expect(one == bytes(TrialSettings(records: 20_000, seed: 11)))
        #expect(one != bytes(TrialSettings(records: 20_000, seed: 12)))
        // FNV-1a over all bytes: a world is the same on every machine.
        let digest = one.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
        #expect(digest == 10_156_954_285_443_187_272)
    }

    @Test("there are about as many records as asked for, all readable, in the order of days")
    func readable() throws {
        let world = World(TrialSettings(records: 300_000, seed: 3))
        var buffer: [UInt8] = []
        let writer = UsageWriter()
        writer.appendHeader(to: &buffer)
        let count = world.eachRecord { writer.append($0, to: &buffer) }
        var reader = UsageReader()
        var last = UsageDay.first
        var isInOrder = true
        try reader.read(buffer.span) { record in
            if record.day < last { isInOrder = false }
            last = record.day
        }

        #expect((200_000...450_000).contains(count), "\(count)")
        #expect(reader.counts.records == count)
        #expect(reader.faults.isEmpty)
        #expect(isInOrder)
        #expect(UsageThresholds().exceeded(by: reader.counts, hasHome: false).isEmpty)
        #expect(reader.counts.placed > count / 3)
        #expect(reader.counts.placed < count)
    }

    @Test("every kind of clone is in it, and every row of the truth comes back from its line")
    func truth() {
        let world = World(TrialSettings(records: 100_000, seed: 3))
        var methods: Set<TrialMethod> = []
        var roles: Set<TrialRole> = []
        var isSame = true
        world.eachTruth { row in
            methods.insert(row.method)
            roles.insert(row.role)
            if TruthRow(line: row.line) != row { isSame = false }
        }

        #expect(methods == Set(TrialMethod.allCases))
        #expect(roles == Set(TrialRole.allCases))
        #expect(isSame)
        #expect(TruthRow(line: "a,b,c") == nil)
        #expect(TruthRow(line: TruthRow.header) == nil)
    }
}
