// SPDX-License-Identifier: EUPL-1.2

/// Reads a length of time of a fixed number of milliseconds.
///
/// Two forms: `1h30m` with the units w, d, h, m, s and ms; and ISO 8601, `P7D`, `P2W`, `PT1H30M`, `PT0.5S`. Units go from large
/// to small, each at most once. Years and months are refused, for their length depends on the calendar.
enum SpanText {
    /// The longest span, 36,525 days, in milliseconds: adding it to any moment of this age cannot overflow.
    static let limit: Int64 = 36_525 * 86_400_000

    /// - Returns: milliseconds, or `nil` when the text is not a span or longer than ``limit``.
    static func milliseconds(_ text: String) -> Int64? {
        guard text.utf8.count <= 40 else { return nil }
        guard text.utf8.first == UInt8(ascii: "P") else {
            return sum(
                text.utf8[...], [("w", 604_800_000), ("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1000), ("ms", 1)])
        }
        let parts = text.utf8.dropFirst().split(separator: UInt8(ascii: "T"), maxSplits: 1, omittingEmptySubsequences: false)
        let clock: [(String, Int64)] = [("H", 3_600_000), ("M", 60_000), ("S", 1000)]
        switch parts.count {
        case 1:
            return sum(parts[0], [("W", 604_800_000)]) ?? sum(parts[0], [("D", 86_400_000)])
        case 2:
            guard let time = sum(parts[1], clock) else { return nil }
            if parts[0].isEmpty { return time }
            guard let days = sum(parts[0], [("D", 86_400_000)]), days + time <= limit else { return nil }
            return days + time
        default:
            return nil
        }
    }

    /// Adds up amounts with their units, which must come in the order given; `nil` for nothing at all.
    private static func sum(_ text: Substring.UTF8View, _ units: [(name: String, milliseconds: Int64)]) -> Int64? {
        var rest = text
        var units = units[...]
        var total: Int64 = 0
        guard !rest.isEmpty else { return nil }
        while !rest.isEmpty {
            guard let (whole, thousandths) = amount(&rest) else { return nil }
            let name = rest.prefix { !($0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9")) }
            rest = rest.dropFirst(name.count)
            guard let unit = units.firstIndex(where: { $0.name.utf8.elementsEqual(name) }) else { return nil }
            let size = units[unit].milliseconds
            units = units[(unit + 1)...]
            // Only seconds have a fraction: three digits of it are whole milliseconds.
            guard thousandths == nil || size == 1000 else { return nil }
            let (product, overflow) = whole.multipliedReportingOverflow(by: size)
            guard !overflow, product <= limit else { return nil }
            total += product + (thousandths ?? 0)
            guard total <= limit else { return nil }
        }
        return total
    }

    /// Takes digits, and when a point follows one to three more.
    private static func amount(_ rest: inout Substring.UTF8View) -> (whole: Int64, thousandths: Int64?)? {
        guard let whole = digits(&rest, upTo: 15) else { return nil }
        guard rest.first == UInt8(ascii: ".") else { return (whole.value, nil) }
        rest = rest.dropFirst()
        guard let part = digits(&rest, upTo: 3) else { return nil }
        return (whole.value, part.value * [100, 10, 1][part.count - 1])
    }

    private static func digits(_ rest: inout Substring.UTF8View, upTo limit: Int) -> (value: Int64, count: Int)? {
        var value: Int64 = 0
        var count = 0
        while let byte = rest.first, byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") {
            guard count < limit else { return nil }
            value = value * 10 + Int64(byte - UInt8(ascii: "0"))
            count += 1
            rest = rest.dropFirst()
        }
        return count == 0 ? nil : (value, count)
    }
}
