// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Store

extension PostgresReader {
    func figures(in register: RegisterName) throws -> [FigureCell: Int] {
        let found = try rows(
            "SELECT month, entry, kind, region, amount FROM figures WHERE register = $1"
        ) {
            try $0.text(register.rawValue)
        } value: { row -> (FigureCell, Int) in
            guard let month = CalendarMonth(row.text(0)) else {
                throw StoreError(.corrupt, "A month of the figures is damaged: restore the store from a copy.")
            }
            let cell = FigureCell(
                month: month, entry: FigureEntry(rawValue: row.text(1)), kind: ReportKind(rawValue: row.text(2)),
                region: RegionCode(rawValue: row.text(3)))
            return (cell, Int(clamping: row.integer(4)))
        }
        return Dictionary(found, uniquingKeysWith: +)
    }

    func counted(in register: RegisterName) throws -> UInt64 {
        try first("SELECT entries FROM figures_counted WHERE register = $1") {
            try $0.text(register.rawValue)
        } value: {
            try $0.number(0)
        } ?? 0
    }
}

extension PostgresWriter {
    func add(_ amounts: [FigureCell: Int], countedTo size: UInt64, in register: RegisterName) throws {
        let cells = Array(amounts)
        if !cells.isEmpty {
            try run(
                """
                INSERT INTO figures (register, month, entry, kind, region, amount)
                SELECT $1::text, * FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::bigint[])
                ON CONFLICT (register, month, entry, kind, region) DO UPDATE SET amount = figures.amount + EXCLUDED.amount
                """
            ) {
                try $0.text(register.rawValue)
                try $0.array(.text, cells.map { .text($0.key.month.description) })
                try $0.array(.text, cells.map { .text($0.key.entry.rawValue) })
                try $0.array(.text, cells.map { .text($0.key.kind.rawValue) })
                try $0.array(.text, cells.map { .text($0.key.region.rawValue) })
                try $0.array(.integer, cells.map { .integer(Int64($0.value)) })
            }
        }
        try run(
            """
            INSERT INTO figures_counted (register, entries) VALUES ($1, $2)
            ON CONFLICT (register) DO UPDATE SET entries = EXCLUDED.entries
            """
        ) {
            try $0.text(register.rawValue)
            try $0.number(size)
        }
    }
}
