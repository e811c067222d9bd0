// SPDX-License-Identifier: EUPL-1.2

/// What the value of a setting must look like.
public enum SettingKind: Equatable, Sendable {
    /// Any text of at most 64 KiB.
    case text
    /// A TCP or UDP port; 0 lets the system choose a free one.
    case port
    /// A whole number within the range.
    case integer(ClosedRange<Int>)
    /// `true` or `false`; also `yes`/`no`, `on`/`off` and `1`/`0`.
    case flag
    /// A length of time: `250ms`, `30s`, `1h30m`, `7d`, or ISO 8601 without years and months, `PT24H`. At most 100 years.
    case span
    /// One of the words.
    case choice([String])
    /// A file or folder, at most 4096 bytes; not checked for existence.
    case path
    /// Texts: a sequence in the file, separated by commas elsewhere.
    case list

    /// The most bytes of any value.
    static let valueLimit = 65_536

    /// What a value must look like, to end the sentence "expected …".
    public var expectation: String {
        switch self {
        case .text: "text of at most 64 KiB"
        case .port: "a port number from 0 to 65535"
        case .integer(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
        case .flag: "true or false"
        case .span: "a length of time such as 250ms, 30s, 5m, 24h, 7d or PT24H"
        case .choice(let words): "one of " + words.joined(separator: ", ")
        case .path: "the path of a file or folder"
        case .list: "a list, separated by commas"
        }
    }

    /// The value of a text, or `nil` when it is not what is expected. Spaces around it are ignored, except in texts.
    func value(of raw: String) -> SettingValue? {
        guard raw.utf8.count <= Self.valueLimit, !raw.utf8.contains(0) else { return nil }
        let text = Self.trimmed(raw)
        switch self {
        case .text:
            return .text(raw)
        case .port:
            return Self.integer(text, in: 0...65_535).map { .number($0) }
        case .integer(let range):
            return Self.integer(text, in: Int64(range.lowerBound)...Int64(range.upperBound)).map { .number($0) }
        case .flag:
            switch text.lowercased() {
            case "true", "yes", "on", "1": return .flag(true)
            case "false", "no", "off", "0": return .flag(false)
            default: return nil
            }
        case .span:
            return SpanText.milliseconds(text).map { .number($0) }
        case .choice(let words):
            return words.contains(text) ? .text(text) : nil
        case .path:
            return text.isEmpty || text.utf8.count > 4096 ? nil : .text(text)
        case .list:
            if text.isEmpty { return .list([]) }
            return list(text.split(separator: ",", omittingEmptySubsequences: false).map(String.init))
        }
    }

    /// The value of a sequence; only lists take one. Empty items are not expected.
    func list(_ items: [String]) -> SettingValue? {
        let items = items.map(Self.trimmed)
        let size = items.reduce(0) { $0 + $1.utf8.count + 1 }
        guard self == .list, size <= Self.valueLimit + 1, items.allSatisfy({ !$0.isEmpty && !$0.utf8.contains(0) }) else {
            return nil
        }
        return .list(items)
    }

    /// Only an optional sign and decimal digits, so that nobody has to know what `0x10` or `1_000` would mean.
    private static func integer(_ text: String, in range: ClosedRange<Int64>) -> Int64? {
        guard let number = Int64(text), range.contains(number) else { return nil }
        return number
    }

    private static func trimmed(_ text: String) -> String {
        let scalars = text.unicodeScalars
        guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
            let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
        else { return "" }
        return String(scalars[first...last])
    }
}
