// SPDX-License-Identifier: EUPL-1.2

public import Identifiers
public import Segments
import Synchronization

/// The devices that are listed, and as what: an immutable segment on disk, mapped into memory, with the changes since in memory.
///
/// **Asking** never waits, allocates nothing and takes no lock, from any number of threads. A batch of changes shows as a whole.
///
/// **Changing** happens in memory only. The caller keeps the changes since the segment where it keeps its position in the log, in
/// one transaction with it, and hands them in again at opening.
///
/// **Compaction** turns segment and changes into a new segment, in steps that the caller places around a transaction of its own:
///
///     let draft = try devices.compact()                   // 1. the new file is on disk; nothing else has changed
///     // transaction: the segment in use is draft.name; the kept changes up to draft.version are deleted
///     let old = try devices.adopt(draft)                  // 2. readers get it; the changes that it holds leave memory
///     if let old { try devices.discard(old) }             // 3. overwritten with zeros and removed, once nobody reads it
///
/// A crash before the transaction leaves a file that the next opening removes; a crash after it leaves the old file, which the next
/// opening removes. Changes applied between 1 and 2 are kept: they are those after `draft.version`. The name in the transaction and
/// ``adopt(_:)`` must agree: when the transaction fails, ``abandon(_:)`` the draft.
public final class ListedDevices: Sendable {
    let folder: SegmentFolder
    let generations: Generations<ListView>
    let writing: Mutex<Writing>
    private let published: Mutex<ListTotals>

    /// What the writer has.
    struct Writing: ~Copyable {
        var segment: Segment?
        var name: String?
        var list: ListSection
        var frozen: ChangeTable?
        var live: ChangeTable
        /// The version after the last batch.
        var version: UInt64
        var totals: ListTotals
        /// The name of the draft that is being written, or written and not yet adopted.
        var draft: String?
        /// Segments that were replaced and not yet discarded.
        var replaced: [String: WeakSegment] = [:]

        var view: ListView { ListView(list: list, frozen: frozen?.view, live: live.view) }
        /// What readers of the view need alive.
        var owners: [any Sendable] { [segment as any Sendable, frozen as any Sendable, live] }
    }

    /// A segment that others may still read.
    struct WeakSegment: Sendable {
        weak var segment: Segment?
    }

    /// Opens the list in a folder, or starts with an empty one.
    ///
    /// Everything of this kind in the folder but the named segment is overwritten and removed: it was left by a crash. Of the
    /// segment only the header is read.
    ///
    /// - Parameters:
    ///   - folder: where the segments are. Nobody else may use it.
    ///   - segment: the name of the segment in use, as it was last adopted; nil when there is none yet.
    ///   - changes: the changes since that segment, oldest first.
    ///   - version: the version of the list after those changes; at least that of the segment.
    /// - Throws: ``Segments/SegmentError``: the segment is missing, damaged or from a newer version. Then open without one, and
    ///   ``replace(version:_:)``.
    public init(folder path: String, segment name: String?, changes: some Sequence<ListChange>, version: UInt64)
        throws(SegmentError)
    {
        folder = SegmentFolder(path: path, prefix: "devices")
        try folder.removeLeftovers(keeping: Set([name].compactMap(\.self)))
        let opened: OpenedList? = if let name { try OpenedList(folder: folder, name: name) } else { nil }
        let live = ChangeTable(room: 128)
        let writing = Writing(
            segment: opened?.segment, name: name, list: opened?.list ?? ListSection(), live: live,
            version: max(version, opened?.metadata.version ?? 0), totals: opened?.metadata.totals ?? ListTotals())
        published = Mutex(writing.totals)
        generations = Generations(writing.view, keeping: writing.owners)
        self.writing = Mutex(writing)
        apply(Array(changes), version: version)
    }

    /// What the list says of a device; nil when nothing.
    public func status(of imei: IMEI) -> ListedStatus? {
        ListedStatus(rawValue: generations.read { $0.status(of: imei.value) })
    }

    /// What the list says of a device in the hands of a subscriber: `permitted` when the device is listed and the subscriber has an
    /// exception for it; nil when the device is not listed, exception or no.
    public func status(of imei: IMEI, subscriber: Subscriber) -> ListedStatus? {
        let code = generations.read { view in
            let status = view.status(of: imei.value)
            guard status != 0, view.hasException(ChangeKey(imei: imei.value, subscriber: subscriber.word)) else { return status }
            return ListedStatus.permitted.rawValue
        }
        return ListedStatus(rawValue: code)
    }

    /// How much is listed now.
    public var totals: ListTotals { published.withLock(\.self) }

    /// How many devices are listed now.
    public var count: Int { totals.devices }

    /// The version of the list after the last batch.
    public var version: UInt64 { writing.withLock { $0.version } }

    /// The name of the segment in use; nil before the first.
    public var segmentName: String? { writing.withLock { $0.name } }

    /// Applies changes: readers see all of them from the moment that this is about to return, and none before.
    ///
    /// - Parameters:
    ///   - changes: in order; the last about something counts.
    ///   - version: the version of the list after these changes; it does not go down.
    public func apply(_ changes: some Collection<ListChange>, version: UInt64) {
        writing.withLock { writing in
            writing.version = max(writing.version, version)
            makeRoom(for: changes.count, &writing)
            writing.live.begin()
            for change in changes { stage(change, &writing) }
            writing.live.commit()
            let totals = writing.totals
            published.withLock { $0 = totals }
        }
        generations.reclaim()
    }

    /// Moves to a larger table when the changes do not fit.
    private func makeRoom(for more: Int, _ writing: inout Writing) {
        guard !writing.live.hasRoom(for: more) else { return }
        writing.live = ChangeTable(merging: [writing.live], room: max(more, writing.live.count))
        generations.replace(with: writing.view, keeping: writing.owners)
    }

    private func stage(_ change: ListChange, _ writing: inout Writing) {
        let (key, state) = change.keyed
        let before = writing.status(of: key)
        // What is so already need not be remembered; but a draft may come in place of what makes it so, and a day may be new.
        guard before != state.status || writing.draft != nil || change.day != .unknown else { return }
        writing.live.stage(key, state, since: change.day)
        let isException = key.subscriber != 0
        writing.totals.add(-1, status: before, isException: isException)
        writing.totals.add(1, status: state.status, isException: isException)
    }

    /// Puts what the writer has in place for readers.
    func publish(_ writing: borrowing Writing) {
        let totals = writing.totals
        published.withLock { $0 = totals }
        generations.replace(with: writing.view, keeping: writing.owners)
    }
}

extension ListedDevices.Writing {
    /// The status of a device, or of an exception, as last written; 0 when there is none.
    func status(of key: ChangeKey) -> UInt8 {
        var state = live.written(key)
        if state == .none, let frozen { state = frozen.written(key) }
        guard state == .none else { return state.status }
        if key.subscriber == 0 { return list.status(of: key.imei) }
        return list.hasException(key) ? ListedStatus.permitted.rawValue : 0
    }
}
