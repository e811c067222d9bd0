// SPDX-License-Identifier: EUPL-1.2

import Exchange

/// What a checkpoint covers, and nothing else.
struct VerifiedBatch: Sendable {
    /// The changes of the list, in order.
    let listings: [DatedListing]
    /// The position after them.
    let position: FollowPosition
    /// When the last of the leaves was entered, by the hub's clock. The checkpoint was signed after that.
    let written: Instant
    /// Whether earlier entries were erased: what the edge deleted must not be readable any more.
    let erases: Bool
}
