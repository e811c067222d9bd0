// SPDX-License-Identifier: EUPL-1.2

import Exchange

/// A change of the list with the moment at which the log has it: the day of every edge is that of the log, not its own.
struct DatedListing: Hashable, Sendable {
    let listing: Listing
    /// The time in its leaf.
    let entered: Instant
}
