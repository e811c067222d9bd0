// SPDX-License-Identifier: EUPL-1.2

extension UInt8 {
    /// Line feed, the end of every line.
    static let lineFeed = UInt8(ascii: "\n")
    /// Carriage return, tolerated before a line feed.
    static let carriageReturn = UInt8(ascii: "\r")
    /// The separator of columns.
    static let comma = UInt8(ascii: ",")
    /// The quote of RFC 4180.
    static let doubleQuote = UInt8(ascii: "\"")
    /// A space.
    static let space = UInt8(ascii: " ")

    /// The value of an ASCII digit, or nil.
    @inline(__always)
    var decimalValue: UInt8? {
        let value = self &- UInt8(ascii: "0")
        return value < 10 ? value : nil
    }

    /// The lower-case form of an ASCII letter; any other byte as it is.
    var lowercased: UInt8 {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) ? self | 0x20 : self
    }
}

/// A range of bytes in a line, trimmed of spaces at both ends.
func trimmed(_ range: Range<Int>, in line: Span<UInt8>) -> Range<Int> {
    var lower = range.lowerBound
    var upper = range.upperBound
    while lower < upper, line[lower] == .space { lower += 1 }
    while lower < upper, line[upper - 1] == .space { upper -= 1 }
    return lower..<upper
}

/// At most 40 characters of a field, fit to be shown anywhere: other bytes than printable ASCII become `?`, and
/// three dots stand for what is left out.
func excerpt(_ range: Range<Int>, in line: Span<UInt8>) -> String {
    let limit = 40
    let isWhole = range.count <= limit
    var text: [UInt8] = []
    for index in range.prefix(isWhole ? limit : limit - 3) {
        text.append((0x20..<0x7F).contains(line[index]) ? line[index] : UInt8(ascii: "?"))
    }
    if !isWhole { text.append(contentsOf: "...".utf8) }
    return String(decoding: text, as: UTF8.self)
}
