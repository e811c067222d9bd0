// SPDX-License-Identifier: EUPL-1.2

import Clones
import Identifiers
import Ledger
import UsageRecords

/// What a search came to, for people and for programs. No subscription is in it.
struct UsageOutcome {
    static let mostFaults = 100

    var bytes = 0
    var counts = UsageCounts()
    var faults: [(path: String, fault: UsageFault)] = []
    var doubts: [String] = []
    var isRefused = false
    var summary: SearchSummary?
    var readSeconds = 0.0
    var seconds = 0.0
    var scratchBytes = 0
    var peakBytes: Int?

    private var perSecond: Int { seconds > 0 ? Int(Double(counts.rows) / seconds) : 0 }

    var lines: [String] {
        var lines = [
            "\(counts.rows) rows: \(counts.records) records, \(counts.withoutIMEI) without an IMEI, \(counts.refused) refused;"
                + " \(counts.placed) with moment and place."
        ]
        lines += faults.map { "\($0.path), line \($0.fault.line): \($0.fault.reason)" }
        lines += doubts
        if isRefused {
            return lines + ["The records are not believed, and nothing is searched. Mend the export, or try again with --accept."]
        }
        guard let summary else { return lines }
        lines.append("\(summary.devices) devices until \(summary.until.map(\.description) ?? "-"); \(summary.found) found.")
        for rule in CloneRule.allCases {
            if let count = summary.findings[rule] { lines.append("  \(rule.name): \(count)") }
            if let count = summary.withheld[rule] {
                lines.append("  \(rule.name): withheld, it would find \(count), too large a share to be believed")
            }
        }
        if !summary.doubtedTypes.isEmpty {
            let types = summary.doubtedTypes.prefix(20).map(\.description).joined(separator: " ")
            lines.append("The table of types is doubted about \(summary.doubtedTypes.count) types: \(types)")
        }
        if !summary.crowded.isEmpty {
            let devices = summary.crowded.prefix(20).map(\.text).joined(separator: " ")
            lines.append("Too many subscriptions to tell apart, do not block without looking: \(devices)")
        }
        let kept = OwnerException.Ground.allCases.compactMap { ground in
            summary.exceptions[ground].map { "\($0) \(ground.name)" }
        }
        if !kept.isEmpty { lines.append("Subscriptions that keep service: \(kept.joined(separator: ", ")).") }
        lines.append(
            "\(tenths(seconds)) s (\(tenths(readSeconds)) s reading), \(perSecond) rows a second; "
                + "\(scratchBytes >> 20) MiB of scratch file"
                + (peakBytes.map { ", at most \($0 >> 20) MiB of memory." } ?? "."))
        return lines
    }

    private func tenths(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }

    var json: JSON {
        func number(_ value: Int) -> JSON { .integer(Int64(value)) }
        var object: JSONObject = [
            "bytes": number(bytes), "rows": number(counts.rows), "records": number(counts.records),
            "refused": number(counts.refused),
            "withoutIMEI": number(counts.withoutIMEI), "withoutIMSI": number(counts.withoutIMSI),
            "uncleanIMEI": number(counts.uncleanIMEI), "placed": number(counts.placed),
            "unknownCells": number(counts.unknownCells), "doubts": .array(doubts.map { .string($0) }),
            "faults": .array(
                faults.map { path, fault in
                    [
                        "file": .string(path), "line": number(fault.line), "kind": .string(fault.kind.rawValue),
                        "reason": .string(fault.reason),
                    ]
                }),
            "isRefused": .bool(isRefused),
        ]
        guard let summary else { return .object(object) }
        func counted(_ pairs: [(String, Int)]) -> JSON { .object(JSONObject(pairs.map { ($0.0, Optional(number($0.1))) })) }
        let rules = CloneRule.allCases
        object["devices"] = number(summary.devices)
        object["found"] = number(summary.found)
        object["until"] = .string(summary.until?.description ?? "")
        object["findings"] = counted(rules.compactMap { rule in summary.findings[rule].map { (rule.name, $0) } })
        object["withheld"] = counted(rules.compactMap { rule in summary.withheld[rule].map { (rule.name, $0) } })
        object["doubtedTypes"] = .array(summary.doubtedTypes.map { .string($0.description) })
        object["crowded"] = .array(summary.crowded.map { .string($0.text) })
        object["exceptions"] = counted(
            OwnerException.Ground.allCases.compactMap { ground in summary.exceptions[ground].map { (ground.name, $0) } })
        object["milliseconds"] = number(Int(seconds * 1_000))
        object["readMilliseconds"] = number(Int(readSeconds * 1_000))
        object["rowsPerSecond"] = number(perSecond)
        object["parts"] = number(summary.parts)
        object["mostRecordsInMemory"] = number(summary.mostRecordsInMemory)
        object["scratchBytes"] = number(scratchBytes)
        if let peakBytes { object["peakMemoryBytes"] = number(peakBytes) }
        return .object(object)
    }
}
