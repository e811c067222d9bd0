// SPDX-License-Identifier: EUPL-1.2

import Identifiers
import UsageRecords

/// What the digits of an IMEI say by themselves.
enum IMEIForm {
    /// Whether the type is one for test equipment.
    static func isTest(_ imei: IMEI, by types: ClonePolicy.TestTypes) -> Bool {
        switch types {
        case .ts06: imei.tac.isTest
        case .dirbs:
            switch imei.tac.value {
            case 100_100..<101_800: true  // 001001 to 001017
            case 440_000..<450_000, 860_000..<870_000, 910_000..<920_000: true  // 0044, 0086 and 0091
            default: false
            }
        }
    }

    /// Whether it is one digit fourteen times, or digits that count up or down from the first.
    static func isRepeated(_ imei: IMEI) -> Bool {
        var rest = imei.value / 10
        var after = imei.value % 10
        var steps: Set<UInt64> = []
        for _ in 0..<13 {
            let digit = rest % 10
            steps.insert((after + 10 - digit) % 10)
            after = digit
            rest /= 10
        }
        return steps.count == 1 && steps.isSubset(of: [0, 1, 9])
    }
}
