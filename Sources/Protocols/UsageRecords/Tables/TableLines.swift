// SPDX-License-Identifier: EUPL-1.2

/// The lines of a table that is read whole: without line ends, byte order mark and blank lines, each with its number from 1.
struct TableLines {
    /// Hands over each line.
    static func each(
        of bytes: [UInt8], _ body: (_ line: ArraySlice<UInt8>, _ number: Int) throws(UsageError) -> Void
    ) throws(UsageError) {
        var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        var number = 0
        while start < bytes.count {
            let end = bytes[start...].firstIndex(of: .lineFeed) ?? bytes.count
            number += 1
            let hasReturn = end > start && bytes[end - 1] == .carriageReturn
            let line = bytes[start..<(hasReturn ? end - 1 : end)]
            if !line.isEmpty { try body(line, number) }
            start = end + 1
        }
    }

    /// The fields of a line without quotes, trimmed of spaces.
    static func fields(_ line: ArraySlice<UInt8>, by separator: UInt8) -> [ArraySlice<UInt8>] {
        line.split(separator: separator, omittingEmptySubsequences: false).map { field in
            let start = field.firstIndex { $0 != .space } ?? field.endIndex
            let end = field.lastIndex { $0 != .space }.map { $0 + 1 } ?? start
            return field[start..<end]
        }
    }

    /// The names of a header, in lower case.
    static func names(_ line: ArraySlice<UInt8>, by separator: UInt8) -> [String] {
        fields(line, by: separator).map { String(decoding: $0.map(\.lowercased), as: UTF8.self) }
    }
}
