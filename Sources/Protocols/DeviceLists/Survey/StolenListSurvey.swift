// SPDX-License-Identifier: EUPL-1.2

import Identifiers

/// Judges a stolen list as a whole, row by row: which devices it gives once, which rows repeat or contradict others.
///
/// The rules are those of the DIRBS import: exact repetitions are tolerated, the same device with another date or
/// status is a conflict, and in a delta the same device with two different changes is refused
/// (`delta_multiple_changes_check`). Rows in a conflict are all refused, for nobody can tell which is right. Takes
/// some 70 bytes of memory for each device; comparing is by the 14 digits, so spelling makes no difference.
public struct StolenListSurvey: Sendable {
    private var entries: [SurveyEntry] = []
    private var seen: SeenDevices
    /// Says nothing; it keeps what is read ahead from being left out.
    private var touched: UInt64 = 0
    private var statuses = StatusNames()
    private let limit: Int

    /// The figures so far.
    public private(set) var counts = StolenListCounts()
    /// Faults of refused rows in the order found, conflicts included; at most the limit, while ``counts`` counts on.
    public private(set) var faults: [RowFault] = []
    /// Rows that say exactly what an earlier row says; at most the limit, while ``counts`` counts on.
    public private(set) var duplicates: [StolenListPair] = []
    /// Rows that contradict an earlier row; at most the limit, while ``counts`` counts on.
    public private(set) var conflicts: [StolenListPair] = []

    /// A survey without rows.
    /// - Parameters:
    ///   - namedFaults: how many faults, duplicates and conflicts each are kept by name.
    ///   - expectedRows: room to make at once, when the caller has an idea of the size.
    public init(namedFaults: Int = 1_000, expectedRows: Int = 0) {
        self.limit = max(0, namedFaults)
        entries.reserveCapacity(expectedRows)
        seen = SeenDevices(expected: expectedRows)
    }

    /// Takes in what the reader made of the next line.
    public mutating func add(_ outcome: StolenListOutcome) {
        counts.rows += 1
        switch outcome {
        case .row(let row): add(row)
        case .refused(let found):
            counts.refused += 1
            for fault in found { note(fault) }
        }
    }

    /// Takes in what the reader made of the next lines, in their order. Some hundreds together take a third of the time that they take
    /// one by one.
    public mutating func add(_ outcomes: [StolenListOutcome]) {
        for index in outcomes.indices { if case .row(let row) = outcomes[index] { touched &+= seen.touch(row.imei.value) } }
        for outcome in outcomes { add(outcome) }
    }

    private mutating func add(_ row: StolenListRow) {
        let entry = SurveyEntry(row, status: statuses.number(of: row.status))
        guard let position = seen.firstRow(of: entry.imei, else: entries.count, isSame: { entries[$0].imei == entry.imei }) else {
            entries.append(entry)
            count(entry, times: 1)
            return
        }
        let first = entries[position]
        let sameMetadata = first.date == entry.date && first.status == entry.status
        let sameChange = first.change == entry.change
        if sameMetadata, sameChange {
            counts.duplicates += 1
            if duplicates.count < limit { duplicates.append(StolenListPair(line: row.line, firstLine: first.line)) }
            return
        }
        refuse(row.line, first: position, code: sameMetadata ? .multipleChanges : .conflict)
    }

    private mutating func refuse(_ line: Int, first position: Int, code: RowFault.Code) {
        let first = entries[position]
        if !first.isRefused {
            entries[position].isRefused = true
            count(first, times: -1)
            counts.refused += 1
            note(Self.fault(first.line, against: line, code))
        }
        counts.refused += 1
        counts.conflicts += 1
        note(Self.fault(line, against: first.line, code))
        if conflicts.count < limit { conflicts.append(StolenListPair(line: line, firstLine: first.line)) }
    }

    private mutating func count(_ entry: SurveyEntry, times: Int) {
        counts.accepted += times
        if entry.change == .remove {
            counts.removals += times
        } else if statuses.isBlocking(entry.status) {
            counts.blocking += times
        } else {
            counts.notBlocking += times
        }
    }

    private mutating func note(_ fault: RowFault) {
        counts.faults += 1
        if faults.count < limit { faults.append(fault) }
    }

    private static func fault(_ line: Int, against other: Int, _ code: RowFault.Code) -> RowFault {
        let difference = code == .conflict ? "another reporting date or status" : "another change type"
        return RowFault(
            line: line,
            column: code == .conflict ? nil : .changeType,
            code: code,
            reason: "Line \(other) gives the same device with \(difference); keep the row that is right."
        )
    }

    /// What may be done with the file, as far as it was read.
    public var verdict: StolenListVerdict {
        if counts.conflicts > 0 { return .conflict }
        return counts.refused > 0 ? .acceptedInPart : .accepted
    }

    /// The rows that can be used, one for each device, in the order of the file. Only to be used when the
    /// verdict is no conflict: then the file fails as a whole.
    public var acceptedRows: some Sequence<StolenListRow> {
        entries.lazy.filter { !$0.isRefused }.compactMap { [statuses] in $0.row(statuses) }
    }
}
