// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Store

/// Makes each frame once for all followers that stand at the same place with the same rights: when a log grows, all who follow it want
/// the same next frame at the same moment.
actor FrameDesk {
    /// A frame with where it ends.
    typealias Frame = (bytes: [UInt8], end: UInt64, head: StoredHead?)

    private struct Key: Hashable {
        let log: RegisterName
        let start: UInt64
        let size: UInt64
        let tags: Set<AudienceTag>
    }

    /// So many frames are kept; the oldest goes first.
    private static let most = 16

    private let store: any Store
    private var frames: [Key: Task<Frame?, any Error>] = [:]
    private var order: [Key] = []

    init(store: any Store) { self.store = store }

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
