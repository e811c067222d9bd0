// SPDX-License-Identifier: EUPL-1.2

/// A short code that travels in entries and answers. It is open: readers keep codes they do not know.
public protocol OpenCode: RawRepresentable<String>, Hashable, Comparable, Sendable, CustomStringConvertible,
    ExpressibleByStringLiteral
{
    /// Wraps a code. The text is kept as it is.
    init(rawValue: String)
}

extension OpenCode {
    /// Makes the code from a literal.
    public init(stringLiteral value: String) { self.init(rawValue: value) }

    /// The code itself.
    public var description: String { rawValue }

    /// Order of the text.
    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}
