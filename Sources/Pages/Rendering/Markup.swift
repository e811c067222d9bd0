// SPDX-License-Identifier: EUPL-1.2

import Mustache

/// Escapes texts for HTML, one Unicode scalar at a time.
///
/// The engine's own escaping goes by characters. A quotation mark with a combining accent behind it is another character to Swift and
/// still a quotation mark to a browser, so that text from outside could end an attribute.
struct Markup: MustacheContentType {
    /// The name by which templates choose it.
    static let name = "MARKUP"

    func escapeText(_ text: String) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count + 16)
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "&"): bytes += Array("&amp;".utf8)
            case UInt8(ascii: "<"): bytes += Array("&lt;".utf8)
            case UInt8(ascii: ">"): bytes += Array("&gt;".utf8)
            case UInt8(ascii: "\""): bytes += Array("&quot;".utf8)
            case UInt8(ascii: "'"): bytes += Array("&#39;".utf8)
            // HTML has no place for other control characters than these.
            case 0x00..<0x09, 0x0B, 0x0C, 0x0E..<0x20, 0x7F: break
            default: bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
