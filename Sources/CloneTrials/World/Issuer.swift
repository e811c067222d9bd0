// SPDX-License-Identifier: EUPL-1.2

import Identifiers
import UsageRecords

/// Hands out subscriptions, numbers and IMEIs, each once.
struct Issuer {
    /// Networks of the country; the last delivers records in the plain form of DIRBS, without moment and place.
    static let networks = ["20404", "20408", "20416"].compactMap { NetworkCode($0) }
    /// The network whose records are plain.
    static var plain: NetworkCode { networks[2] }

    private var subscriptions: UInt64 = 0
    private var numbers: UInt64 = 0
    private var carriers: UInt32 = 0
    private var serials: [UInt32: UInt64] = [:]

    mutating func network(_ random: inout TrialRandom) -> NetworkCode {
        let draw = random.below(100)
        return Issuer.networks[draw < 40 ? 0 : draw < 75 ? 1 : 2]
    }

    mutating func imsi(of network: NetworkCode) -> DigitCode {
        subscriptions += 1
        return Issuer.code(network.digits, subscriptions &* 7_919 % 10_000_000_000, places: 10)
    }

    mutating func number() -> DigitCode {
        numbers += 1
        return Issuer.code("316", Issuer.scattered(numbers), places: 8)
    }

    /// Another number below 10^8 for each number below it, so that numbers given out one after the other stand in no row.
    private static func scattered(_ number: UInt64) -> UInt64 {
        let mask: UInt64 = (1 << 27) - 1
        var bits = number & mask
        repeat {
            bits = (bits &* 0x5_9D2B_4C35 &+ 0x3_1415) & mask
            bits ^= bits >> 13
            bits = (bits &* 0x2_7220_A95B) & mask
            bits ^= bits >> 15
        } while bits >= 100_000_000
        return bits
    }

    /// Numbers one after the other, for a batch of SIMs.
    mutating func series(_ count: Int) -> [DigitCode] {
        numbers += 1
        let first = numbers &* 7_919 % 90_000_000
        return (0..<count).map { Issuer.code("3197", first + UInt64($0), places: 8) }
    }

    mutating func carrier() -> UInt32 {
        carriers += 1
        return carriers
    }

    /// The next phone of a type.
    mutating func device(of tac: UInt32) -> DeviceCode {
        let serial = serials[tac, default: 0]
        serials[tac] = serial + 1
        return Issuer.device(tac, serial &* 7_919 % 1_000_000)
    }

    static func device(_ tac: UInt32, _ serial: UInt64) -> DeviceCode {
        DeviceCode(head: UInt64(tac) * 1_000_000 + serial, tail: 0)
    }

    private static func code(_ prefix: String, _ number: UInt64, places: Int) -> DigitCode {
        let digits = String(number)
        return DigitCode(prefix + String(repeating: "0", count: max(0, places - digits.utf8.count)) + digits)
            ?? DigitCode(marked: 1)
    }
}
