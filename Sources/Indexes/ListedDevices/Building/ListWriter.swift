// SPDX-License-Identifier: EUPL-1.2

import Identifiers
public import Segments

/// Writes a segment of listed devices from front to back: first all devices in the order of their IMEIs, then all exceptions in
/// theirs. Memory stays bounded however many there are: one type at a time, a megabyte or so for the slots, and a few buffers.
public final class ListWriter {
    private let file: SegmentWriter
    private var encoder = BlockEncoder()
    private var type: UInt32 = 0
    private var next: UInt64 = 0
    private var lastException: ListedException?
    private var metadata = ListMetadata()
    /// For every slot of 256 types that has any: its number, and how many types come before it.
    private var starts: [(slot: UInt32, types: UInt32)] = []
    private static let finestShift = 8
    /// Days that wait to be written; before the first that is known none are.
    private var days: [UInt8] = []
    private var hasDays = false

    init(path: String) throws(SegmentError) {
        file = try SegmentWriter(
            path: path, kind: ListMetadata.kind,
            sections: [
                ListMetadata.payload, ListMetadata.directory, ListMetadata.slots, ListMetadata.exceptions, ListMetadata.days,
            ])
    }

    /// Adds a device, whose IMEI must be higher than all before.
    ///
    /// - Throws: ``Segments/SegmentError`` with code `outOfOrder`, or `unwritable` when the disk is full.
    public func add(_ device: ListedDevice) throws(SegmentError) {
        try add(device.imei.value, device.status.rawValue, since: device.since.rawValue)
    }

    /// Adds an exception, which must come after all before: by IMEI, then by subscriber.
    ///
    /// - Throws: ``Segments/SegmentError`` with code `outOfOrder`, or `unwritable` when the disk is full.
    public func add(_ exception: ListedException) throws(SegmentError) {
        if let lastException, !(lastException < exception) { throw ListWriter.outOfOrder }
        lastException = exception
        try addException(ChangeKey(imei: exception.imei.value, subscriber: exception.subscriber.word))
    }

    func add(_ imei: UInt64, _ status: UInt8, since day: UInt16 = 0) throws(SegmentError) {
        guard imei >= next else { throw ListWriter.outOfOrder }
        next = imei + 1
        let type = UInt32(imei / 1_000_000)
        if type != self.type {
            try endType()
            self.type = type
        }
        encoder.add(UInt32(imei % 1_000_000), status)
        try write(day)
        metadata.totals.add(1, status: status, isException: false)
    }

    private func write(_ day: UInt16) throws(SegmentError) {
        guard hasDays || day != 0 else { return }
        if !hasDays {
            hasDays = true
            var unknown = 2 * metadata.totals.devices
            while unknown > 0 {
                try file.append([UInt8](repeating: 0, count: min(unknown, 1 << 16)), to: 4)
                unknown -= min(unknown, 1 << 16)
            }
        }
        days.append(UInt8(truncatingIfNeeded: day))
        days.append(UInt8(truncatingIfNeeded: day >> 8))
        if days.count == 1 << 16 { try flushDays() }
    }

    private func flushDays() throws(SegmentError) {
        try file.append(days, to: 4)
        days.removeAll(keepingCapacity: true)
    }

    func addException(_ key: ChangeKey) throws(SegmentError) {
        metadata.totals.exceptions += 1
        try append([key.imei, key.subscriber], to: 3)
    }

    func finish(version: UInt64) throws(SegmentError) -> ListTotals {
        try endType()
        try flushDays()
        metadata.version = version
        try file.append([UInt8](repeating: 0, count: BlockShape.padding), to: 0)
        try writeSlots()
        try file.finish(metadata: metadata.encoded)
        return metadata.totals
    }

    private func endType() throws(SegmentError) {
        guard !encoder.serials.isEmpty else { return }
        let entry = encoder.encode(type: type, at: file.count(of: 0))
        try file.append(encoder.bytes, to: 0)
        let slot = type >> UInt32(ListWriter.finestShift)
        if starts.last?.slot != slot { starts.append((slot, UInt32(metadata.types))) }
        metadata.types += 1
        try append([entry.word, entry.second], to: 1)
    }

    /// At most four slots for a type, so that they cost little, and few types in a slot.
    private func writeSlots() throws(SegmentError) {
        metadata.shift = ListWriter.finestShift
        while metadata.slotCount > 4 * metadata.types + 4, metadata.shift < 27 { metadata.shift += 1 }
        var place = 0
        var part: [UInt8] = []
        for slot in 0..<metadata.slotCount {
            while place < starts.count, Int(starts[place].slot) >> (metadata.shift - ListWriter.finestShift) < slot { place += 1 }
            let types = place < starts.count ? starts[place].types : UInt32(metadata.types)
            withUnsafeBytes(of: types.littleEndian) { part.append(contentsOf: $0) }
            if part.count == 1 << 16 {
                try file.append(part, to: 2)
                part.removeAll(keepingCapacity: true)
            }
        }
        try file.append(part, to: 2)
    }

    private func append(_ words: InlineArray<2, UInt64>, to section: Int) throws(SegmentError) {
        var failure: SegmentError?
        let little: InlineArray<2, UInt64> = [words[0].littleEndian, words[1].littleEndian]
        withUnsafeBytes(of: little) { bytes in
            do throws(SegmentError) { try file.append(bytes, to: section) } catch { failure = error }
        }
        if let failure { throw failure }
    }

    private static let outOfOrder = SegmentError(
        .outOfOrder, "The list to be written is not in ascending order, or names something twice: sort it first.")
}

extension SegmentError.Code {
    /// What was to be written does not come in ascending order.
    public static let outOfOrder = SegmentError.Code("outOfOrder")
}
