// SPDX-License-Identifier: EUPL-1.2

/// Percent-encoding as in RFC 3986 §2.1, read strictly.
enum PercentEncoding {
    /// Whether `byte` may stand in a query: visible ASCII, and not `#`, which would begin a fragment.
    ///
    /// A little wider than RFC 3986 §3.4: clients leave `|` or `{` bare, and no harm comes of it.
    static func allows(_ byte: UInt8) -> Bool {
        (0x21...0x7E).contains(byte) && byte != UInt8(ascii: "#")
    }

    /// The bytes `encoded` stands for; `nil` when a `%` is not followed by two hexadecimal digits or a byte is not allowed.
    ///
    /// `+` stays `+`: that it could mean a space belongs to HTML forms, not to URIs.
    static func decode(_ encoded: some Collection<UInt8>) -> [UInt8]? {
        var decoded: [UInt8] = []
        decoded.reserveCapacity(encoded.count)
        var bytes = encoded.makeIterator()
        while let byte = bytes.next() {
            guard allows(byte) else { return nil }
            guard byte == UInt8(ascii: "%") else {
                decoded.append(byte)
                continue
            }
            guard let high = bytes.next().flatMap(hexValue), let low = bytes.next().flatMap(hexValue) else { return nil }
            decoded.append(high << 4 | low)
        }
        return decoded
    }

    /// The value of a hexadecimal digit of either case; `nil` for another byte.
    static func hexValue(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        default: nil
        }
    }
}
