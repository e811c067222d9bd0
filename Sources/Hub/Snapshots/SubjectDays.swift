// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Store

/// Since which day each subject of a list has its status, told by the log alone: by the snapshot before and the listings after it.
///
/// It keeps the subjects that were listed since that snapshot in memory, and reads the snapshot piece by piece.
struct SubjectDays {
    private let reader: any StoreReader
    private let list: ListName
    private let register: RegisterName
    /// Day numbers of subjects that were listed after the former snapshot.
    private var changed: [String: Int32] = [:]
    /// The former snapshot, as far as it was not read yet; nil when there is none to go by.
    private var former: (version: UInt64, part: Int, reader: ListTextReader)?
    private var lines: [ListText.Line] = []
    private var next = 0

    private static let entriesAtOnce: UInt64 = 64

    /// Reads what was listed since the newest snapshot, up to a version.
    init(
        of list: ListName, upTo version: UInt64, tag: AudienceTag, in register: RegisterName, reading reader: any StoreReader
    ) throws {
        self.reader = reader
        self.list = list
        self.register = register
        let snapshot = try reader.snapshot(of: list, in: register)
        former = snapshot.map { ($0.version, 0, ListTextReader()) }
        var from = (snapshot?.version ?? 0) + 1
        while from <= version {
            let end = min(from + SubjectDays.entriesAtOnce, version + 1)
            for entry in try reader.entries(of: register, tag: tag, sequences: from..<end)
            where Listing.kinds.contains(entry.leaf.kind) {
                try take(entry)
            }
            from = end
        }
    }

    private mutating func take(_ entry: StoredEntry) throws {
        guard let payload = try reader.payload(of: register, at: entry.index) else {
            // Whatever it listed is not known any more, so nothing before it is certain either.
            (former, changed) = (nil, [:])
            return
        }
        let listing = try Listing(json: JSON(parsing: payload.bytes, limits: .payload))
        let day = Int32(clamping: DutchTime.date(of: Instant(milliseconds: entry.leaf.time)).dayNumber)
        for subjects in listing.listed.values { for subject in subjects { changed[subject] = day } }
    }

    /// The day of a subject that is on the list; nil when it is not known any more. Ask in ascending order of the subjects' bytes.
    mutating func day(of subject: String) throws -> CivilDate? {
        if let day = changed[subject] { return CivilDate(dayNumber: Int(day)) }
        while let line = try line() {
            if subject.utf8.lexicographicallyPrecedes(line.subject.utf8) { return nil }
            if line.subject == subject { return line.since }
            next += 1
        }
        return nil
    }

    /// The line of the former snapshot that is next.
    private mutating func line() throws -> ListText.Line? {
        while next == lines.count {
            guard let at = former, let piece = try reader.snapshotPart(at.part, of: list, version: at.version, in: register) else {
                return nil
            }
            var text = at.reader
            lines = try text.read(piece)
            next = 0
            former = (at.version, at.part + 1, text)
        }
        return lines[next]
    }
}
