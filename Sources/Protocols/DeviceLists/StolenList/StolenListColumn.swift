// SPDX-License-Identifier: EUPL-1.2

/// A column of a stolen list, in the order in which files are written; the raw value is its name in the header.
public enum StolenListColumn: String, CaseIterable, Hashable, Sendable {
    /// The device: 1 to 16 characters, of which only 14 to 16 digits name an IMEI.
    case imei
    /// The day of the report, `yyyymmdd`, or nothing.
    case reportingDate = "reporting_date"
    /// Where the report stands; nothing or `blacklist` means: block.
    case status
    /// The change asked for; only in a delta.
    case changeType = "change_type"
}
