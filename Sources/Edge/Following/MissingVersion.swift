// SPDX-License-Identifier: EUPL-1.2

import Ledger

/// A version of the list that the hub should have sent, and did not.
struct MissingVersion: Hashable, Sendable {
    /// What became of it.
    enum State: String, Sendable {
        /// Its leaf came without content.
        case withheld
        /// Its content was erased, and no snapshot took its place yet.
        case erased
        /// Its leaf itself is not there.
        case gap
    }

    /// The version.
    let version: UInt64
    /// The index of its leaf; of a gap, where the leaf should have been.
    let index: UInt64
    /// What became of it.
    let state: State

    /// As the operator sees it.
    var json: JSON {
        [
            "version": .integer(Int64(clamping: version)), "index": .integer(Int64(clamping: index)),
            "state": .string(state.rawValue),
        ]
    }
}
