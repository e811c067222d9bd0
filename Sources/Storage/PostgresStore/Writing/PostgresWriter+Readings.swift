// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Store

extension PostgresWriter {
    func add(_ readings: [StoredReading]) throws {
        for number in Set(readings.map { PostgresWriter.readingPartition(of: $0.startedAt.milliseconds) }).sorted() {
            try makeReadingPartition(number)
        }
        for reading in readings {
            try run(
                """
                INSERT INTO readings (
                    register, started, span, trace, parent, foreign_span, ended, operation, activity, subject, party, person, role,
                    mandate, purpose, basis
                ) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
                """
            ) {
                try $0.text(reading.register.rawValue)
                $0.integer(reading.startedAt.milliseconds)
                $0.bytes(reading.span)
                $0.bytes(reading.trace)
                $0.optional(reading.parent)
                $0.optional(reading.foreignSpan)
                $0.integer(reading.endedAt.milliseconds)
                try $0.text(reading.operation)
                try $0.text(reading.activity)
                $0.optional(reading.subject)
                try $0.text(reading.warrant.party?.description ?? "")
                if let person = reading.warrant.person { try $0.text(person) } else { $0.null() }
                try $0.text(reading.warrant.role.rawValue)
                $0.integer(reading.warrant.mandate.map { Int64($0) })
                try $0.text(reading.warrant.purpose)
                try $0.text(reading.warrant.basis)
            }
        }
    }

    func unlinkReadings(of subject: [UInt8], in register: RegisterName) throws {
        try markPartitions(
            """
            WITH changed AS (UPDATE readings SET subject = NULL WHERE register = $1 AND subject = $2 RETURNING tableoid AS relation)
            SELECT DISTINCT relation::regclass::text FROM changed
            """
        ) {
            try $0.text(register.rawValue)
            $0.bytes(subject)
        }
    }

    func forgetReadings(in register: RegisterName, before: Instant) throws {
        try markPartitions(
            """
            WITH changed AS (DELETE FROM readings WHERE register = $1 AND started < $2 RETURNING tableoid AS relation)
            SELECT DISTINCT relation::regclass::text FROM changed
            """
        ) {
            try $0.text(register.rawValue)
            $0.integer(before.milliseconds)
        }
    }

    /// Changes lines and notes the partitions in which they stood.
    private func markPartitions(_ statement: Statement, _ bind: (inout Parameters) throws -> Void) throws {
        let answer = try transaction.ask(statement, writes: true, bind)
        for row in 0..<answer.count { try mark(answer[row].text(0)) }
    }

    /// Makes sure that a partition of the log of processing is there.
    func makeReadingPartition(_ number: Int64) throws {
        let isThere = try first(
            "SELECT to_regclass($1) IS NOT NULL"
        ) {
            try $0.text("readings_\(number)")
        } value: {
            $0.integer(0) != 0
        }
        guard isThere != true else { return }
        for statement in PostgresSchema.readingPartition(number) { try transaction.write(once: statement) }
    }

    /// The partition of lines that began at a moment, in milliseconds.
    static func readingPartition(of milliseconds: Int64) -> Int64 { max(milliseconds, 0) / PostgresSchema.readingsPerPartition }
}

extension Parameters {
    /// Adds bytes, or nothing.
    fileprivate mutating func optional(_ bytes: [UInt8]?) {
        if let bytes { self.bytes(bytes) } else { null() }
    }
}
