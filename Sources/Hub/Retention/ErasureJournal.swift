// SPDX-License-Identifier: EUPL-1.2

import Exchange

/// What is kept of erasures outside the store, so that a store restored from an older copy loses again what it must not have.
protocol ErasureJournal: Sendable {
    /// Notes what is about to be erased; durable when it returns.
    func note(_ tombstone: Tombstone, in log: RegisterName) throws

    /// Everything that was noted, in order.
    func all() throws -> [(log: RegisterName, tombstone: Tombstone)]
}

/// Keeps nothing: for a hub whose store is never restored from a copy.
struct NoErasureJournal: ErasureJournal {
    func note(_ tombstone: Tombstone, in log: RegisterName) {}
    func all() -> [(log: RegisterName, tombstone: Tombstone)] { [] }
}
