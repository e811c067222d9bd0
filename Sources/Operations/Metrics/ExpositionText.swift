// SPDX-License-Identifier: EUPL-1.2

/// Writes the Prometheus text format, version 0.0.4: lines of `name{labels} value` under `# HELP` and `# TYPE`.
struct ExpositionText {
    private(set) var bytes: [UInt8] = []

    /// The two comment lines that open a family. `help` is escaped (`\` and line feed only, as the format asks).
    mutating func family(_ name: String, type: String, help: String) {
        bytes.append(contentsOf: "# HELP \(name) ".utf8)
        Self.appendEscaped(help[...], quotes: false, to: &bytes)
        bytes.append(contentsOf: "\n# TYPE \(name) \(type)\n".utf8)
    }

    /// One sample. `labels` and `extra` are already escaped `name="value"` text.
    mutating func sample(_ name: String, suffix: String = "", labels: String = "", extra: String = "", value: String) {
        bytes.append(contentsOf: name.utf8)
        bytes.append(contentsOf: suffix.utf8)
        if !labels.isEmpty || !extra.isEmpty {
            bytes.append(UInt8(ascii: "{"))
            bytes.append(contentsOf: labels.utf8)
            if !labels.isEmpty && !extra.isEmpty { bytes.append(UInt8(ascii: ",")) }
            bytes.append(contentsOf: extra.utf8)
            bytes.append(UInt8(ascii: "}"))
        }
        bytes.append(UInt8(ascii: " "))
        bytes.append(contentsOf: value.utf8)
        bytes.append(UInt8(ascii: "\n"))
    }

    /// A number as the format writes it: `+Inf`, `-Inf`, `NaN`, and whole numbers without a fraction.
    static func number(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
        if value.rounded() == value, value.magnitude < 9_007_199_254_740_992 { return String(Int64(value)) }
        return value.description
    }

    /// Appends `text` with `\`, line feed and, inside a label value, `"` escaped.
    static func appendEscaped(_ text: Substring, quotes: Bool, to bytes: inout [UInt8]) {
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\\"): bytes.append(contentsOf: "\\\\".utf8)
            case UInt8(ascii: "\n"): bytes.append(contentsOf: "\\n".utf8)
            case UInt8(ascii: "\"") where quotes: bytes.append(contentsOf: "\\\"".utf8)
            default: bytes.append(byte)
            }
        }
    }
}
