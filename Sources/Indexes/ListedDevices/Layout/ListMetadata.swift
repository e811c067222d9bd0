// SPDX-License-Identifier: EUPL-1.2

import Segments

/// What must be known of a segment before its sections are looked at.
struct ListMetadata: Hashable, Sendable {
    static let kind: SegmentName = "devices"
    static let payload: SegmentName = "serials"
    static let directory: SegmentName = "types"
    static let slots: SegmentName = "slots"
    static let exceptions: SegmentName = "excepted"
    /// Two bytes for each device in their order: its day. Empty when none is known.
    static let days: SegmentName = "days"
    private static let form: UInt64 = 1

    /// The version of the list, as its owner counts, that the segment is.
    var version: UInt64 = 0
    /// How many devices are listed, and as what.
    var totals = ListTotals()
    /// How many types there are in the directory.
    var types = 0
    /// A type number shifted down by so much is the number of its slot.
    var shift = 0

    /// How many slots there are, with one more for the end.
    var slotCount: Int { (99_999_999 >> shift) + 2 }

    var encoded: [UInt8] {
        let words: [UInt64] = [
            ListMetadata.form, version, UInt64(types), UInt64(shift), UInt64(totals.permitted), UInt64(totals.prohibited),
            UInt64(totals.tracking), UInt64(totals.exceptions),
        ]
        return words.flatMap { word in withUnsafeBytes(of: word.littleEndian) { Array($0) } }
    }

    /// Reads it, and checks that the sections have the sizes that it tells.
    init(of segment: Segment) throws(SegmentError) {
        let words = stride(from: 0, to: segment.metadata.count - 7, by: 8).map { start in
            segment.metadata[start..<(start + 8)].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        }
        guard words.first == ListMetadata.form else {
            throw SegmentError(.tooNew, "The segment of devices has a form that this program does not know: use a newer one.")
        }
        guard words.count == 8, words[2] <= 100_000_000, words[3] <= 27, words[4...].allSatisfy({ $0 <= 1 << 48 }) else {
            throw SegmentError(.damaged, "The segment of devices contradicts itself: build it anew.")
        }
        version = words[1]
        types = Int(words[2])
        shift = Int(words[3])
        totals = ListTotals(
            permitted: Int(words[4]), prohibited: Int(words[5]), tracking: Int(words[6]), exceptions: Int(words[7]))
        guard segment.section(ListMetadata.directory).count == types * DirectoryEntry.byteCount,
            segment.section(ListMetadata.slots).count == slotCount * 4,
            segment.section(ListMetadata.exceptions).count == totals.exceptions * 16,
            [0, totals.devices * 2].contains(segment.section(ListMetadata.days).count)
        else { throw SegmentError(.damaged, "The segment of devices has sections of another size than it tells: build it anew.") }
    }

    init() {}
}
