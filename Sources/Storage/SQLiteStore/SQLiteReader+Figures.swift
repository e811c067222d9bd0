// SPDX-License-Identifier: EUPL-1.2

import Exchange
import GRDB
import Store

extension SQLiteReader {
    func figures(in register: RegisterName) throws -> [FigureCell: Int] {
        let found = try rows(
            "SELECT month, entry, kind, region, amount FROM figures WHERE register = ?", [register.rawValue]
        ) { row -> (FigureCell, Int) in
            guard let month = CalendarMonth(row[0] as String) else {
                throw StoreError(.corrupt, "A month of the figures is damaged: restore the store from a copy.")
            }
            let cell = FigureCell(
                month: month, entry: FigureEntry(rawValue: row[1]), kind: ReportKind(rawValue: row[2]),
                region: RegionCode(rawValue: row[3]))
            return (cell, row[4])
        }
        return Dictionary(found, uniquingKeysWith: +)
    }

    func counted(in register: RegisterName) throws -> UInt64 {
        try first("SELECT entries FROM figures_counted WHERE register = ?", [register.rawValue]) { try $0.number(0) } ?? 0
    }
}

extension SQLiteWriter {
    func add(_ amounts: [FigureCell: Int], countedTo size: UInt64, in register: RegisterName) throws {
        for (cell, amount) in amounts {
            try run(
                """
                INSERT INTO figures (register, month, entry, kind, region, amount) VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT (register, month, entry, kind, region) DO UPDATE SET amount = amount + excluded.amount
                """,
                [
                    register.rawValue, cell.month.description, cell.entry.rawValue, cell.kind.rawValue, cell.region.rawValue,
                    amount,
                ]
            )
        }
        try run(
            "INSERT OR REPLACE INTO figures_counted (register, entries) VALUES (?, ?)", [register.rawValue, try held(size)])
    }
}
