// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Store

extension PostgresReader {
    func measures(in register: RegisterName) throws -> [Measure] {
        try rows(
            "SELECT state FROM measures WHERE register = $1 ORDER BY id", { try $0.text(register.rawValue) },
            value: PostgresReader.measure)
    }

    func measure(_ id: MeasureID) throws -> Measure? {
        try first("SELECT state FROM measures WHERE id = $1", { try $0.text(id.description) }, value: PostgresReader.measure)
    }

    func firstStatement(
        of fact: MeasureFact, for id: MeasureID, by edge: String?, atLeast version: Int
    ) throws -> Measure.Standing? {
        if let edge {
            return try first(
                """
                SELECT version, at, stated, edge FROM facts WHERE measure = $1 AND fact = $2 AND edge = $3 AND version >= $4
                ORDER BY version LIMIT 1
                """,
                {
                    try $0.text(id.description)
                    try $0.text(fact.rawValue)
                    try $0.text(edge)
                    $0.integer(version)
                }, value: PostgresReader.standing)
        }
        return try first(
            """
            SELECT version, at, stated, edge FROM facts WHERE measure = $1 AND fact = $2 AND version >= $3 AND edge <> ''
            ORDER BY at, version LIMIT 1
            """,
            {
                try $0.text(id.description)
                try $0.text(fact.rawValue)
                $0.integer(version)
            }, value: PostgresReader.standing)
    }

    func statements(of fact: MeasureFact, for id: MeasureID, from version: Int, most: Int) throws -> [Measure.Standing] {
        try rows(
            """
            SELECT version, at, stated, edge FROM facts WHERE measure = $1 AND fact = $2 AND version >= $3
            ORDER BY version, edge LIMIT $4
            """,
            {
                try $0.text(id.description)
                try $0.text(fact.rawValue)
                $0.integer(version)
                $0.integer(max(most, 0))
            }, value: PostgresReader.standing)
    }

    private static func standing(_ row: PostgresRow) -> Measure.Standing {
        Measure.Standing(
            version: Int(clamping: row.integer(0)), at: Instant(milliseconds: row.integer(1)),
            statedAt: Instant(milliseconds: row.integer(2)), edge: row.text(3)
        )
    }

    private static func measure(_ row: PostgresRow) throws -> Measure {
        do {
            return try Measure(json: JSON(parsing: row.bytes(0)))
        } catch {
            throw StoreError(.corrupt, "A measure is damaged: restore the store from a copy.")
        }
    }
}
