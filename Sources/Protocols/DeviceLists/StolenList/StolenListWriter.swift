// SPDX-License-Identifier: EUPL-1.2

import Identifiers

/// Writes a stolen list in the format that ``StolenListReader`` and DIRBS read, into a buffer of the caller.
public struct StolenListWriter: Sendable {
    /// How lines end.
    public enum LineEnding: Sendable {
        /// Line feed.
        case lf
        /// Carriage return and line feed, as RFC 4180 §2 has it.
        case crlf
    }

    /// The kind of list written.
    public let kind: StolenListKind
    /// How lines end.
    public let lineEnding: LineEnding

    /// A writer; it keeps nothing between rows.
    public init(kind: StolenListKind, lineEnding: LineEnding = .crlf) {
        self.kind = kind
        self.lineEnding = lineEnding
    }

    /// Appends the header line, once at the start of a file.
    public func appendHeader(to buffer: inout [UInt8]) {
        for column in StolenListColumn.allCases where column != .changeType || kind == .delta {
            if column != .imei { buffer.append(.comma) }
            buffer.append(contentsOf: column.rawValue.utf8)
        }
        appendLineEnd(to: &buffer)
    }

    /// Appends one row.
    /// - Throws: ``StolenListError`` with code `unwritable`, the buffer left as it was, when the row has a change in
    ///   a full list or none in a delta, or when the status has control characters or does not fit in a line.
    public func append(
        _ row: StolenListRow,
        spelling: IMEISpelling = .digits,
        to buffer: inout [UInt8]
    ) throws(StolenListError) {
        guard (row.change == nil) == (kind == .full) else {
            throw StolenListError(
                .unwritable,
                kind == .full
                    ? "A full list has no change types; write a delta, or leave the change out."
                    : "Every row of a delta needs a change type; say add, remove or update."
            )
        }
        let status = row.status ?? ""
        guard status.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else {
            throw StolenListError(.unwritable, "A status with control characters does not fit in one line; leave them out.")
        }
        // Twice the status for doubled quotes; the other columns and the commas take less than 64 bytes.
        guard status.utf8.count <= StolenListReader.lineLimit / 2 - 64 else {
            throw StolenListError(.unwritable, "The status is too long for one line; shorten it.")
        }
        spelling.append(row.imei, to: &buffer)
        buffer.append(.comma)
        if let date = row.reportingDate { buffer.append(contentsOf: date.description.utf8) }
        buffer.append(.comma)
        append(status, to: &buffer)
        if let change = row.change {
            buffer.append(.comma)
            buffer.append(contentsOf: change.rawValue.utf8)
        }
        appendLineEnd(to: &buffer)
    }

    private func append(_ status: String, to buffer: inout [UInt8]) {
        guard status.utf8.contains(where: { $0 == .comma || $0 == .doubleQuote }) else {
            buffer.append(contentsOf: status.utf8)
            return
        }
        buffer.append(.doubleQuote)
        for byte in status.utf8 {
            if byte == .doubleQuote { buffer.append(byte) }
            buffer.append(byte)
        }
        buffer.append(.doubleQuote)
    }

    private func appendLineEnd(to buffer: inout [UInt8]) {
        if lineEnding == .crlf { buffer.append(.carriageReturn) }
        buffer.append(.lineFeed)
    }
}
