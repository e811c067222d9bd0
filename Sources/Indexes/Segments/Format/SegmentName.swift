// SPDX-License-Identifier: EUPL-1.2

/// A short name inside a segment file: of a section, or of the kind of content. One to eight ASCII characters, kept as one word.
public struct SegmentName: Hashable, Sendable, CustomStringConvertible, ExpressibleByStringLiteral {
    /// The characters, the first in the lowest byte, zeros behind.
    let word: UInt64

    init(word: UInt64) { self.word = word }

    /// A name from a literal. Of what is longer than eight characters only the first eight count.
    public init(stringLiteral value: StaticString) {
        var word: UInt64 = 0
        value.withUTF8Buffer { bytes in
            for (place, byte) in bytes.prefix(8).enumerated() { word |= UInt64(byte) << UInt64(8 * place) }
        }
        self.word = word
    }

    /// The characters; what is not printable becomes a question mark.
    public var description: String {
        var text = ""
        for place in 0..<8 {
            let byte = UInt8(truncatingIfNeeded: word >> UInt64(8 * place))
            guard byte != 0 else { break }
            text.unicodeScalars.append((0x20..<0x7F).contains(byte) ? Unicode.Scalar(byte) : "?")
        }
        return text
    }
}
