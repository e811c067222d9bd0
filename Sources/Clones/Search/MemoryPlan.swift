// SPDX-License-Identifier: EUPL-1.2

/// How a search divides the memory that it may use for records.
///
/// Reading takes a block for each part; judging takes one part at a time. The two do not come together.
public struct MemoryPlan: Hashable, Sendable {
    /// The least that a search works with: 4 MiB.
    public static let least = 4 << 20

    /// Into how many parts records are divided, by device; a power of two.
    public let parts: Int
    /// How many records of a part are gathered before they are put away.
    public let block: Int
    /// How many records are sorted in memory at once; a part that has more is sorted in pieces.
    public let capacity: Int

    /// A plan.
    /// - Parameters:
    ///   - bytes: how much memory records may take; at least ``least``. What the judging of one device takes, and tables, come on top.
    ///   - records: about how many records there will be. When it is wrong the search takes longer, not more memory.
    ///   - parts: into how many parts, when that is not to follow from the others.
    public init(bytes: Int, records: Int, parts: Int? = nil) {
        let bytes = max(bytes, MemoryPlan.least)
        // 48 bytes a record and 16 to sort it by; a quarter stays for findings, merging and what the allocator keeps.
        let capacity = min(bytes / 4 * 3 / 64, 1 << 22)
        var count = 1
        if let parts {
            while count < min(max(parts, 1), 1_024) { count *= 2 }
        } else {
            while count < 1_024, records / count > capacity / 5 * 4 { count *= 2 }
        }
        self.parts = count
        self.capacity = capacity
        block = min(max(bytes / 2 / 48 / count, 16), 1_365)
    }
}
