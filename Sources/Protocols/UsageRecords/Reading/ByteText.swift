// SPDX-License-Identifier: EUPL-1.2

extension UInt8 {
    static let lineFeed = UInt8(ascii: "\n")
    static let carriageReturn = UInt8(ascii: "\r")
    static let comma = UInt8(ascii: ",")
    static let doubleQuote = UInt8(ascii: "\"")
    static let space = UInt8(ascii: " ")

    /// The value of an ASCII digit, or nil.
    @inline(__always)
    var decimalValue: UInt8? {
        let value = self &- UInt8(ascii: "0")
        return value < 10 ? value : nil
    }

    /// The lower-case form of an ASCII letter; any other byte as it is.
    var lowercased: UInt8 { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) ? self | 0x20 : self }
}

/// A range of bytes in a line without the spaces at both ends.
@inline(__always)
func trimmed(_ range: Range<Int>, in line: Span<UInt8>) -> Range<Int> {
    var (lower, upper) = (range.lowerBound, range.upperBound)
    while lower < upper, line[lower] == .space { lower += 1 }
    while lower < upper, line[upper - 1] == .space { upper -= 1 }
    return lower..<upper
}

/// A text of a line, with bytes that are no printable ASCII as `?`.
func shown(_ range: Range<Int>, in line: Span<UInt8>) -> String {
    String(decoding: range.prefix(40).map { (0x20..<0x7F).contains(line[$0]) ? line[$0] : UInt8(ascii: "?") }, as: UTF8.self)
}
