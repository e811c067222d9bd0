// SPDX-License-Identifier: EUPL-1.2

/// The name of a register as it stands in log origins, paths and leaf headers: `devices`, `content`, …
public struct RegisterName: OpenCode {
    /// The name: lower-case letters, digits and hyphens.
    public let rawValue: String

    /// Wraps a name.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The log in which parties, mandates and edges are recorded. It is no register of cases.
    public static let parties: RegisterName = "parties"
}
