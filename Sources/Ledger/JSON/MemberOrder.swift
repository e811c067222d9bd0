// SPDX-License-Identifier: EUPL-1.2

/// How member names are compared: by UTF-16 code units (RFC 8785 §3.2.3), worked out on the UTF-8 bytes that are stored.
///
/// Swift compares strings by Unicode equivalence, which would call two names equal whose bytes differ; RFC 8785 forbids any
/// normalisation.
enum MemberOrder {
    /// Whether both texts consist of the same code units.
    static func same(_ left: String, _ right: String) -> Bool {
        left.utf8.elementsEqual(right.utf8)
    }

    /// Whether `left` comes before `right` in canonical order.
    static func precedes(_ left: String, _ right: String) -> Bool {
        var a = left.utf8.makeIterator()
        var b = right.utf8.makeIterator()
        while true {
            guard let y = b.next() else { return false }
            guard let x = a.next() else { return true }
            if x != y { return rank(x) < rank(y) }
        }
    }

    /// Hashes the code units, so that texts equal under ``same(_:_:)`` hash alike.
    static func hash(_ text: String, into hasher: inout Hasher) {
        for byte in text.utf8 { hasher.combine(byte) }
        hasher.combine(UInt8(0xFF))
    }

    /// UTF-8 sorts by code point. UTF-16 differs in one respect: the supplementary planes (lead bytes F0...F4) are written as
    /// surrogates D800...DFFF, which sort after U+D7FF (lead byte ED) and before U+E000 (lead byte EE).
    private static func rank(_ byte: UInt8) -> UInt16 {
        byte >= 0xF0 ? 0x0ED0 + UInt16(byte & 0x0F) + 1 : UInt16(byte) << 4
    }
}
