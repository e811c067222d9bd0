// SPDX-License-Identifier: EUPL-1.2

import DeviceLists
import Edge
import Exchange
import Identifiers
import Ledger

/// Brings a stolen list in DIRBS form in: reads and judges the whole file first, then hands it to the hub in reports of bounded size.
struct StolenListImport {
    /// The most subjects in one report: the register admits 200,000.
    static let subjectsPerReport = 100_000

    /// How many rows are judged together.
    private static let rowsTogether = 256

    /// Reads and judges a file from its beginning to its end.
    static func survey(_ source: ByteSource) throws -> StolenListSurvey {
        var reader = StolenListReader()
        var survey = StolenListSurvey(expectedRows: (source.size ?? 0) / leastBytesOfRow)
        var rows: [StolenListOutcome] = []
        rows.reserveCapacity(rowsTogether)
        func take(_ outcome: StolenListOutcome) {
            rows.append(outcome)
            guard rows.count == rowsTogether else { return }
            survey.add(rows)
            rows.removeAll(keepingCapacity: true)
        }
        try source.each { try reader.read($0, emit: take) }
        try reader.finish(emit: take)
        survey.add(rows)
        return survey
    }

    /// A row of a full list with a date and an empty status.
    private static let leastBytesOfRow = 25

    /// One report's worth of rows as the hub takes it.
    static func reports(of survey: StolenListSurvey, source: String) -> [JSON] {
        var reports: [JSON] = []
        var subjects: [JSON] = []
        var dates: [JSON] = []
        func flush() {
            guard !subjects.isEmpty else { return }
            reports.append([
                "soort": "consignment", "onderwerpen": .array(subjects),
                "gegevens": ["bron": .string(source), "meldingsdata": .array(dates)],
            ])
            (subjects, dates) = ([], [])
        }
        for row in survey.acceptedRows where row.hasBlockingStatus && row.change != .remove {
            subjects.append(.string(row.imei.digits))
            dates.append(row.reportingDate.map { .string(iso($0)) } ?? .null)
            if subjects.count == subjectsPerReport { flush() }
        }
        flush()
        return reports
    }

    private static func iso(_ date: ReportingDate) -> String {
        func two(_ number: some BinaryInteger) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(date.year)-\(two(date.month))-\(two(date.day))"
    }

    /// The judgement as JSON.
    static func json(_ survey: StolenListSurvey) -> JSON {
        let counts = survey.counts
        func pairs(_ pairs: [StolenListPair]) -> JSON {
            .array(pairs.map { ["firstLine": .integer(Int64($0.firstLine)), "line": .integer(Int64($0.line))] })
        }
        let faults = survey.faults.map { fault -> JSON in
            .object(
                JSONObject([
                    ("code", .string(fault.code.description)), ("column", fault.column.map { .string($0.rawValue) }),
                    ("line", .integer(Int64(fault.line))), ("reason", .string(fault.reason)),
                ])
            )
        }
        return [
            "accepted": .integer(Int64(counts.accepted)), "blocking": .integer(Int64(counts.blocking)),
            "conflicts": pairs(survey.conflicts), "duplicates": .integer(Int64(counts.duplicates)),
            "duplicateLines": pairs(survey.duplicates),
            "faults": .array(faults), "notBlocking": .integer(Int64(counts.notBlocking)),
            "refused": .integer(Int64(counts.refused)),
            "removals": .integer(Int64(counts.removals)), "rows": .integer(Int64(counts.rows)),
            "verdict": .string("\(survey.verdict)"),
        ]
    }

    /// The judgement for people: counts first, then every row that is named, by line.
    static func lines(_ survey: StolenListSurvey) -> [String] {
        let counts = survey.counts
        var lines = [
            "\(counts.rows) rows: \(counts.accepted) accepted (\(counts.blocking) to block, \(counts.notBlocking) not, \(counts.removals) removals), \(counts.duplicates) duplicate, \(counts.refused) refused."
        ]
        lines += survey.conflicts.map { "line \($0.line): conflicts with line \($0.firstLine)" }
        lines += survey.faults.map { "line \($0.line)\($0.column.map { ", \($0.rawValue)" } ?? ""): \($0.reason)" }
        lines += survey.duplicates.map { "line \($0.line): the same as line \($0.firstLine)" }
        return lines
    }
}
