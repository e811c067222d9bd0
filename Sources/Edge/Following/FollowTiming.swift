// SPDX-License-Identifier: EUPL-1.2

import Exchange

/// How long an edge waits for what.
struct FollowTiming: Sendable {
    /// How long a stream may be quiet: three heartbeats.
    var silence = Duration.seconds(15)
    /// How long a stream may go on without showing that it is up to date. While there is much to catch up with, every batch gives
    /// time too, in proportion to what is in it.
    var patience = Duration.seconds(60)
    /// How many bytes of content buy a second of that, at least: slower than this is too slow.
    var bytesPerSecond = 16 << 10
    /// How often at most a heartbeat is written to disk.
    var touchEvery: Span = .seconds(30)
    /// How often at most a position is written to disk when nothing but the position has changed. After a crash the edge begins where it
    /// last wrote, and the hub sends the rest again.
    var writeEvery: Span = .seconds(1)
    /// The longest wait before a stream is begun anew.
    var longestWait = Duration.seconds(5)

    /// How much time so many bytes of content buy.
    func credit(for bytes: Int) -> Duration { .milliseconds(bytes * 1_000 / max(1, bytesPerSecond)) }
}
