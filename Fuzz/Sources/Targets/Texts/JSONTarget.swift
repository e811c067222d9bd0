// SPDX-License-Identifier: EUPL-1.2

import Ledger

/// JSON and its canonical form. The input: one value, or two with a zero byte between them, which are compared.
struct JSONTarget: FuzzTarget {
    let name = "json"
    let longest = 2_048
    let words = [
        "true", "false", "null", "\\u0000", "\\ud83d\\ude00", "\\\"", "1e21", "9007199254740991", "-0.0", "5e-324", "1.0", "\u{0}",
        "\u{FFFD}", "\u{1F600}", "[]", "{}", "\":", ",\"",
    ]

    func seeds() throws -> [[UInt8]] {
        [
            "{\"peach\":\"This sorting order\",\"péché\":\"is wrong\",\"\\ufb33\":1,\"\\ud83d\\ude02\":2,\"1\":\"One\"}",
            "[333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001, -0, 1e-7, 123456789012345.6]",
            " {\"a\" : [ true , false , null , \"\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\\"\\/\" ] } ",
            "1.0\u{0}1e0", "{\"e\u{301}\":1}\u{0}{\"é\":1}", "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]",
            SampleLog.short.entries[0].payload.canonicalText,
        ].map(\.input)
    }

    func attempt(_ bytes: [UInt8]) {
        let values = bytes.split(separator: 0, maxSplits: 1).compactMap { examine(Array($0)) }
        guard values.count == 2 else { return }
        let isSame = values[0] == values[1]
        claim(isSame == (values[0].canonical() == values[1].canonical()), "values are equal when they are written alike")
        claim(!isSame || values[0].hashValue == values[1].hashValue, "equal values hash alike")
    }

    private func examine(_ bytes: [UInt8]) -> JSON? {
        if let deep = try? JSON(parsing: bytes, limits: JSONLimits(bytes: bytes.count, depth: .max)) { _ = deep.canonical() }
        guard let value = try? JSON(parsing: bytes) else { return nil }
        let canonical = value.canonical()
        claim(canonical.count <= 4 * bytes.count, "the canonical form is not much longer")
        let again = must("the canonical form is read") { try JSON(parsing: canonical) }
        claim(again == value && again.canonical() == canonical, "the canonical form reads back as the same")
        claim((try? JSON(parsing: value.canonicalText)) == value, "the canonical text reads back as the same")
        if let members = value.object {
            claim(members.keys.allSatisfy { members[$0] != nil }, "every member is found by its name")
        }
        return value
    }
}
