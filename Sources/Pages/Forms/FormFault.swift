// SPDX-License-Identifier: EUPL-1.2

/// What is wrong with a field of a form, in the language of whoever filled it in.
public struct FormFault: Hashable, Sendable {
    /// The field; empty when it is about the form as a whole.
    public let field: String
    /// What is wrong and what to do.
    public let text: String

    /// Describes a fault.
    public init(_ field: String, _ text: String) {
        self.field = field
        self.text = text
    }
}
