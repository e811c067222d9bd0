// SPDX-License-Identifier: EUPL-1.2

import Identifiers
public import Segments

/// The list at one moment, for going through from front to back: first every device in the order of the IMEIs, then every
/// exception. What changes meanwhile does not show. While there is one of these, the segment it reads cannot be erased.
public struct ListEntries: Sendable {
    /// The version of the list at that moment.
    public let version: UInt64
    private var devices: SegmentDevices
    private let segment: Segment?
    private let list: ListSection
    private let changes: SortedChanges
    private var waiting: SegmentDevices.Word?
    private var changeIndex = 0
    private var exceptionIndex = 0
    private var exceptionChangeIndex = 0

    init(segment: Segment?, list: ListSection, changes: SortedChanges, version: UInt64) throws(SegmentError) {
        self.version = version
        devices = SegmentDevices(segment, list)
        self.segment = segment
        self.list = list
        self.changes = changes
        waiting = try devices.next()
    }

    /// The next device, or nil after the last.
    ///
    /// - Throws: ``Segments/SegmentError`` with code `damaged` when the segment contradicts itself.
    public mutating func nextDevice() throws(SegmentError) -> ListedDevice? {
        guard let (value, code, day) = try nextWord(), let imei = IMEI(value: value), let status = ListedStatus(rawValue: code)
        else {
            return nil
        }
        return ListedDevice(imei: imei, status: status, since: ListedDay(rawValue: day))
    }

    /// The next exception, or nil after the last.
    public mutating func nextException() -> ListedException? {
        while let key = nextExceptionKey() {
            guard let imei = IMEI(value: key.imei) else { continue }
            return ListedException(imei: imei, subscriber: Subscriber(word: key.subscriber))
        }
        return nil
    }

    /// A merge: of a device that stands on both sides, the change counts.
    mutating func nextWord() throws(SegmentError) -> SegmentDevices.Word? {
        while true {
            guard changeIndex < changes.devices.count else {
                guard let kept = waiting else { return nil }
                waiting = try devices.next()
                return kept
            }
            let change = changes.devices[changeIndex]
            if let kept = waiting, kept.imei < change.key.imei {
                waiting = try devices.next()
                return kept
            }
            if waiting?.imei == change.key.imei { waiting = try devices.next() }
            changeIndex += 1
            if change.state.status != 0 { return (change.key.imei, change.state.status, change.since.rawValue) }
        }
    }

    mutating func nextExceptionKey() -> ChangeKey? {
        while true {
            let kept = exceptionIndex < list.exceptionCount ? list.exception(at: exceptionIndex) : nil
            guard exceptionChangeIndex < changes.exceptions.count else {
                exceptionIndex += 1
                return kept
            }
            let change = changes.exceptions[exceptionChangeIndex]
            if let kept, kept < change.key {
                exceptionIndex += 1
                return kept
            }
            if kept == change.key { exceptionIndex += 1 }
            exceptionChangeIndex += 1
            if change.state.status != 0 { return change.key }
        }
    }
}
