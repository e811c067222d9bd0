// SPDX-License-Identifier: EUPL-1.2

import Identifiers

/// What a survey remembers of the first row of a device: 32 bytes.
struct SurveyEntry: Sendable {
    let imei: UInt64
    let line: Int
    let date: UInt32
    /// The number of the status in ``StatusNames``.
    let status: UInt32
    let change: StolenListChange?
    var isRefused = false

    init(_ row: StolenListRow, status: UInt32) {
        self.imei = row.imei.value
        self.line = row.line
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
