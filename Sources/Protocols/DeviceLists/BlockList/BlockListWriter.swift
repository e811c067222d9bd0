// SPDX-License-Identifier: EUPL-1.2

/// Writes a DIRBS blacklist, full or one file of a delta, into a buffer of the caller: header `imei,block_date,reasons`, dates as
/// `yyyymmdd`, reasons joined by `|`, lines ended by CR LF, quotes only where they are needed. The same rows give the same bytes.
public struct BlockListWriter: Sendable {
    /// The header line, without its end.
    public static let header = "imei,block_date,reasons"
    /// The most bytes of the reasons of one row.
    public static let mostReasonBytes = 4_096

    /// How each IMEI is written: DIRBS writes 14 digits, or 15 with `generate_check_digit`.
    public let spelling: IMEISpelling

    /// A writer; it keeps nothing between rows.
    public init(spelling: IMEISpelling = .digits) { self.spelling = spelling }

    /// Appends the header line, once at the start of a file.
    public func appendHeader(to buffer: inout [UInt8]) {
        buffer.append(contentsOf: BlockListWriter.header.utf8)
        appendLineEnd(to: &buffer)
    }

    /// Appends one row.
    /// - Throws: `unwritable`, the buffer left as it was, when the reasons have control characters or are too long.
    public func append(_ row: BlockListRow, to buffer: inout [UInt8]) throws(BlockListError) {
        let mustQuote = try BlockListWriter.mustQuote(row.reasons)
        spelling.append(row.imei, to: &buffer)
        buffer.append(.comma)
        append(row.blockDate.value, to: &buffer)
        buffer.append(.comma)
        if mustQuote {
            buffer.append(.doubleQuote)
            for byte in row.reasons.utf8 {
                if byte == .doubleQuote { buffer.append(byte) }
                buffer.append(byte)
            }
            buffer.append(.doubleQuote)
        } else {
            buffer.append(contentsOf: row.reasons.utf8)
        }
        appendLineEnd(to: &buffer)
    }

    private static func mustQuote(_ reasons: String) throws(BlockListError) -> Bool {
        var mustQuote = false
        for byte in reasons.utf8 {
            if byte < 0x20 || byte == 0x7F {
                throw BlockListError(.unwritable, "Reasons with control characters do not fit in one line; leave them out.")
            }
            if byte == .comma || byte == .doubleQuote { mustQuote = true }
        }
        guard reasons.utf8.count <= mostReasonBytes else {
            throw BlockListError(.unwritable, "The reasons are longer than \(mostReasonBytes) bytes; shorten them.")
        }
        return mustQuote
    }

    /// Eight digits; a year has four.
    private func append(_ day: UInt32, to buffer: inout [UInt8]) {
        var divisor: UInt32 = 10_000_000
        while divisor > 0 {
            buffer.append(UInt8(ascii: "0") + UInt8(day / divisor % 10))
            divisor /= 10
        }
    }

    private func appendLineEnd(to buffer: inout [UInt8]) {
        buffer.append(.carriageReturn)
        buffer.append(.lineFeed)
    }
}
