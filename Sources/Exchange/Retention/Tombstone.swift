// SPDX-License-Identifier: EUPL-1.2

public import Ledger

/// What stays of erased entries: which they were, by which rule and since when they were due. It holds nothing personal, so it stays
/// for ever, and the log goes on to verify.
public struct Tombstone: Hashable, Sendable {
    /// The indexes of the entries whose payload and salt are gone, in this log; ascending, without overlap.
    public let erased: [Range<UInt64>]
    /// The rule by which they went: `devices/closed-by-unblock`.
    public let rule: String
    /// When they were due.
    public let due: Instant

    /// The kind in the leaf header.
    public static let kind = "tombstone"

    /// The most ranges in one tombstone.
    public static let mostRanges = 10_000
    /// The most entries in one tombstone: a few bytes could otherwise name more indexes than fit in memory.
    public static let mostEntries: UInt64 = 1_000_000

    /// Describes an erasure.
    public init(erased: [Range<UInt64>], rule: String, due: Instant) {
        self.erased = erased
        self.rule = rule
        self.due = due
    }

    /// Describes the erasure of single entries; their indexes in ascending order.
    public init(indexes: [UInt64], rule: String, due: Instant) {
        var ranges: [Range<UInt64>] = []
        for index in indexes {
            if let last = ranges.last, last.upperBound == index {
                ranges[ranges.count - 1] = last.lowerBound..<index + 1
            } else {
                ranges.append(index..<index + 1)
            }
        }
        self.init(erased: ranges, rule: rule, due: due)
    }

    /// As many tombstones as it takes to keep each within ``mostRanges`` and ``mostEntries``; itself when it is within them.
    public var pieces: [Tombstone] {
        var pieces: [Tombstone] = []
        var ranges: [Range<UInt64>] = []
        var room = Tombstone.mostEntries
        for var range in erased {
            while !range.isEmpty {
                if room == 0 || ranges.count == Tombstone.mostRanges {
                    pieces.append(Tombstone(erased: ranges, rule: rule, due: due))
                    ranges = []
                    room = Tombstone.mostEntries
                }
                let part = range.lowerBound..<min(range.upperBound, range.lowerBound + room)
                ranges.append(part)
                room -= part.upperBound - part.lowerBound
                range = part.upperBound..<range.upperBound
            }
        }
        if !ranges.isEmpty { pieces.append(Tombstone(erased: ranges, rule: rule, due: due)) }
        return pieces
    }

    /// Every index, ascending.
    public var indexes: [UInt64] { erased.flatMap(Array.init) }

    /// Whether an entry is among them.
    public func covers(_ index: UInt64) -> Bool { erased.contains { $0.contains(index) } }

    /// The payload as it is entered.
    public var json: JSON {
        [
            "due": .string(due.description),
            "erased": .array(erased.map { [.integer(Int64($0.lowerBound)), .integer(Int64($0.upperBound))] }),
            "rule": .string(rule),
        ]
    }

    /// Reads a payload.
    public init(json: JSON) throws(MalformedRecord) {
        let malformed = MalformedRecord(member: "erased", expected: "pairs of indexes, ascending")
        guard let pairs = json["erased"]?.array, pairs.count <= Tombstone.mostRanges else { throw malformed }
        var ranges: [Range<UInt64>] = []
        var room = Tombstone.mostEntries
        for pair in pairs {
            guard let bounds = pair.array, bounds.count == 2, let low = bounds[0].integer.flatMap(UInt64.init(exactly:)),
                let high = bounds[1].integer.flatMap(UInt64.init(exactly:)), low < high, low >= ranges.last?.upperBound ?? 0,
                high - low <= room
            else { throw malformed }
            room -= high - low
            ranges.append(low..<high)
        }
        self.init(erased: ranges, rule: try json.text("rule"), due: try json.instant("due"))
    }
}
