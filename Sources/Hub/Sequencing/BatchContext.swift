// SPDX-License-Identifier: EUPL-1.2

import Exchange

/// What every batch of a hub is decided with.
struct BatchContext: Sendable {
    /// When the hub was started.
    let startedAt: Instant
    /// The registers of the hub.
    let registers: RegisterSet
    /// The hub's secrets.
    let secrets: HubSecrets
    /// The keys of the logs.
    let signer: LogSigner
    /// What is kept of erasures outside the store.
    let journal: any ErasureJournal
}
