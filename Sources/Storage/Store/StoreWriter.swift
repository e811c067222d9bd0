// SPDX-License-Identifier: EUPL-1.2

public import Exchange
public import Ledger

/// What can be written in one transaction. It reads its own writes.
public protocol StoreWriter: StoreReader {
    /// Runs a part of the transaction that is undone as a whole when it throws; the transaction goes on.
    func part<Result>(_ body: () throws -> Result) throws -> Result

    // MARK: Logs

    /// Appends an entry. The index must be the next one.
    /// - Parameter payload: its payload; nil when it was lost before it could be appended here.
    func append(_ entry: StoredEntry, payload: StoredPayload?, to log: RegisterName) throws

    /// Deletes the payloads and salts of entries.
    /// - Returns: how many were still there.
    @discardableResult
    func erasePayloads(of log: RegisterName, at indexes: [UInt64]) throws -> Int

    /// Keeps a complete tile.
    func put(_ tile: Tile, of log: RegisterName) throws

    /// Sets a log's head: its size, time and signed checkpoint.
    func put(_ head: StoredHead, of log: RegisterName) throws

    // MARK: Cases

    /// Adds or replaces a case's row.
    func put(_ row: CaseRow, in register: RegisterName) throws

    /// Adds subjects to a case; one that the case has already is left as it is.
    func add(_ subjects: [Subject], to id: CaseID, in register: RegisterName) throws

    /// Deletes what a case is known by: its subjects.
    func forgetSubjects(of id: CaseID, in register: RegisterName) throws

    /// Does a bounded piece of what keeps lookups by subject quick, if there is any. Whoever adds subjects does most of it on the way;
    /// after very many at once this does the rest, when it is called again and again.
    func tidy() throws

    // MARK: Readings

    /// Adds lines to the log of processing.
    func add(_ readings: [StoredReading]) throws

    /// Takes away from lines for whom they stand; the lines themselves stay.
    /// - Parameter subject: what stands for whom they are about.
    func unlinkReadings(of subject: [UInt8], in register: RegisterName) throws

    /// Deletes the lines of a register that began before a moment.
    func forgetReadings(in register: RegisterName, before: Instant) throws

    // MARK: Lists

    /// Adds or replaces a case's hold on a subject.
    func put(_ hold: ListHold, on list: ListName, of subject: String, in register: RegisterName) throws

    /// Removes a case's hold on a subject.
    func removeHold(by id: CaseID, on list: ListName, of subject: String, in register: RegisterName) throws

    /// Adds or replaces the description of a snapshot.
    func put(_ snapshot: StoredSnapshot, in register: RegisterName) throws

    /// Keeps a piece of a snapshot's text.
    func put(snapshotPart bytes: [UInt8], _ part: Int, of list: ListName, version: UInt64, in register: RegisterName) throws

    /// Deletes the snapshots of a list older than a version, texts included.
    func removeSnapshots(of list: ListName, in register: RegisterName, before version: UInt64) throws

    // MARK: Measures

    /// Adds or replaces a measure.
    func put(_ measure: Measure) throws

    /// Records a stated fact, so that the time from decision to execution can be told later.
    func add(_ fact: MeasureFact, _ standing: Measure.Standing, of id: MeasureID) throws

    // MARK: Figures

    /// Adds to what was counted, and says up to where.
    /// - Parameters:
    ///   - amounts: by how much each cell grows.
    ///   - size: how many of the register's entries were looked at now.
    func add(_ amounts: [FigureCell: Int], countedTo size: UInt64, in register: RegisterName) throws

    // MARK: Acts

    /// Keeps the answer to an act, so that a repeated request gets it again.
    func put(_ act: StoredAct) throws

    /// Forgets acts older than a moment.
    func forgetActs(before: Instant) throws

    /// Sets a value the hub itself keeps.
    func put(setting name: String, _ value: [UInt8]) throws

    // MARK: Copying

    /// Adds rows to a table, as `rows(of:after:most:)` gave them.
    func insert(_ rows: [[StoreValue]], into table: StoreTable) throws
}
