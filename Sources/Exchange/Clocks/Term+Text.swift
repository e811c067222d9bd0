// SPDX-License-Identifier: EUPL-1.2

extension Term {
    /// Reads the text form that policies use.
    ///
    /// | text | term |
    /// |---|---|
    /// | `PT24H` | hours |
    /// | `P14D` | days |
    /// | `P10B` | working days ("business days"; ISO 8601 has no letter for them) |
    /// | `P6W` | weeks |
    /// | `P3M` | months |
    /// | `P5Y` | years |
    /// | `PT15M`, `PT1.500S`, `PT1H30M` | plain: whatever has minutes or seconds, which the law does not count in |
    ///
    /// A count is 1 … ``largestCount``. Units are not combined, except in a plain term; nothing is negative.
    ///
    /// - Returns: `nil` when the text is none of these.
    public init?(_ text: some StringProtocol) {
        if let term = Term(counted: text) {
            self = term
        } else if text.utf8.starts(with: "PT".utf8), text.last != "H", let span = Span(iso8601: text) {
            self = .plain(span)
        } else {
            return nil
        }
    }

    /// Reads one count and one unit.
    private init?(counted text: some StringProtocol) {
        var scanner = ClockScanner(text.utf8)
        guard scanner.take(UInt8(ascii: "P")) else { return nil }
        let isTime = scanner.take(UInt8(ascii: "T"))
        guard let count = scanner.number(digits: 1...5), count > 0 else { return nil }
        if isTime {
            guard scanner.take(UInt8(ascii: "H")) else { return nil }
            self = .hours(count)
        } else if scanner.take(UInt8(ascii: "D")) {
            self = .days(count)
        } else if scanner.take(UInt8(ascii: "B")) {
            self = .workingDays(count)
        } else if scanner.take(UInt8(ascii: "W")) {
            self = .weeks(count)
        } else if scanner.take(UInt8(ascii: "M")) {
            self = .months(count)
        } else if scanner.take(UInt8(ascii: "Y")) {
            self = .years(count)
        } else {
            return nil
        }
        guard scanner.atEnd else { return nil }
    }
}

extension Term: CustomStringConvertible {
    /// The text form, which ``init(_:)`` reads back. Plain terms print in whole minutes (`PT15M`) or else in seconds
    /// (`PT90S`, `PT0.250S`), never in hours, so that plain time is not taken for hours of the law.
    public var description: String {
        switch self {
        case .plain(let span):
            let sign = span < .zero ? "-" : ""
            let length = span.milliseconds.magnitude
            let isMinutes = length > 0 && length % 60_000 == 0
            return sign + (isMinutes ? "PT\(length / 60_000)M" : "PT\(ClockWriter.seconds(thousandths: length))S")
        case .hours(let count): return "PT\(count)H"
        case .days(let count): return "P\(count)D"
        case .workingDays(let count): return "P\(count)B"
        case .weeks(let count): return "P\(count)W"
        case .months(let count): return "P\(count)M"
        case .years(let count): return "P\(count)Y"
        }
    }
}
