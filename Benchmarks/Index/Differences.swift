// SPDX-License-Identifier: EUPL-1.2

import Identifiers
import ListedDevices

/// Compares answers with those of a plain set, over random and nasty questions.
struct Differences {
    let devices: ListedDevices
    let source: KeySource
    let sorted: [UInt64]
    let count: Int
    let seed: UInt64

    /// How many answers differ.
    func run() -> Int {
        var set = Set<UInt64>(minimumCapacity: sorted.count)
        for key in sorted { set.insert(key) }
        var random = SplitMix64(seed: seed &+ 2)
        var differences = 0
        for number in 0..<count {
            let key = question(number, &random)
            guard let imei = IMEI(value: key) else { continue }
            let right = set.contains(key) ? source.status(of: key) : nil
            if devices.status(of: imei) != right { differences += 1 }
        }
        return differences
    }

    private func question(_ number: Int, _ random: inout SplitMix64) -> UInt64 {
        let listed = sorted[Int(random.below(UInt64(sorted.count)))]
        let type = listed / 1_000_000 * 1_000_000
        switch number % 8 {
        case 0: return listed
        case 1: return listed &+ 1
        case 2: return listed == 0 ? 0 : listed - 1
        case 3: return type + random.below(1_000_000)
        case 4: return type + (number % 16 < 8 ? 0 : 999_999)
        case 5: return (type == 0 ? 0 : type - 1) + (number % 16 < 8 ? 0 : 1_000_001)
        case 6: return [0, 1, 999_999, 1_000_000, 99_999_999_999_999, sorted[0], sorted[sorted.count - 1]][Int(random.below(7))]
        default: return random.below(100_000_000_000_000)
        }
    }
}
