// SPDX-License-Identifier: EUPL-1.2

/// Writes a notification list of DIRBS into a buffer of the caller: who is to be told that a device will be blocked, from which day, and why.
/// Header `imei,imsi,msisdn,block_date,reasons`, lines ended by CR LF. It is personal data.
public struct NotificationListWriter: Sendable {
    /// The header line, without its end.
    public static let header = "imei,imsi,msisdn,block_date,reasons"

    private let exceptions = ExceptionListWriter()

    /// A writer; it keeps nothing between rows.
    public init() {}

    /// Appends the header line, once at the start of a file.
    public func appendHeader(to buffer: inout [UInt8]) {
        buffer.append(contentsOf: "\(NotificationListWriter.header)\r\n".utf8)
    }

    /// Appends one row.
    /// - Throws: `unwritable`, the buffer left as it was, when the reasons hold commas, quotes or control characters.
    public func append(
        _ row: ExceptionRow, blockDate: ReportingDate, reasons: String, to buffer: inout [UInt8]
    ) throws(BlockListError) {
        let isPlain = reasons.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F && $0 != .comma && $0 != .doubleQuote }
        guard isPlain, reasons.utf8.count <= BlockListWriter.mostReasonBytes else {
            throw BlockListError(.unwritable, "Reasons of a notification are words joined by |, without commas and quotes.")
        }
        exceptions.appendFields(of: row, to: &buffer)
        buffer.append(contentsOf: ",\(blockDate),\(reasons)\r\n".utf8)
    }
}
