// SPDX-License-Identifier: EUPL-1.2

/// One combination of label values, kept as the text it is exposed as: `method="POST",status="200"`.
///
/// Names are sanitised and sorted, so the same dimensions in another order are the same series. A name that occurs twice
/// keeps its last value: Prometheus refuses a sample with a doubled label.
struct MetricLabels: Hashable, Comparable, Sendable {
    /// The longest label value kept, in bytes, before escaping.
    static let valueLimit = 256

    /// The pairs without braces; empty when there are none.
    let text: String

    init(_ dimensions: [(String, String)]) {
        guard !dimensions.isEmpty else {
            text = ""
            return
        }
        var values: [String: String] = [:]
        for (name, value) in dimensions { values[MetricName.label(name)] = value }
        var bytes: [UInt8] = []
        for name in values.keys.sorted() {
            if !bytes.isEmpty { bytes.append(UInt8(ascii: ",")) }
            bytes.append(contentsOf: name.utf8)
            bytes.append(contentsOf: "=\"".utf8)
            ExpositionText.appendEscaped(Self.bounded(values[name] ?? ""), quotes: true, to: &bytes)
            bytes.append(UInt8(ascii: "\""))
        }
        text = String(decoding: bytes, as: UTF8.self)
    }

    static func < (left: Self, right: Self) -> Bool { left.text < right.text }

    private static func bounded(_ value: String) -> Substring {
        guard value.utf8.count > valueLimit else { return value[...] }
        var end = value.utf8.index(value.utf8.startIndex, offsetBy: valueLimit)
        while UTF8.isContinuation(value.utf8[end]) { end = value.utf8.index(before: end) }
        return value[..<end]
    }
}
