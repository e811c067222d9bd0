// SPDX-License-Identifier: EUPL-1.2

import Exchange
import FoundationEssentials
import GRDB
import Store

extension SQLiteWriter {
    func add(_ readings: [StoredReading]) throws {
        for reading in readings {
            try run(
                """
                INSERT INTO readings (
                    register, started, span, trace, parent, foreign_span, ended, operation, activity, subject, party, person, role,
                    mandate, purpose, basis
                ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    reading.register.rawValue, reading.startedAt.milliseconds, Data(reading.span), Data(reading.trace),
                    reading.parent.map { Data($0) }, reading.foreignSpan.map { Data($0) }, reading.endedAt.milliseconds,
                    reading.operation, reading.activity, reading.subject.map { Data($0) }, reading.warrant.party?.description ?? "",
                    reading.warrant.person, reading.warrant.role.rawValue, reading.warrant.mandate, reading.warrant.purpose,
                    reading.warrant.basis,
                ]
            )
        }
    }

    func unlinkReadings(of subject: [UInt8], in register: RegisterName) throws {
        try run("UPDATE readings SET subject = NULL WHERE register = ? AND subject = ?", [register.rawValue, Data(subject)])
    }

    func forgetReadings(in register: RegisterName, before: Instant) throws {
        try run("DELETE FROM readings WHERE register = ? AND started < ?", [register.rawValue, before.milliseconds])
    }
}
