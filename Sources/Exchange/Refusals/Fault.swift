// SPDX-License-Identifier: EUPL-1.2

/// One field that is wrong, and why.
public struct Fault: Hashable, Sendable, CustomStringConvertible {
    /// Where: a path such as `onderwerpen[2]` or `besluit.redenen`.
    public let field: String
    /// Why, in one sentence that says what is expected. It never repeats an identifier.
    public let reason: String

    /// Names a field and its reason.
    public init(_ field: String, _ reason: String) {
        self.field = field
        self.reason = reason
    }

    /// `field: reason`.
    public var description: String { "\(field): \(reason)" }
}
