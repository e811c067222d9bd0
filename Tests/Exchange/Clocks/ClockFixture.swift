// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Testing

/// What the clock tests share: reading written times, and chance that is the same at every run.
enum ClockFixture {
    static func instant(_ text: String) throws -> Instant {
        try #require(Instant(rfc3339: text), "\(text) must be a date-time")
    }

    static func date(_ text: String) throws -> CivilDate {
        try #require(CivilDate(text), "\(text) must be a date")
    }

    /// What Dutch clocks show, written as `2026-11-21 14:20`.
    static func dutch(_ text: String) throws -> Instant {
        let parts = text.split(separator: " ")
        let clock = try #require(parts.last).split(separator: ":").compactMap { Int($0) }
        let civil = try #require(CivilDateTime(date: date(String(parts[0])), hour: clock[0], minute: clock[1]))
        return DutchTime.instant(of: civil)
    }

    /// Texts near those given: bytes changed, dropped, doubled and swapped, by a generator with a fixed seed.
    static func disturbed(_ texts: [String], count: Int, seed: UInt64) -> [String] {
        var chance = FixedChance(state: seed)
        let alphabet = Array("0123456789-+:.TZPDHMSWBYtz é\u{0}".unicodeScalars)
        return (0..<count).map { _ in
            var scalars = Array((texts.randomElement(using: &chance) ?? "").unicodeScalars)
            for _ in 0...Int.random(in: 0...4, using: &chance) where !scalars.isEmpty {
                let index = Int.random(in: 0..<scalars.count, using: &chance)
                switch Int.random(in: 0..<4, using: &chance) {
                case 0: scalars[index] = alphabet.randomElement(using: &chance) ?? "0"
                case 1: scalars.remove(at: index)
                case 2: scalars.insert(scalars[index], at: index)
                default: scalars.swapAt(index, 0)
                }
            }
            var text = ""
            text.unicodeScalars.append(contentsOf: scalars)
            return text
        }
    }

    /// SplitMix64.
    struct FixedChance: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
    }
}
