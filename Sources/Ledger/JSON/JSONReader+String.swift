// SPDX-License-Identifier: EUPL-1.2

extension JSONReader {
    /// Reads a string (RFC 8259 §7) whose opening quote is at the reading place.
    mutating func string() throws(JSONError) -> String {
        place += 1
        let start = place
        while let byte = next, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte >= 0x20 { place += 1 }
        if next == UInt8(ascii: "\"") {
            defer { place += 1 }
            return try text(bytes[start..<place])
        }
        var plain = Array(bytes[start..<place])
        while let byte = next {
            switch byte {
            case UInt8(ascii: "\""):
                defer { place += 1 }
                return try text(plain[...])
            case UInt8(ascii: "\\"):
                try escape(into: &plain)
            case 0..<0x20:
                throw fault(.syntax, "A control character in a text must be written as an escape.")
            default:
                plain.append(byte)
                place += 1
            }
        }
        throw fault(.syntax, "A text is not closed by a double quote.")
    }

    private mutating func escape(into plain: inout [UInt8]) throws(JSONError) {
        place += 1
        switch next {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): plain.append(bytes[place])
        case UInt8(ascii: "b"): plain.append(0x08)
        case UInt8(ascii: "f"): plain.append(0x0C)
        case UInt8(ascii: "n"): plain.append(0x0A)
        case UInt8(ascii: "r"): plain.append(0x0D)
        case UInt8(ascii: "t"): plain.append(0x09)
        case UInt8(ascii: "u"): return try unicodeEscape(into: &plain)
        default: throw fault(.syntax, "An escape is one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t and \\u with four hexadecimal digits.")
        }
        place += 1
    }

    private mutating func unicodeEscape(into plain: inout [UInt8]) throws(JSONError) {
        let first = try codeUnit()
        var scalar = Unicode.Scalar(first)
        if scalar == nil, first < 0xDC00, next == UInt8(ascii: "\\") {
            place += 1
            guard next == UInt8(ascii: "u") else { throw loneSurrogate() }
            let second = try codeUnit()
            guard (0xDC00...0xDFFF).contains(second) else { throw loneSurrogate() }
            scalar = Unicode.Scalar(0x10000 + (UInt32(first - 0xD800) << 10) + UInt32(second - 0xDC00))
        }
        guard let scalar else { throw loneSurrogate() }
        plain.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }

    /// Reads the four hexadecimal digits after the `u` at the reading place.
    private mutating func codeUnit() throws(JSONError) -> UInt16 {
        place += 1
        var unit: UInt16 = 0
        for _ in 0..<4 {
            guard let byte = next, let digit = Hexadecimal.value(of: byte) else {
                throw fault(.syntax, "Four hexadecimal digits are expected after \\u.")
            }
            unit = unit << 4 | UInt16(digit)
            place += 1
        }
        return unit
    }

    private func text(_ bytes: ArraySlice<UInt8>) throws(JSONError) -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw fault(.text, "A text is not valid UTF-8.")
        }
        // Only characters from lead byte EF upwards can be noncharacters (U+FDD0...FDEF and the last two of each plane).
        if bytes.contains(where: { $0 >= 0xEF }) {
            for scalar in text.unicodeScalars where scalar.properties.isNoncharacterCodePoint {
                throw fault(.text, "A text holds a code point that is no character (RFC 7493 section 2.1).")
            }
        }
        return text
    }

    private func loneSurrogate() -> JSONError {
        fault(.text, "A text holds half a surrogate pair; write both halves or neither.")
    }
}
