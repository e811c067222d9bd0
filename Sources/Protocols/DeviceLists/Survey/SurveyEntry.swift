// SPDX-License-Identifier: EUPL-1.2

import Identifiers

/// What a survey remembers of the first row of a device: 24 bytes.
struct SurveyEntry: Sendable {
    let imei: UInt64
    private let row: UInt32
    let date: UInt32
    /// The number of the status in ``StatusNames``.
    let status: UInt32
    let change: StolenListChange?
    var isRefused = false

    var line: Int { Int(row) }

    init(_ row: StolenListRow, status: UInt32) {
        self.imei = row.imei.value
        self.row = UInt32(row.line)
        self.date = row.reportingDate?.value ?? 0
        self.status = status
        self.change = row.change
    }

    func row(_ statuses: StatusNames) -> StolenListRow? {
        guard let imei = IMEI(value: imei) else { return nil }
        return StolenListRow(
            line: line,
            imei: imei,
            reportingDate: ReportingDate(value: Int(date)),
            status: statuses.name(of: status),
            change: change
        )
    }
}
