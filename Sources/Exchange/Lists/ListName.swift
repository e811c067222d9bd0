// SPDX-License-Identifier: EUPL-1.2

/// The name of a list within its register: `stolen`.
public struct ListName: OpenCode {
    /// The name: lower-case letters, digits and hyphens.
    public let rawValue: String

    /// Wraps a name.
    public init(rawValue: String) { self.rawValue = rawValue }
}

/// What a list says of a subject: `prohibited`, `tracking`, …
public struct ListStatus: OpenCode {
    /// The code.
    public let rawValue: String

    /// Wraps a code.
    public init(rawValue: String) { self.rawValue = rawValue }
}
