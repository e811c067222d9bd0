// SPDX-License-Identifier: EUPL-1.2

/// Makes any text a legal Prometheus name (data model: `[a-zA-Z_:][a-zA-Z0-9_:]*` for metrics, the same without `:`
/// for labels), so that a label chosen in code can never make the whole exposition unreadable.
enum MetricName {
    /// The longest name written, in bytes; the rest is cut off.
    static let limit = 128

    /// A metric's name: other characters become `_`, a leading digit gets a `_` before it.
    static func metric(_ label: String) -> String {
        sanitised(label, allowsColon: true)
    }

    /// A label's name. `le` is kept for histogram buckets and `__` for Prometheus itself, so both are moved aside.
    static func label(_ name: String) -> String {
        let clean = sanitised(name, allowsColon: false)
        return clean == "le" || clean.hasPrefix("__") ? "label_" + clean : clean
    }

    private static func sanitised(_ text: String, allowsColon: Bool) -> String {
        var bytes: [UInt8] = []
        for byte in text.utf8.prefix(limit) {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"):
                bytes.append(byte)
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                if bytes.isEmpty { bytes.append(UInt8(ascii: "_")) }
                bytes.append(byte)
            case UInt8(ascii: ":") where allowsColon:
                bytes.append(byte)
            default:
                bytes.append(UInt8(ascii: "_"))
            }
        }
        return bytes.isEmpty ? "_" : String(decoding: bytes, as: UTF8.self)
    }
}
