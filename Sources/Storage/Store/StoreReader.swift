// SPDX-License-Identifier: EUPL-1.2

public import Exchange
public import Ledger

/// What can be read in one consistent state of a store.
public protocol StoreReader {
    // MARK: Logs

    /// A log's head, or nil when it has no entries yet.
    func head(of log: RegisterName) throws -> StoredHead?

    /// Entries in order of index, at most as many as the range holds; none past the end.
    func entries(of log: RegisterName, in range: Range<UInt64>) throws -> [StoredEntry]

    /// The payload of an entry, or nil when it was erased.
    func payload(of log: RegisterName, at index: UInt64) throws -> StoredPayload?

    /// The 256 hashes of a complete tile, or nil when there is none.
    func tile(of log: RegisterName, level: Int, index: UInt64) throws -> [Digest]?

    /// The highest sequence number given out per audience tag. Its cost grows with the number of tags, not of entries.
    func sequences(of log: RegisterName) throws -> [AudienceTag: UInt64]

    /// The highest sequence number of one audience; 0 when it has no entries.
    func sequence(of log: RegisterName, tag: AudienceTag) throws -> UInt64

    /// The entry that has a sequence number of an audience.
    func entry(of log: RegisterName, tag: AudienceTag, sequence: UInt64) throws -> StoredEntry?

    /// The entries of an audience in order of their sequence numbers.
    func entries(of log: RegisterName, tag: AudienceTag, sequences: Range<UInt64>) throws -> [StoredEntry]

    /// The indexes, in order, of a stream's entries that still have their payload; at most `most`.
    func openIndexes(of log: RegisterName, stream: String, most: Int) throws -> [UInt64]

    /// The payloads of a stream (`case:…`, `measure:…`, `parties`) in the order of their entries; erased ones are left out.
    func payloads(of log: RegisterName, stream: String) throws -> [StoredPayload]

    // MARK: Cases

    /// A case's row, or nil when the number is unknown.
    func caseRow(_ id: CaseID, in register: RegisterName) throws -> CaseRow?

    /// A page of the worklist of a register, in its order.
    func worklist(_ query: WorklistQuery, in register: RegisterName) throws -> [CaseRow]

    /// How many cases a question has on all its pages together; no more than `query.most` are counted.
    func count(_ query: WorklistQuery, in register: RegisterName) throws -> Int

    /// Cases of which the store does not know what they wait for, because a former version of this program wrote their rows.
    func casesWithoutWork(in register: RegisterName, most: Int) throws -> [CaseID]

    /// The cases in which the clock has something to do, earliest first.
    func casesDue(in register: RegisterName, at now: Instant, most: Int) throws -> [CaseID]

    /// All cases about a subject, also closed ones, the last number first, at most `most`.
    func cases(about subject: Subject, in register: RegisterName, most: Int) throws -> [CaseRow]

    /// The open cases about a subject.
    func openCases(about subject: Subject, in register: RegisterName) throws -> [CaseID]

    /// The subjects of a case, in order.
    func subjects(of id: CaseID, in register: RegisterName) throws -> [Subject]

    // MARK: Readings

    /// Lines of the log of processing, newest first.
    func readings(_ query: ReadingQuery) throws -> [StoredReading]

    /// When the oldest line of a register began; nil when there is none.
    func oldestReading(in register: RegisterName) throws -> Instant?

    // MARK: Lists

    /// Who holds a subject on a list.
    func holds(on list: ListName, of subject: String, in register: RegisterName) throws -> [ListHold]

    /// The subjects a case holds on a list.
    func subjectsHeld(by id: CaseID, on list: ListName, in register: RegisterName) throws -> [String]

    /// How many subjects a list has.
    func count(of list: ListName, in register: RegisterName) throws -> Int

    /// The subjects of a list after one (nil: from the first), in the order of their bytes, at most `most`.
    func listed(on list: ListName, in register: RegisterName, after subject: String?, most: Int) throws -> [ListedSubject]

    /// The newest snapshot of a list that the log commits to, or nil when there is none.
    func snapshot(of list: ListName, in register: RegisterName) throws -> StoredSnapshot?

    /// A piece of a snapshot's text, from 0; nil after the last one.
    func snapshotPart(_ part: Int, of list: ListName, version: UInt64, in register: RegisterName) throws -> [UInt8]?

    // MARK: Measures

    /// All measures of a register that were laid, lifted ones included.
    func measures(in register: RegisterName) throws -> [Measure]

    /// One measure.
    func measure(_ id: MeasureID) throws -> Measure?

    /// The earliest statement of a fact for a version or a later one.
    /// - Parameter edge: the edge that stated it; nil for any edge, `Measure.Standing.hand` for what persons stated.
    func firstStatement(of fact: MeasureFact, for id: MeasureID, by edge: String?, atLeast version: Int) throws -> Measure.Standing?

    /// The statements of a fact from a version on, by version and then edge, at most `most`.
    func statements(of fact: MeasureFact, for id: MeasureID, from version: Int, most: Int) throws -> [Measure.Standing]

    // MARK: Figures

    /// What was counted of a register's entries, by cell.
    func figures(in register: RegisterName) throws -> [FigureCell: Int]

    /// How many of a register's entries were looked at for the figures: those before this index. 0 when none were.
    func counted(in register: RegisterName) throws -> UInt64

    // MARK: Acts

    /// The answer given to an act with this key, or nil when there was none.
    func act(_ key: String) throws -> StoredAct?

    /// The answers given to acts with these keys; keys without one are left out.
    func acts(_ keys: [String]) throws -> [String: StoredAct]

    /// A value the hub itself keeps, such as its secret.
    func setting(_ name: String) throws -> [UInt8]?

    // MARK: Copying

    /// Rows of a table in the order of its key, at most `most`.
    /// - Parameter key: only rows after this one; nil from the first.
    func rows(of table: StoreTable, after key: [StoreValue]?, most: Int) throws -> [[StoreValue]]

    /// How many rows a table has.
    func count(of table: StoreTable) throws -> Int
}

extension StoreReader {
    /// The indexes, in order, of all of a stream's entries that still have their payload.
    public func openIndexes(of log: RegisterName, stream: String) throws -> [UInt64] {
        try openIndexes(of: log, stream: stream, most: Int(Int32.max))
    }

    /// The answers given to acts with these keys, asked one by one: for engines to which a question costs no journey.
    public func acts(_ keys: [String]) throws -> [String: StoredAct] {
        var found: [String: StoredAct] = [:]
        for key in keys { found[key] = try act(key) }
        return found
    }

    /// The earliest statement of a fact for a version or a later one, by any edge.
    public func firstStatement(of fact: MeasureFact, for id: MeasureID, atLeast version: Int) throws -> Measure.Standing? {
        try firstStatement(of: fact, for: id, by: nil, atLeast: version)
    }
}
