// SPDX-License-Identifier: EUPL-1.2

public import Identifiers

/// One device of a DIRBS blacklist.
public struct BlockListRow: Hashable, Sendable {
    /// The device.
    public let imei: IMEI
    /// The day from which it is blocked: the earliest over all reasons.
    public let blockDate: ReportingDate
    /// Why, several reasons joined by `|`.
    public let reasons: String

    /// A row.
    public init(imei: IMEI, blockDate: ReportingDate, reasons: String) {
        self.imei = imei
        self.blockDate = blockDate
        self.reasons = reasons
    }
}
