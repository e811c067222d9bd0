// SPDX-License-Identifier: EUPL-1.2

import Identifiers
import Testing
import Trials

@testable import PrivateChecks

@Suite("The table of what is listed")
struct TableTests {
    private func outcome(_ value: UInt64) -> CheckOutcome { CheckOutcome(value: value) }

    private func imei(_ generator: inout SeededGenerator) throws -> IMEI {
        try #require(IMEI(value: generator.next() % 100_000_000_000_000))
    }

    @Test("after any additions and removals it holds what a plain set holds, in every bucket and at every number of bits")
    func model() throws {
        var generator = SeededGenerator(seed: 3)
        let devices = try (0..<400).map { _ in (try imei(&generator), outcome(generator.next() >> 1)) }
        var table = CheckTable()
        var model: Set<Int> = []
        for _ in 0..<3_000 {
            let number = Int(generator.next() % 400)
            if generator.next() % 3 == 0 {
                table.remove(devices[number].1, of: devices[number].0)
                model.remove(number)
            } else {
                table.insert(devices[number].1, of: devices[number].0)
                model.insert(number)
            }
        }

        #expect(table.count == model.count)
        for bits in [0, 1, 5, 12] {
            let length = table.fullest(bits: bits)
            var longest = 0
            for bucket in 0..<(1 << bits) {
                let place = try #require(CheckBucket(number: bucket, bits: bits))
                let outcomes = table.outcomes(in: place, filledTo: length)
                let expected = model.filter { CheckBucket(of: devices[$0].0, bits: bits) == place }
                longest = max(longest, expected.count)
                #expect(outcomes.count == length, "each is filled up to one length")
                for number in devices.indices where CheckBucket(of: devices[number].0, bits: bits) == place {
                    #expect(outcomes.contains(devices[number].1) == expected.contains(number))
                }
                #expect(try CheckOutcomes(bytes: outcomes.bytes) == outcomes)
            }
            #expect(longest == length)
        }
    }

    @Test("the filler is nobody's outcome")
    func filler() throws {
        let all = CheckOutcome(output: Array(repeating: 0xFF, count: 48))
        let empty = CheckTable().outcomes(in: try #require(CheckBucket(number: 0, bits: 0)), filledTo: 5)

        #expect(all.value == UInt64.max - 1)
        #expect(empty.count == 5 && !empty.contains(all))
        #expect(CheckOutcome(output: [1, 2, 3, 4, 5, 6, 7, 8, 9]).value == 0x0102_0304_0506_0708)
    }

    @Test("a table that was kept comes back; one that is cut, out of order or longer does not")
    func kept() throws {
        var generator = SeededGenerator(seed: 4)
        var table = CheckTable()
        for _ in 0..<500 { table.insert(outcome(generator.next() >> 1), of: try imei(&generator)) }
        let bytes = table.encoded()

        let back = try #require(CheckTable(encoded: bytes))
        #expect(back.count == 500 && back.encoded() == bytes)
        #expect(CheckTable(encoded: bytes.dropLast()) == nil)
        #expect(CheckTable(encoded: bytes + [0]) == nil)
        #expect(CheckTable(encoded: [] as [UInt8]) == nil)
        for _ in 0..<200 {
            var damaged = bytes
            damaged[Int(generator.next() % UInt64(damaged.count))] ^= UInt8(truncatingIfNeeded: generator.next() | 1)
            // Whatever it is read as, it is whole and in order.
            if let read = CheckTable(encoded: damaged) { #expect(read.encoded() == damaged) }
        }
    }

    @Test("outcomes from outside are in order and whole, or refused")
    func outcomes() throws {
        func code(of bytes: [UInt8]) -> PrivateCheckError.Code? {
            Samples.code { () throws(PrivateCheckError) in _ = try CheckOutcomes(bytes: bytes) }
        }
        let (one, two): ([UInt8], [UInt8]) = ([0, 0, 0, 0, 0, 0, 0, 1], [0, 0, 0, 0, 0, 0, 0, 2])
        let filler = [UInt8](repeating: 0xFF, count: 8)

        #expect(code(of: []) == nil)
        #expect(code(of: one + two + filler + filler) == nil)
        #expect(code(of: two + one) == .malformedOutcomes)
        #expect(code(of: one + one) == .malformedOutcomes)
        #expect(code(of: filler + one) == .malformedOutcomes)
        #expect(code(of: Array(one.dropLast())) == .malformedOutcomes)
        var generator = SeededGenerator(seed: 5)
        for _ in 0..<500 {
            let bytes = generator.bytes(Int(generator.next() % 40))
            if let read = try? CheckOutcomes(bytes: bytes) { #expect(read.bytes == bytes) }
        }
    }
}
