// SPDX-License-Identifier: EUPL-1.2

import Identifiers
import Testing
import Trials

@testable import PrivateChecks

@Suite("Buckets and epochs")
struct BucketTests {
    @Test("a bucket is told by as many bits as there are, the first ones of one hash")
    func prefixes() throws {
        for number in 0..<200 {
            let imei = try Samples.imei(number)
            let finest = CheckBucket(of: imei, bits: 12)

            for bits in 0...12 { #expect(CheckBucket(of: imei, bits: bits).number == finest.number >> UInt16(12 - bits)) }
            #expect(CheckBucket(of: imei, bits: 99) == finest && CheckBucket(of: imei, bits: -1).bits == 0)
        }
    }

    @Test(
        "the bucket of an IMEI is the one that others compute: SHA-256 over the name of the protocol, the word bucket, the digits")
    func vector() throws {
        // printf 'schakel/private-check/v1\nbucket\n35686800004141' | sha256sum
        #expect(CheckBucket(of: try IMEI("356868000041418"), bits: 12).number == 0xE88)
    }

    @Test("a bucket of the finest kind holds about as many IMEIs of one type as of any other")
    func even() throws {
        var counts: [UInt16: Int] = [:]
        for number in 0..<64_000 { counts[CheckBucket(of: try Samples.imei(number), bits: 4).number, default: 0] += 1 }

        #expect(counts.count == 16)
        // 4,000 expected, with a deviation of 61.
        for count in counts.values { #expect((3_600...4_400).contains(count)) }
    }

    @Test("no more bits are told than keep a bucket at two thousand devices, and never more than twelve")
    func bits() {
        let known = [
            0: 0, 1: 0, 2_048: 0, 2_049: 1, 4_096: 1, 4_098: 2, 500_000: 8, 1_000_000: 9, 8_388_608: 12, 1_000_000_000: 12,
        ]
        for (count, bits) in known { #expect(CheckBucket.bits(forListOf: count) == bits, "\(count)") }
    }

    @Test("there is no bucket beyond the bits, and none of more than twelve bits")
    func bounds() {
        #expect(CheckBucket(number: 7, bits: 3) != nil)
        for (number, bits) in [(8, 3), (-1, 3), (0, 13), (0, -1), (1, 0), (.max, 12)] {
            #expect(CheckBucket(number: number, bits: bits) == nil)
        }
    }

    @Test("the number is written in three hexadecimal digits, and read in no other way")
    func text() throws {
        for number in 0..<(1 << 12) {
            let bucket = try #require(CheckBucket(number: number, bits: 12))
            #expect(bucket.text.utf8.count == 3 && CheckBucket(text: bucket.text, bits: 12) == bucket)
        }
        #expect(CheckBucket(number: 465, bits: 9)?.text == "1d1" && CheckBucket(number: 0, bits: 0)?.text == "000")
        for text in ["", "1", "0001", "00A", "+01", "-01", " 01", "00g", "٠٠١", "200"] {
            #expect(CheckBucket(text: text, bits: 9) == nil, "\(text)")
        }
    }

    @Test("an epoch is four weeks, and each moment is in one")
    func epochs() {
        let day: Int64 = 86_400_000
        let epoch = CheckEpoch(at: 20_778 * day)

        #expect(epoch.number == 742)
        #expect(epoch.end - epoch.start == 28 * day)
        #expect(
            CheckEpoch(at: epoch.start) == epoch && CheckEpoch(at: epoch.end - 1) == epoch
                && CheckEpoch(at: epoch.end) == epoch.next)
        #expect(CheckEpoch(at: -1).number == 0 && CheckEpoch(at: .max).number == 1_000_000)
        #expect(CheckEpoch(number: .max).next.number == 1_000_000)
    }
}
