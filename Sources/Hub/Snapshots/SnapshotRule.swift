// SPDX-License-Identifier: EUPL-1.2

public import Exchange
import Ledger
import Store

/// When a snapshot is made.
public struct SnapshotRule: Hashable, Sendable {
    /// After so many versions since the last one.
    public let versions: UInt64
    /// Or, when there is anything new, after so long.
    public let age: Span

    /// What holds unless it is configured otherwise.
    public static let standard = SnapshotRule(versions: 5_000, age: .hours(6))

    /// States a rule.
    public init(versions: UInt64, age: Span) {
        self.versions = versions
        self.age = age
    }

    /// Whether one is due now.
    func isDue(
        list: ListName, tag: AudienceTag, in register: RegisterName, at now: Instant, reading reader: any StoreReader
    ) throws -> Bool {
        let version = try reader.sequence(of: register, tag: tag)
        let last = try reader.snapshot(of: list, in: register)?.version ?? 0
        // Snapshots and tombstones are versions too, and change nothing in the list.
        var from = last + 1
        while from <= version {
            let entries = try reader.entries(of: register, tag: tag, sequences: from..<min(from + 64, version + 1))
            if let changed = entries.first(where: { Listing.kinds.contains($0.leaf.kind) }) {
                return version - last >= versions || now - Instant(milliseconds: changed.leaf.time) >= age
            }
            from += 64
        }
        return false
    }
}
