// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Store

/// Makes each frame once for all followers that stand at the same place with the same rights: when a log grows, all who follow it want
/// the same next frame at the same moment.
actor FrameDesk {
    /// A frame with where it ends, and whether a sample was asked in it.
    typealias Frame = (bytes: [UInt8], end: UInt64, head: StoredHead?, asks: Bool)

    private struct Key: Hashable {
        let log: RegisterName
        let start: UInt64
        let size: UInt64
        let tags: Set<AudienceTag>
    }

    /// How far apart the frames to one follower are at most held, once it is up to date. After a rest, and while acts are few, the next
    /// goes at once; when acts come fast, one frame carries several batches, and everybody has fewer signatures to check and fewer
    /// commits to make.
    static let pace = Duration.milliseconds(100)
    /// How much of that each leaf of the last frame takes.
    private static let perLeaf = Duration.milliseconds(4)

    /// So many frames are kept; the oldest goes first.
    private static let most = 16

    private let store: any Store
    private var frames: [Key: Task<Frame?, any Error>] = [:]
    private var order: [Key] = []

    private let opened = ContinuousClock.now

    init(store: any Store) { self.store = store }

    /// Waits until a follower that was sent a frame of so many leaves at `last` may have the next one. All who wait long go on at the same
    /// moments, so that they want the same frame.
    nonisolated func turn(after last: ContinuousClock.Instant, leaves: UInt64) async {
        let now = ContinuousClock.now
        let pause = min(FrameDesk.pace, FrameDesk.perLeaf * Int(clamping: leaves))
        guard now - last < pause else { return }
        guard pause == FrameDesk.pace else {
            try? await Task.sleep(until: last + pause)
            return
        }
        let turns = (now - opened) / FrameDesk.pace
        try? await Task.sleep(until: opened + FrameDesk.pace * (turns.rounded(.down) + 1))
    }

    /// The frame after a place in a log that has `size` entries at least.
    func frame(
        after start: UInt64, of log: RegisterName, size: UInt64, entitledTo audiences: [AudienceTag: Audience]
    ) async throws -> Frame? {
        let key = Key(log: log, start: start, size: size, tags: Set(audiences.keys))
        if let known = frames[key] { return try await known.value }
        let made = Task { [store] in
            try await store.read { try StreamFrame.next(after: start, of: log, entitledTo: audiences, reading: $0) }
        }
        frames[key] = made
        order.append(key)
        if order.count > FrameDesk.most { frames[order.removeFirst()] = nil }
        do {
            return try await made.value
        } catch {
            frames[key] = nil
            order.removeAll { $0 == key }
            throw error
        }
    }
}
