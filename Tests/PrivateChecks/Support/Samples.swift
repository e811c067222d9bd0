// SPDX-License-Identifier: EUPL-1.2

import Identifiers
import Testing

@testable import PrivateChecks

/// What the tests ask about, and with what.
enum Samples {
    static let epoch = CheckEpoch(number: 734)

    static func key(_ seed: UInt8 = 7, epoch: CheckEpoch = Samples.epoch) throws -> CheckKey {
        try CheckKey(
            secret: Array(repeating: seed, count: 32), origin: "hub.example/devices", list: "stolen", epoch: epoch)
    }

    static func imei(_ number: Int) throws -> IMEI { try #require(IMEI(value: 35_000_000_000_000 + UInt64(number))) }

    /// Two IMEIs in one of the finest buckets.
    static func pair() throws -> (IMEI, IMEI) {
        let first = try imei(1)
        let bucket = CheckBucket(of: first, bits: PrivateCheck.mostBits)
        for number in 2..<1_000_000 {
            let other = try imei(number)
            if CheckBucket(of: other, bits: PrivateCheck.mostBits) == bucket { return (first, other) }
        }
        throw NotFound()
    }

    struct NotFound: Error {}

    static func bytes(_ hex: String) -> [UInt8] {
        let digits = Array(hex.utf8)
        return stride(from: 0, to: digits.count - 1, by: 2).compactMap {
            UInt8(String(decoding: digits[$0..<($0 + 2)], as: UTF8.self), radix: 16)
        }
    }

    /// The code of what a call throws; nil when it throws nothing.
    static func code(_ body: () throws(PrivateCheckError) -> Void) -> PrivateCheckError.Code? {
        do {
            try body()
            return nil
        } catch {
            return error.code
        }
    }
}
