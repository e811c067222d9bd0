// SPDX-License-Identifier: EUPL-1.2

public import Exchange

/// The answer to an act, kept for a while under the key the client gave it, so that a repeated request does nothing twice.
public struct StoredAct: Hashable, Sendable {
    /// The key: who acts, and the client's own idempotency key.
    public let key: String
    /// A digest of what was asked; the same key with another request is an error.
    public let fingerprint: [UInt8]
    /// The answer, as JSON.
    public let answer: [UInt8]
    /// When it was given.
    public let at: Instant

    /// Describes an act.
    public init(key: String, fingerprint: [UInt8], answer: [UInt8], at: Instant) {
        self.key = key
        self.fingerprint = fingerprint
        self.answer = answer
        self.at = at
    }
}
