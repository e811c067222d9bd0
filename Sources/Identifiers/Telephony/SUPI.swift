// SPDX-License-Identifier: EUPL-1.2

/// A Subscription Permanent Identifier, as a 5G core names who uses a device (data type `Supi` of TS 29.571).
///
/// Open on purpose: the pattern of the standard ends in `|.+`, so a form still to come is one too.
public enum SUPI: Hashable, Sendable {
    /// `imsi-` and 5 to 15 digits.
    case imsi(IMSI)
    /// Any other form: `nai-…`, `gci-…`, `gli-…`, or one still to come; the text is the whole identifier.
    case other(String)

    /// The subscription's number, or nil for one without.
    public var imsi: IMSI? {
        if case .imsi(let imsi) = self { imsi } else { nil }
    }

    /// Reads the `imsi-` form straight from the bytes of a request, without allocating; nil for every other text.
    public init?(utf8 bytes: some Collection<UInt8>) {
        guard bytes.starts(with: "imsi-".utf8), let imsi = IMSI(digits: bytes.dropFirst(5)) else { return nil }
        self = .imsi(imsi)
    }

    /// Reads any SUPI.
    ///
    /// - Parameter text: the whole identifier, percent-decoded.
    /// - Returns: nil when it is empty or holds a line break, the two things the pattern excludes.
    public init?(_ text: String) {
        if let known = SUPI(utf8: text.utf8) {
            self = known
        } else if OneLine.holds(text) {
            self = .other(text)
        } else {
            return nil
        }
    }
}

extension SUPI: CustomStringConvertible {
    /// The identifier in its wire form.
    public var description: String {
        switch self {
        case .imsi(let imsi): "imsi-\(imsi.digits)"
        case .other(let text): text
        }
    }
}
