// SPDX-License-Identifier: EUPL-1.2

import Ledger
import Testing

@Suite("JSON equality")
struct JSONEqualityTests {
    private static let values: [JSON] = [
        .null, true, false, 0, 1, -1, 0.5, .number(1), .number(1e300), .number(.nan), .number(.infinity), .integer(.max),
        .number(9_223_372_036_854_775_808), "", "a", "\u{E9}", "e\u{301}", "null", "1", [], [1], [.number(1)], [.null], [[]], [:],
        ["a": 1], ["a": .number(1)], ["\u{E9}": 1], ["e\u{301}": 1], ["a": .null],
    ]

    @Test("values are equal exactly when their canonical bytes are")
    func equality() {
        for left in Self.values {
            for right in Self.values {
                #expect((left == right) == (left.canonical() == right.canonical()), "\(left) \(right)")
            }
        }
    }

    @Test("equal values have equal hashes")
    func hashes() {
        for left in Self.values {
            for right in Self.values where left == right {
                #expect(left.hashValue == right.hashValue, "\(left) \(right)")
            }
        }
    }

    @Test("values that differ can be members of one set")
    func set() {
        let distinct = Set(Self.values.map { $0.canonical() }).count
        #expect(Set(Self.values).count == distinct)
    }
}
