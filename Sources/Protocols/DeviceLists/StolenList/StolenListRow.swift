// SPDX-License-Identifier: EUPL-1.2

public import Identifiers

/// One device in a stolen list, after the normalisation of DIRBS: whatever was written after the fourteenth digit
/// (check digit, a transmitted 0, software version) is gone, because it does not tell devices apart.
public struct StolenListRow: Hashable, Sendable {
    /// The line in the file, counted from 1, the header included.
    public let line: Int
    /// The device.
    public let imei: IMEI
    /// The day of the report, or nil when the file gives none.
    public let reportingDate: ReportingDate?
    /// The status without spaces around it, or nil when nothing is left; never an empty text.
    public let status: String?
    /// What a delta asks for; nil in a full list.
    public let change: StolenListChange?

    /// The one status text that, besides an empty one, means that the device must be blocked.
    public static let blockingStatus = "blacklist"

    /// A row; a `status` loses the spaces around it and becomes nil when nothing is left, as in DIRBS.
    public init(
        line: Int,
        imei: IMEI,
        reportingDate: ReportingDate? = nil,
        status: String? = nil,
        change: StolenListChange? = nil
    ) {
        self.init(
            line: line, imei: imei, reportingDate: reportingDate, trimmedStatus: status.flatMap(Self.trimmed), change: change)
    }

    /// A row of which the status has no spaces around it and is not empty.
    init(line: Int, imei: IMEI, reportingDate: ReportingDate?, trimmedStatus: String?, change: StolenListChange?) {
        self.line = line
        self.imei = imei
        self.reportingDate = reportingDate
        self.status = trimmedStatus
        self.change = change
    }

    /// Whether the status says that the device must be blocked: empty or exactly `blacklist` (DIRBS dimension
    /// `stolen_list`). Others, such as `pending` and `recovered`, are on the list without being blocked.
    public var hasBlockingStatus: Bool { status == nil || status == Self.blockingStatus }

    private static func trimmed(_ text: String) -> String? {
        let bytes = text.utf8
        guard let first = bytes.firstIndex(where: { $0 != .space }), let last = bytes.lastIndex(where: { $0 != .space }) else {
            return nil
        }
        let isTrimmed = first == bytes.startIndex && bytes.index(after: last) == bytes.endIndex
        return isTrimmed ? text : String(text[first...last])
    }
}
