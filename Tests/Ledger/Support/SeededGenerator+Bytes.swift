// SPDX-License-Identifier: EUPL-1.2

import Trials

extension SeededGenerator {
    /// The bytes with a few of them changed, removed or repeated.
    mutating func damaged(_ bytes: [UInt8]) -> [UInt8] {
        var result = bytes
        for _ in 0..<Int.random(in: 1...4, using: &self) where !result.isEmpty {
            let place = result.indices.randomElement(using: &self) ?? 0
            switch Int.random(in: 0..<4, using: &self) {
            case 0: result[place] = UInt8.random(in: .min ... .max, using: &self)
            case 1: result.remove(at: place)
            case 2: result.insert(result[place], at: place)
            default: result.removeSubrange(place...)
            }
        }
        return result
    }
}
