// SPDX-License-Identifier: EUPL-1.2

public import Ledger

/// What a leaf commits to: the salt and the canonical JSON. Erasing an entry deletes both.
public struct StoredPayload: Hashable, Sendable {
    /// The entry's index in its log.
    public let index: UInt64
    /// The salt.
    public let salt: Salt
    /// Canonical JSON, byte for byte as it was committed to.
    public let bytes: [UInt8]

    /// Describes a payload.
    public init(index: UInt64, salt: Salt, bytes: [UInt8]) {
        self.index = index
        self.salt = salt
        self.bytes = bytes
    }
}
