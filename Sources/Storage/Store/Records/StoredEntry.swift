// SPDX-License-Identifier: EUPL-1.2

public import Ledger

/// An entry as it is kept: its place and its leaf. What it is about is in its payload, beside it.
public struct StoredEntry: Hashable, Sendable {
    /// Its index in the log, from 0.
    public let index: UInt64
    /// The leaf, which says all that everybody may see.
    public let leaf: Leaf
    /// The stream it belongs to: `case:DV-…`, `measure:…`, `parties`, `list:…`. Not part of the leaf.
    public let stream: String

    /// Describes an entry.
    public init(index: UInt64, leaf: Leaf, stream: String) {
        self.index = index
        self.leaf = leaf
        self.stream = stream
    }
}
