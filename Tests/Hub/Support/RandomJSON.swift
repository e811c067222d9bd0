// SPDX-License-Identifier: EUPL-1.2

import Ledger

/// JSON of any shape, the same at every run with the same seed. Member names are often those that schemas in tests know.
enum RandomJSON {
    private static let names = ["mensen", "waar", "wanneer", "vrij", "naam", "leeftijd", "talen", "x", "", "\u{0}\u{1F600}"]
    private static let texts = ["", "nl", "Jo", "2026-11-21T09:30:00Z", "\u{1F600}\u{1F600}\u{1F600}", "niet"]

    static func value(depth: Int, using random: inout some RandomNumberGenerator) -> JSON {
        switch Int.random(in: 0..<(depth > 0 ? 9 : 5), using: &random) {
        case 0: .null
        case 1: .bool(.random(using: &random))
        case 2: .integer(Int64.random(in: -200...200, using: &random))
        case 3: .number(Double.random(in: -1...1, using: &random))
        case 4: .string(texts.randomElement(using: &random) ?? "")
        case 5: .array((0..<Int.random(in: 0..<6, using: &random)).map { _ in value(depth: depth - 1, using: &random) })
        default: .object(members(depth: depth - 1, using: &random))
        }
    }

    private static func members(depth: Int, using random: inout some RandomNumberGenerator) -> JSONObject {
        var object = JSONObject()
        for _ in 0..<Int.random(in: 0..<6, using: &random) {
            object[names.randomElement(using: &random) ?? ""] = value(depth: depth, using: &random)
        }
        return object
    }
}
