// SPDX-License-Identifier: EUPL-1.2

import Identifiers

/// Reads a DIRBS blacklist as ``BlockListWriter`` writes it, in pieces: strictly, in ascending order of IMEI, so that two lists can be
/// compared while they are read.
public struct BlockListReader: Sendable {
    /// The most bytes of one line.
    public static let lineLimit = 2 * BlockListWriter.mostReasonBytes + 64

    private var buffer: [UInt8] = []
    private var start = 0
    private var isEnded = false
    private var hasHeader = false
    private var last: UInt64?
    private var line = 0
    /// Rows tend to have the same reasons: one text serves them all.
    private var reasons = (bytes: [UInt8](), text: "")

    /// A reader at the start of a file.
    public init() {}

    /// Takes the next bytes of the file. Ask for rows until there is none before handing in more.
    public mutating func append(_ bytes: [UInt8]) {
        if start > 0 {
            buffer.removeSubrange(..<start)
            start = 0
        }
        buffer.append(contentsOf: bytes)
    }

    /// Says that no more bytes come.
    public mutating func end() { isEnded = true }

    /// The next row; nil when more bytes are needed, or at the end.
    public mutating func next() throws(BlockListError) -> BlockListRow? {
        if !hasHeader {
            guard let range = try nextLine() else {
                if isEnded {
                    throw BlockListError(.header, "The file is empty: a blacklist begins with \(BlockListWriter.header).")
                }
                return nil
            }
            guard buffer[range].elementsEqual(BlockListWriter.header.utf8) else {
                throw BlockListError(.header, "The first line is not \(BlockListWriter.header): this is no blacklist.")
            }
            hasHeader = true
        }
        guard let range = try nextLine() else { return nil }
        let row = try row(in: range)
        if let last, row.imei.value <= last {
            throw BlockListError(.order, "Line \(line) does not come after the one before it: rows must ascend by IMEI.")
        }
        last = row.imei.value
        return row
    }

    /// The bytes of the next whole line, without its end.
    private mutating func nextLine() throws(BlockListError) -> Range<Int>? {
        guard let end = buffer[start...].firstIndex(of: .lineFeed) else {
            guard buffer.count - start <= BlockListReader.lineLimit else { throw tooLong(line + 1) }
            guard isEnded, start < buffer.count else { return nil }
            throw BlockListError(.cutOff, "Line \(line + 1) has no end: the file was cut off.")
        }
        guard end - start <= BlockListReader.lineLimit else { throw tooLong(line + 1) }
        let hasReturn = end > start && buffer[end - 1] == .carriageReturn
        let range = start..<(hasReturn ? end - 1 : end)
        start = end + 1
        line += 1
        return range
    }

    private func tooLong(_ line: Int) -> BlockListError {
        BlockListError(.tooLong, "Line \(line) is longer than \(BlockListReader.lineLimit) bytes: this is no blacklist.")
    }

    private mutating func row(in range: Range<Int>) throws(BlockListError) -> BlockListRow {
        let fields = buffer[range]
        guard let first = fields.firstIndex(of: .comma), let second = fields[(first + 1)...].firstIndex(of: .comma),
            (14...15).contains(first - range.lowerBound),
            let imei = IMEI(digits: fields[..<(range.lowerBound + 14)]), fields[..<first].allSatisfy({ $0.decimalValue != nil }),
            let date = ReportingDate(digits: fields[(first + 1)..<second]),
            let reasons = reasons(in: (second + 1)..<range.upperBound)
        else { throw BlockListError(.row, "Line \(line) is no row of a blacklist: it wants \(BlockListWriter.header).") }
        return BlockListRow(imei: imei, blockDate: date, reasons: reasons)
    }

    private mutating func reasons(in range: Range<Int>) -> String? {
        let bytes = buffer[range]
        if bytes.elementsEqual(reasons.bytes) { return reasons.text }
        guard let text = BlockListReader.unquoted(bytes) else { return nil }
        reasons = (Array(bytes), text)
        return text
    }

    private static func unquoted(_ bytes: ArraySlice<UInt8>) -> String? {
        guard bytes.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else { return nil }
        guard bytes.first == .doubleQuote else {
            guard !bytes.contains(where: { $0 == .comma || $0 == .doubleQuote }) else { return nil }
            return String(validating: bytes, as: UTF8.self)
        }
        guard bytes.count >= 2, bytes.last == .doubleQuote else { return nil }
        var content: [UInt8] = []
        var isHalf = false
        for byte in bytes.dropFirst().dropLast() {
            if byte == .doubleQuote {
                isHalf.toggle()
                if isHalf { continue }
            } else if isHalf {
                return nil
            }
            content.append(byte)
        }
        return isHalf ? nil : String(validating: content, as: UTF8.self)
    }
}
