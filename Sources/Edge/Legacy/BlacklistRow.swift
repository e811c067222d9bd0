// SPDX-License-Identifier: EUPL-1.2

public import DeviceLists
public import Exchange
public import Identifiers

/// How a device of a list stands on a blacklist of DIRBS. Everything in a row follows from the ledger, so whoever has the list of a
/// version has the same bytes.
public enum BlacklistRow {
    /// The row of a device.
    /// - Parameters:
    ///   - imei: the device.
    ///   - status: its status on the list.
    ///   - since: the day, in the Netherlands, of the entry that gave it this status.
    ///   - list: the list.
    /// - Returns: nil for a device that is not to be blocked: one that is merely tracked must not lose its service in a network that
    ///   knows nothing in between. `block_date` is the day, held within the years that a list can write; the reason is list and status.
    public static func row(of imei: IMEI, _ status: ListStatus, since: CivilDate, on list: ListName) -> BlockListRow? {
        guard status == "prohibited" else { return nil }
        let date = ReportingDate(year: since.year, month: since.month, day: since.day) ?? (since.year < 2000 ? .first : .last)
        return BlockListRow(imei: imei, blockDate: date, reasons: "\(list)/\(status)")
    }
}
