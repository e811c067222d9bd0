// SPDX-License-Identifier: EUPL-1.2

public import Segments
import Synchronization

extension ListedDevices {
    /// How large the list is, besides what it lists.
    public struct Size: Hashable, Sendable {
        /// How many changes there are since the segment: when there are many, it is time to compact.
        public let changes: Int
        /// How many bytes the segment has on disk. As much of it is in memory as was asked after, and the system may drop that.
        public let bytesOnDisk: UInt64
        /// How many bytes the changes take in memory.
        public let bytesInMemory: Int
        /// How many replaced generations are kept because a reader may still have them.
        public let generationsWaiting: Int
    }

    /// How large it is now.
    public var size: Size {
        let waiting = generations.reclaim()
        return writing.withLock { writing in
            let tables = [writing.live, writing.frozen].compactMap(\.self)
            return Size(
                changes: tables.reduce(0) { $0 + $1.count }, bytesOnDisk: writing.segment?.byteCount ?? 0,
                bytesInMemory: tables.reduce(0) { $0 + $1.byteCount }, generationsWaiting: waiting)
        }
    }

    /// The list as it is now, to go through from front to back. Copies the changes since the segment, and not the segment.
    ///
    /// - Throws: ``Segments/SegmentError`` with code `damaged` when the segment contradicts itself.
    public func entries() throws(SegmentError) -> ListEntries {
        var (segment, list, changes, version) = writing.withLock { writing in
            let tables = [writing.frozen, writing.live].compactMap(\.self)
            return (writing.segment, writing.list, SortedChanges(tables), writing.version)
        }
        changes.sort()
        return try ListEntries(segment: segment, list: list, changes: changes, version: version)
    }

    /// Begins to search the segment in use for damage; nil when there is none.
    public func verification() -> SegmentVerification? { writing.withLock { $0.segment }?.verification() }
}
