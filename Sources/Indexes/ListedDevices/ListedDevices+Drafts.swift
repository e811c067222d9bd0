// SPDX-License-Identifier: EUPL-1.2

public import Segments
import Synchronization

extension SegmentError.Code {
    /// Another draft is under way: adopt or abandon it first.
    public static let draftUnderWay = SegmentError.Code("draftUnderWay")
    /// The draft is not the one under way.
    public static let unknownDraft = SegmentError.Code("unknownDraft")
}

extension ListedDevices {
    /// Writes the list as it is now as a new segment. Takes the time of reading and writing the whole list, in which readers and
    /// ``apply(_:version:)`` go on; call it where waiting does no harm. The segment in use is searched for damage first.
    ///
    /// - Throws: ``Segments/SegmentError``: the disk is full, the segment in use is damaged (then ``replace(version:_:)`` it), or a
    ///   draft is under way. Nothing has changed then.
    public func compact() throws(SegmentError) -> DraftSegment {
        let begun = try beginDraft()
        do throws(SegmentError) {
            try begun.segment?.verify()
            var changes = SortedChanges([begun.frozen])
            changes.sort()
            var entries = try ListEntries(
                segment: begun.segment, list: begun.list, changes: changes, version: begun.version)
            let writer = try ListWriter(path: folder.path(of: begun.name))
            while let (imei, status, day) = try entries.nextWord() { try writer.add(imei, status, since: day) }
            while let key = entries.nextExceptionKey() { try writer.addException(key) }
            return DraftSegment(name: begun.name, version: begun.version, totals: try writer.finish(version: begun.version))
        } catch {
            abandon(begun.name)
            throw error
        }
    }

    /// Writes another list as a new segment, to come in place of this one: at adoption everything goes that was applied before this
    /// was called, and what is applied from now on stays.
    ///
    /// - Parameters:
    ///   - version: the version of the list that is written.
    ///   - fill: writes all devices, then all exceptions, each in ascending order.
    /// - Throws: what `fill` throws; ``Segments/SegmentError`` when the disk is full, the order is wrong or a draft is under way.
    ///   Nothing has changed then.
    public func replace(version: UInt64, _ fill: (ListWriter) throws -> Void) throws -> DraftSegment {
        let begun = try beginDraft()
        do {
            let writer = try ListWriter(path: folder.path(of: begun.name))
            try fill(writer)
            return DraftSegment(name: begun.name, version: version, totals: try writer.finish(version: version))
        } catch {
            abandon(begun.name)
            throw error
        }
    }

    /// Takes a draft into use: readers get it at once, and the changes that it holds leave memory.
    ///
    /// - Returns: the name of the segment that it came in place of, to be discarded; nil when there was none.
    /// - Throws: ``Segments/SegmentError`` when the draft is not the one under way or cannot be opened. Then the list stays.
    public func adopt(_ draft: DraftSegment) throws(SegmentError) -> String? {
        let opened = try OpenedList(folder: folder, name: draft.name)
        let outcome: Result<String?, SegmentError> = writing.withLock { writing in
            guard writing.draft == draft.name else { return .failure(ListedDevices.unknownDraft) }
            let old = writing.name
            if let old { writing.replaced[old] = WeakSegment(segment: writing.segment) }
            writing.segment = opened.segment
            writing.name = draft.name
            writing.list = opened.list
            writing.frozen = nil
            writing.draft = nil
            writing.version = max(writing.version, draft.version)
            writing.totals = opened.metadata.totals
            writing.live.eachChange { key, state in
                let isException = key.subscriber != 0
                let before = isException ? (opened.list.hasException(key) ? 1 : 0) : opened.list.status(of: key.imei)
                writing.totals.add(-1, status: before, isException: isException)
                writing.totals.add(1, status: state.status, isException: isException)
            }
            publish(writing)
            return .success(old)
        }
        return try outcome.get()
    }

    /// Gives a draft up. Its file is erased; the list stays as it is.
    public func abandon(_ draft: DraftSegment) { abandon(draft.name) }

    /// Erases the file of a segment that was replaced: overwritten with zeros, then removed.
    ///
    /// - Throws: ``Segments/SegmentError`` with code `inUse` while a reader may still have it, or while it is in use: try again
    ///   later. What is not discarded before the end of the process is removed at the next opening.
    public func discard(_ name: String) throws(SegmentError) {
        generations.reclaim()
        let isFree = writing.withLock { writing in
            writing.name != name && writing.draft != name && writing.replaced[name]?.segment == nil && folder.owns(name)
        }
        guard isFree else { throw SegmentError(.inUse, "The segment \(name) is still being read: discard it later.") }
        try SegmentFolder.erase(path: folder.path(of: name))
        writing.withLock { $0.replaced[name] = nil }
    }

    /// Closes the changes so far into a table of their own, and begins a new one.
    private func beginDraft() throws(SegmentError) -> BegunDraft {
        let name = try folder.nextName()
        let outcome: Result<BegunDraft, SegmentError> = writing.withLock { writing in
            guard writing.draft == nil else { return .failure(ListedDevices.draftUnderWay) }
            let frozen = writing.live
            writing.frozen = frozen
            writing.live = ChangeTable(room: 128)
            writing.draft = name
            publish(writing)
            return .success(
                BegunDraft(name: name, version: writing.version, segment: writing.segment, list: writing.list, frozen: frozen))
        }
        return try outcome.get()
    }

    private func abandon(_ name: String) {
        guard writing.withLock({ $0.draft == name }) else { return }
        // First the file, then the draft: another draft may get the same name.
        try? SegmentFolder.erase(path: folder.path(of: name))
        writing.withLock { writing in
            if let frozen = writing.frozen { writing.live = ChangeTable(merging: [frozen, writing.live], room: 128) }
            writing.frozen = nil
            writing.draft = nil
            publish(writing)
        }
    }

    private struct BegunDraft {
        let name: String
        let version: UInt64
        let segment: Segment?
        let list: ListSection
        let frozen: ChangeTable
    }

    private static let draftUnderWay = SegmentError(
        .draftUnderWay, "Another segment of devices is being written: adopt or abandon that first.")
    private static let unknownDraft = SegmentError(
        .unknownDraft, "The draft is not the one under way: it was adopted or abandoned before, so write another.")
}
