// SPDX-License-Identifier: EUPL-1.2

public import Exchange
public import Ledger

/// A list as it was at a version, kept as one text (`docs/list-format.md`) for followers that begin with nothing.
public struct StoredSnapshot: Hashable, Sendable {
    /// The list.
    public let list: ListName
    /// The version: everything up to it is in the text.
    public let version: UInt64
    /// The size of the log when this was the newest version.
    public let size: UInt64
    /// How many subjects it has.
    public let count: Int
    /// How long the text is, in bytes.
    public let bytes: Int
    /// SHA-256 of the text.
    public let digest: Digest
    /// The index of the entry that commits to the digest; nil until it was entered.
    public var entry: UInt64?

    /// Describes a snapshot.
    public init(list: ListName, version: UInt64, size: UInt64, count: Int, bytes: Int, digest: Digest, entry: UInt64?) {
        self.list = list
        self.version = version
        self.size = size
        self.count = count
        self.bytes = bytes
        self.digest = digest
        self.entry = entry
    }
}

/// A subject on a list, with whoever holds it there.
public struct ListedSubject: Hashable, Sendable {
    /// The subject's value.
    public let subject: String
    /// The holds, at least one.
    public let holds: [ListHold]

    /// Describes a listed subject.
    public init(subject: String, holds: [ListHold]) {
        self.subject = subject
        self.holds = holds
    }
}
