// SPDX-License-Identifier: EUPL-1.2

/// Names and values as forms carry them (`application/x-www-form-urlencoded`, WHATWG URL §5).
public enum FormText {
    /// Writes fields in their order.
    public static func encode(_ fields: [(String, String)]) -> String {
        fields.map { "\(escape($0.0))=\(escape($0.1))" }.joined(separator: "&")
    }

    /// Reads fields in their order; nil when there are more than `most`, or something is no UTF-8 or no escape.
    public static func pairs(_ text: some StringProtocol, most: Int = 64) -> [(name: String, value: String)]? {
        var fields: [(name: String, value: String)] = []
        for pair in text.utf8.split(separator: UInt8(ascii: "&")) {
            guard fields.count < most else { return nil }
            let parts = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = unescape(parts[0]), let value = parts.count == 2 ? unescape(parts[1]) : "" else { return nil }
            fields.append((name, value))
        }
        return fields
    }

    /// Reads fields of which none comes twice; nil when one does, and where ``pairs(_:most:)`` gives nil.
    public static func decode(_ text: some StringProtocol, most: Int = 64) -> [String: String]? {
        guard let pairs = pairs(text, most: most) else { return nil }
        let fields = Dictionary(pairs.map { ($0.name, $0.value) }) { first, _ in first }
        return fields.count == pairs.count ? fields : nil
    }

    /// A text with everything escaped that is not unreserved (RFC 3986 §2.3).
    public static func escape(_ text: some StringProtocol) -> String {
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: bytes.append(byte)
            default: bytes += [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static let digits = Array("0123456789ABCDEF".utf8)

    private static func unescape(_ text: Substring.UTF8View.SubSequence) -> String? { unescape(Array(text)) }

    private static func unescape(_ text: some Collection<UInt8>) -> String? {
        var bytes: [UInt8] = []
        var iterator = text.makeIterator()
        while let byte = iterator.next() {
            switch byte {
            case UInt8(ascii: "+"): bytes.append(0x20)
            case UInt8(ascii: "%"):
                guard let high = iterator.next().flatMap(value), let low = iterator.next().flatMap(value) else { return nil }
                bytes.append(high << 4 | low)
            default: bytes.append(byte)
            }
        }
        return String(validating: bytes, as: UTF8.self)
    }

    private static func value(_ digit: UInt8) -> UInt8? {
        switch digit {
        case 0x30...0x39: digit - 0x30
        case 0x41...0x46: digit - 0x37
        case 0x61...0x66: digit - 0x57
        default: nil
        }
    }
}
