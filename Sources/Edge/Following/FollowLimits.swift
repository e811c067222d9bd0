// SPDX-License-Identifier: EUPL-1.2

/// How much an edge takes from a hub.
struct FollowLimits: Sendable {
    /// The most bytes of one event of the stream.
    var event = 48 << 20
    /// The most leaves in one batch.
    var leaves = 4_096
    /// The most leaves that may wait for a checkpoint.
    var waiting: UInt64 = 50_000_000
    /// The most subjects that may wait for a checkpoint; each listing and each status counts as one too, so that empty ones are not
    /// free.
    var subjects = 20_000_000
    /// The most bytes of payload that may wait for a checkpoint.
    var bytes = 512 << 20
    /// The most bytes of a snapshot.
    var snapshotBytes: UInt64 = 4 << 30
    /// The most subjects of a snapshot.
    var snapshotSubjects: UInt64 = 100_000_000
}
