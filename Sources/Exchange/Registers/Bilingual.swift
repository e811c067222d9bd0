// SPDX-License-Identifier: EUPL-1.2

/// A short text for people, in the two languages Schakel speaks.
public struct Bilingual: Hashable, Sendable {
    /// Dutch, plain language (B1).
    public let dutch: String
    /// English.
    public let english: String

    /// Pairs the two.
    public init(_ dutch: String, _ english: String) {
        self.dutch = dutch
        self.english = english
    }
}
