// SPDX-License-Identifier: EUPL-1.2

import CloneTrials
import Clones
import Ledger

/// Tells how well the rules did in a made-up world.
enum TrialReport {
    static func lines(_ result: TrialResult) -> [String] {
        var lines = ["rule                      planted  found  recall  findings  wrong  share wrong"]
        for rule in CloneRule.allCases {
            guard let one = result.rules[rule] else { continue }
            lines.append(
                padded(rule.name, 24, left: true) + padded("\(one.meant)", 9) + padded("\(one.foundOfMeant)", 7)
                    + padded(percent(one.recall), 8) + padded("\(one.findings)", 10) + padded("\(one.wrong)", 7)
                    + padded(percent(one.falsePositiveShare), 13)
                    + (one.garbled > 0 ? "  (and \(one.garbled) garbled records)" : ""))
        }
        lines.append("")
        lines.append("method                    planted  found by any rule")
        for method in TrialMethod.allCases {
            guard let one = result.methods[method] else { continue }
            lines.append(padded(method.name, 24, left: true) + padded("\(one.planted)", 9) + padded("\(one.found)", 7))
        }
        let kept = OwnerException.Ground.allCases.compactMap { ground in result.kept[ground].map { "\($0) \(ground.name)" } }
        lines.append("")
        lines.append("\(result.devices) IMEIs, \(result.unplanted) of them on one phone, rightly.")
        lines.append("\(result.owners) people with a genuine phone whose IMEI was found: \(kept.joined(separator: ", ")).")
        lines.append(result.lost == 0 ? "None of them loses service." : "\(result.lost) of them lose service.")
        return lines
    }

    static func json(_ result: TrialResult) -> JSON {
        func number(_ value: Int) -> JSON { .integer(Int64(value)) }
        func parts(_ share: Double?) -> JSON? { share.map { .integer(Int64(($0 * 10_000).rounded())) } }
        let rules = CloneRule.allCases.compactMap { rule in
            result.rules[rule].map { one in
                (
                    rule.name,
                    Optional(
                        JSON.object(
                            JSONObject([
                                ("planted", number(one.meant)), ("found", number(one.foundOfMeant)),
                                ("recallPerTenThousand", parts(one.recall)), ("findings", number(one.findings)),
                                ("wrong", number(one.wrong)), ("wrongPerTenThousand", parts(one.falsePositiveShare)),
                                ("garbled", number(one.garbled)),
                            ])))
                )
            }
        }
        let methods = TrialMethod.allCases.compactMap { method in
            result.methods[method].map { one in
                (method.name, Optional(["planted": number(one.planted), "found": number(one.found)] as JSON))
            }
        }
        let kept = OwnerException.Ground.allCases.compactMap { ground in
            result.kept[ground].map { (ground.name, Optional(number($0))) }
        }
        return [
            "rules": .object(JSONObject(rules)), "methods": .object(JSONObject(methods)), "devices": number(result.devices),
            "unplanted": number(result.unplanted), "owners": number(result.owners), "kept": .object(JSONObject(kept)),
            "lost": number(result.lost),
        ]
    }

    private static func padded(_ text: String, _ width: Int, left: Bool = false) -> String {
        let filling = String(repeating: " ", count: max(0, width - text.count))
        return left ? text + filling : filling + text
    }

    private static func percent(_ share: Double?) -> String {
        guard let share else { return "-" }
        let tenths = Int((share * 1_000).rounded())
        return "\(tenths / 10).\(tenths % 10) %"
    }
}
