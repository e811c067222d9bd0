// SPDX-License-Identifier: EUPL-1.2

import Testing
import Trials

@testable import Segments

@Suite("CRC-32C")
struct CRC32CTests {
    private static let vectors: [([UInt8], UInt32)] = [
        (Array("123456789".utf8), 0xE306_9283),
        (Array(repeating: 0, count: 32), 0x8A91_36AA),
        (Array(repeating: 0xFF, count: 32), 0x62A8_AB43),
        (Array(0..<32), 0x46DD_794E),
        ((0..<32).reversed(), 0x113F_DB5C),
        ([], 0),
    ]

    @Test("the vectors of RFC 3720 and the usual check value come out", arguments: vectors)
    func knownValues(bytes: [UInt8], expected: UInt32) {
        #expect(bytes.withUnsafeBytes(CRC32C.of) == expected)
    }

    @Test("it does not matter in which pieces the bytes come")
    func inPieces() {
        var random = SeededGenerator(seed: 1)
        let bytes = random.bytes(1_000)
        let whole = bytes.withUnsafeBytes(CRC32C.of)
        for _ in 0..<50 {
            var check = CRC32C()
            var start = 0
            while start < bytes.count {
                let end = min(bytes.count, start + Int.random(in: 0...40, using: &random))
                Array(bytes[start..<end]).withUnsafeBytes { check.update($0) }
                start = end
            }
            #expect(check.value == whole)
        }
    }

    @Test("every single flipped bit changes the check")
    func flips() {
        var random = SeededGenerator(seed: 2)
        var bytes = random.bytes(64)
        let right = bytes.withUnsafeBytes(CRC32C.of)
        for bit in 0..<512 {
            bytes[bit / 8] ^= 1 << UInt8(bit % 8)
            #expect(bytes.withUnsafeBytes(CRC32C.of) != right)
            bytes[bit / 8] ^= 1 << UInt8(bit % 8)
        }
    }

    @Test("the checks of blocks are those of each block alone, the last one short")
    func blocks() {
        var random = SeededGenerator(seed: 3)
        let bytes = random.bytes(BlockChecks.blockLength * 2 + 10)
        var checks = BlockChecks()
        for start in stride(from: 0, to: bytes.count, by: 50_000) {
            Array(bytes[start..<min(bytes.count, start + 50_000)]).withUnsafeBytes { checks.update($0) }
        }

        let table = checks.table()

        #expect(table.count == 12 && BlockChecks.count(of: UInt64(bytes.count)) == 3)
        for block in 0..<3 {
            let start = block * BlockChecks.blockLength
            let part = Array(bytes[start..<min(bytes.count, start + BlockChecks.blockLength)])
            let kept = table[(4 * block)..<(4 * block + 4)].reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
            #expect(kept == part.withUnsafeBytes(CRC32C.of))
        }
    }
}
