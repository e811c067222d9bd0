// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Store

extension PostgresWriter {
    func put(_ tile: Tile, of log: RegisterName) throws {
        try run("INSERT INTO tiles (log, level, idx, hashes) VALUES ($1, $2, $3, $4)", isRisky: true) {
            try $0.text(log.rawValue)
            $0.integer(tile.level)
            try $0.number(tile.index)
            $0.bytes(tile.hashes.lazy.flatMap(\.bytes))
        }
    }

    func put(_ head: StoredHead, of log: RegisterName) throws {
        tell()
        try run(
            """
            INSERT INTO heads (log, size, time, checkpoint) VALUES ($1, $2, $3, $4)
            ON CONFLICT (log) DO UPDATE SET size = EXCLUDED.size, time = EXCLUDED.time, checkpoint = EXCLUDED.checkpoint
            """
        ) {
            try $0.text(log.rawValue)
            try $0.number(head.size)
            $0.integer(head.time.milliseconds)
            try $0.text(head.checkpoint)
        }
    }

    func put(_ act: StoredAct) throws {
        try run("INSERT INTO acts (key, fingerprint, answer, at) VALUES ($1, $2, $3, $4)", isRisky: true) {
            try $0.text(act.key)
            $0.bytes(act.fingerprint)
            $0.bytes(act.answer)
            $0.integer(act.at.milliseconds)
        }
    }

    func forgetActs(before: Instant) throws {
        let answer = try transaction.ask("DELETE FROM acts WHERE at < $1", writes: true) { $0.integer(before.milliseconds) }
        if answer.rowsChanged > 0 { try mark("acts") }
    }

    func put(setting name: String, _ value: [UInt8]) throws {
        try run(
            "INSERT INTO settings (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = EXCLUDED.value"
        ) {
            try $0.text(name)
            $0.bytes(value)
        }
        try mark("settings")
    }

    func insert(_ rows: [[StoreValue]], into table: StoreTable) throws {
        for start in stride(from: 0, to: rows.count, by: 1_000) {
            try insert(rows[start..<min(start + 1_000, rows.count)], into: table)
        }
        forgetLogs()
    }

    private func insert(_ rows: ArraySlice<[StoreValue]>, into table: StoreTable) throws {
        guard rows.allSatisfy({ $0.count == table.columns.count }) else {
            throw StoreError(.failed, "A row has as many values as its table has columns.")
        }
        if table.name == "payloads" {
            for number in Set(rows.compactMap(PostgresWriter.partition)) { try makePartition(number) }
        }
        if table.name == "case_subjects" { count(added: rows.count) }
        if table.name == "readings" {
            for number in Set(rows.compactMap(PostgresWriter.readingPartition)) { try makeReadingPartition(number) }
        }
        let columns = table.columns.map(\.name).joined(separator: ", ")
        let arrays = table.columns.enumerated().map { "$\($0 + 1)::\($1.kind.arrayType)" }.joined(separator: ", ")
        let insertion = "INSERT INTO \(table.name) (\(columns)) SELECT * FROM unnest(\(arrays))"
        try run(
            Statement(made: table.name == "case_subjects" ? PostgresWriter.indexing(insertion) : insertion), isRisky: true
        ) { parameters in
            for (number, column) in table.columns.enumerated() { try parameters.array(column.kind, rows.map { $0[number] }) }
        }
    }

    /// Subjects that are put back go into the open run as well.
    private static func indexing(_ insertion: String) -> String {
        """
        WITH fresh AS (\(insertion) RETURNING register, kind, value, case_id)
        INSERT INTO subject_runs (run, register, kind, value, case_id)
        SELECT (SELECT number FROM runs WHERE is_open), register, kind, value, case_id FROM fresh
        """
    }

    private static func readingPartition(_ row: [StoreValue]) -> Int64? {
        guard case .integer(let started) = row[1] else { return nil }
        return readingPartition(of: started)
    }

    private static func partition(_ row: [StoreValue]) -> UInt64? {
        guard case .integer(let index) = row[1], let index = UInt64(exactly: index) else { return nil }
        return index / PostgresSchema.payloadsPerPartition
    }
}
