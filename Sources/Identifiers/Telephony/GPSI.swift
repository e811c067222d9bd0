// SPDX-License-Identifier: EUPL-1.2

/// A Generic Public Subscription Identifier (data type `Gpsi` of TS 29.571).
///
/// Open on purpose: the pattern of the standard ends in `|.+`, so a form still to come is one too.
public enum GPSI: Hashable, Sendable {
    /// `msisdn-` and 5 to 15 digits that make a telephone number.
    case msisdn(PhoneNumber)
    /// `extid-`, a local name, `@` and a domain.
    case externalIdentifier(local: String, domain: String)
    /// Any other form; the text is the whole identifier.
    case other(String)

    /// Reads any GPSI.
    ///
    /// - Parameter text: the whole identifier, percent-decoded.
    /// - Returns: nil when it is empty or holds a line break, the two things the pattern excludes.
    public init?(_ text: String) {
        guard OneLine.holds(text) else { return nil }
        if let number = Self.number(in: text) {
            self = .msisdn(number)
        } else if let (local, domain) = Self.external(in: text) {
            self = .externalIdentifier(local: local, domain: domain)
        } else {
            self = .other(text)
        }
    }

    /// A number with a zero in front cannot be kept in its own spelling, and no country code begins with one: it stays a text.
    private static func number(in text: String) -> PhoneNumber? {
        guard text.utf8.starts(with: "msisdn-".utf8) else { return nil }
        let digits = text.utf8.dropFirst(7)
        guard (5...15).contains(digits.count), digits.first != UInt8(ascii: "0"),
            digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
        else { return nil }
        return PhoneNumber(value: digits.reduce(0) { $0 * 10 + UInt64($1 - UInt8(ascii: "0")) })
    }

    private static func external(in text: String) -> (String, String)? {
        guard text.utf8.starts(with: "extid-".utf8) else { return nil }
        let parts = text.utf8.dropFirst(6).split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else { return nil }
        return (String(decoding: parts[0], as: UTF8.self), String(decoding: parts[1], as: UTF8.self))
    }
}

extension GPSI: CustomStringConvertible {
    /// The identifier in its wire form.
    public var description: String {
        switch self {
        case .msisdn(let number): "msisdn-\(number.value)"
        case .externalIdentifier(let local, let domain): "extid-\(local)@\(domain)"
        case .other(let text): text
        }
    }
}

/// The pattern `.+`, with which the patterns of `Supi` and `Gpsi` end: any text in one line.
enum OneLine {
    /// Whether the text is not empty and breaks no line, as ECMA-262 counts line breaks.
    static func holds(_ text: String) -> Bool {
        !text.isEmpty && text.unicodeScalars.allSatisfy { $0 != "\n" && $0 != "\r" && $0 != "\u{2028}" && $0 != "\u{2029}" }
    }
}
