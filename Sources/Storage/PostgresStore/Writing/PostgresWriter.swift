// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Store

/// Writes of one transaction.
final class PostgresWriter: PostgresReader, StoreWriter {
    /// The lock that makes writers wait for one another, also those of other hubs. A number of our own.
    static let lock: Int64 = 0x5343_4841_4B45_4C02
    /// The channel on which other hubs hear of what was written.
    static let channel = "schakel_changes"

    private struct Audience: Hashable {
        let log: RegisterName
        let tag: AudienceTag
    }

    /// What is known of the logs in this transaction; it goes back when a part is undone.
    private struct Known {
        var next: [RegisterName: UInt64] = [:]
        var highest: [Audience: UInt64] = [:]
        var partitions: Set<UInt64> = []
        var marked: Set<String> = []
        /// About how many subjects were added.
        var added = 0
    }

    private var known = Known()
    private var depth = 0
    private var tells = false

    /// Begins the transaction.
    /// - Throws: `fenced` when another hub has taken the lease since.
    func begin(under epoch: UInt64?) throws {
        try transaction.begin("BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE")
        try transaction.connection.send("SELECT pg_advisory_xact_lock($1)") { $0.integer(PostgresWriter.lock) }
        guard let epoch else { return }
        let now = try first(
            "SELECT epoch FROM lease FOR SHARE"
        ) { _ in
        } value: {
            try $0.number(0)
        }
        guard now == epoch else {
            throw StoreError(.fenced, "Another hub has taken the lease: nothing was written. Ask for the lease again.")
        }
    }

    /// Adds what belongs to the end of a transaction that has written: the moving of subjects from run to run, the word to other hubs, and the number by which its outcome
    /// can be asked for. A number that was given up since (`PostgresOutcome`) makes it fail, by a division.
    /// - Parameters:
    ///   - number: the number of the transaction.
    ///   - writer: the name under which this program numbers them.
    func seal(_ number: Int64, of writer: String) throws {
        try settle(added: known.added)
        guard transaction.hasWritten else { return }
        if tells { try transaction.write("NOTIFY schakel_changes") }
        try transaction.write(
            """
            INSERT INTO outcomes (writer, number, is_void) VALUES ($1, $2, FALSE)
            ON CONFLICT (writer) DO UPDATE SET at = EXCLUDED.at, is_void = FALSE,
                number = EXCLUDED.number / (CASE WHEN outcomes.number < EXCLUDED.number THEN 1 ELSE 0 END)
            """
        ) {
            try $0.text(writer)
            $0.integer(number)
        }
    }

    /// The partitions of payloads that this transaction has found or made.
    var partitions: Set<UInt64> { known.partitions }

    func run(_ statement: Statement, isRisky: Bool = false, _ bind: (inout Parameters) throws -> Void) throws {
        try transaction.write(statement, isRisky: isRisky, bind)
    }

    func part<Result>(_ body: () throws -> Result) throws -> Result {
        let before = known
        depth += 1
        defer { depth -= 1 }
        do {
            return try transaction.part(body)
        } catch {
            known = before
            throw error
        }
    }

    func append(_ entry: StoredEntry, payload: StoredPayload?, to log: RegisterName) throws {
        guard payload == nil || payload?.index == entry.index else {
            throw StoreError(.failed, "A payload belongs to the entry it is appended with.")
        }
        let index = try held(entry.index)
        guard try nextIndex(of: log) == entry.index else {
            throw StoreError(.failed, "An entry goes at the end of its log, nowhere else.")
        }
        let isRisky = try !isNew(entry.leaf.sequence, for: Audience(log: log, tag: entry.leaf.audience))
        try run("INSERT INTO entries (log, idx, tag, sequence, stream, leaf) VALUES ($1, $2, $3, $4, $5, $6)", isRisky: isRisky) {
            try $0.text(log.rawValue)
            $0.integer(index)
            $0.bytes(entry.leaf.audience.bytes)
            try $0.number(entry.leaf.sequence)
            try $0.text(entry.stream)
            $0.bytes(entry.leaf.encode())
        }
        known.next[log] = entry.index + 1
        tells = true
        guard let payload else { return }
        try makePartition(entry.index / PostgresSchema.payloadsPerPartition)
        try run("INSERT INTO payloads (log, idx, salt, bytes) VALUES ($1, $2, $3, $4)") {
            try $0.text(log.rawValue)
            $0.integer(index)
            $0.bytes(payload.salt.bytes)
            $0.bytes(payload.bytes)
        }
    }

    func erasePayloads(of log: RegisterName, at indexes: [UInt64]) throws -> Int {
        var erased = 0
        let size = Int64(PostgresSchema.payloadsPerPartition)
        let all = try indexes.map { try held($0) }
        for (number, some) in Dictionary(grouping: all, by: { $0 / size }) {
            let statement: Statement = "DELETE FROM payloads WHERE log = $1 AND idx >= $2 AND idx <= $3 AND idx = ANY ($4)"
            let answer = try transaction.ask(statement, writes: true) {
                try $0.text(log.rawValue)
                $0.integer(number * size)
                $0.integer(number * size + (size - 1))
                try $0.array(.integer, some.map { .integer($0) })
            }
            if answer.rowsChanged > 0 { try mark("payloads_\(number)") }
            erased += answer.rowsChanged
        }
        return erased
    }

    /// Notes, once in a transaction, that a table had something deleted, for ``PostgresScrubber``.
    func mark(_ relation: String) throws {
        guard known.marked.insert(relation).inserted else { return }
        try run(
            """
            INSERT INTO scrub_marks (relation, marked) VALUES ($1, pg_current_xact_id()::text::bigint)
            ON CONFLICT (relation) DO UPDATE SET marked = EXCLUDED.marked
            """
        ) { try $0.text(relation) }
    }

    /// Makes sure that a partition for payloads is there.
    func makePartition(_ number: UInt64) throws {
        guard !known.partitions.contains(number), !transaction.connection.partitions.contains(number) else { return }
        let isThere = try first(
            "SELECT to_regclass($1) IS NOT NULL"
        ) {
            try $0.text("payloads_\(number)")
        } value: {
            $0.integer(0) != 0
        }
        if isThere != true {
            for statement in PostgresSchema.payloadPartition(number) { try transaction.write(once: statement) }
        }
        known.partitions.insert(number)
    }

    /// Forgets what was known of the logs, after rows were added past `append`.
    func forgetLogs() {
        known.next = [:]
        known.highest = [:]
        tells = true
    }

    /// Notes how many subjects were added, for ``RunShelf``.
    func count(added: Int) { known.added += added }

    /// Other hubs are told when this transaction ends.
    func tell() { tells = true }

    private func nextIndex(of log: RegisterName) throws -> UInt64 {
        if let next = known.next[log] { return next }
        let next =
            try first(
                "SELECT idx + 1 FROM entries WHERE log = $1 ORDER BY idx DESC LIMIT 1"
            ) {
                try $0.text(log.rawValue)
            } value: {
                try $0.number(0)
            } ?? 0
        known.next[log] = next
        return next
    }

    /// Whether a sequence number is surely above all that the audience has. Outside a part nobody needs to know.
    private func isNew(_ sequence: UInt64, for audience: Audience) throws -> Bool {
        guard depth > 0 else {
            if let highest = known.highest[audience] { known.highest[audience] = max(highest, sequence) }
            return false
        }
        let highest = try known.highest[audience] ?? self.sequence(of: audience.log, tag: audience.tag)
        known.highest[audience] = max(highest, sequence)
        return sequence > highest
    }
}
