// SPDX-License-Identifier: EUPL-1.2

import FoundationEssentials
import GRDB
import Store

extension SQLiteReader {
    func rows(of table: StoreTable, after key: [StoreValue]?, most: Int) throws -> [[StoreValue]] {
        let columns = table.columns.map(\.name).joined(separator: ", ")
        let keys = table.columns.prefix(table.keyLength).map(\.name).joined(separator: ", ")
        let marks = Array(repeating: "?", count: table.keyLength).joined(separator: ", ")
        let condition = key == nil ? "" : "WHERE (\(keys)) > (\(marks)) "
        let arguments = StatementArguments((key ?? []).map(\.database) + [most.databaseValue])
        return try rows("SELECT \(columns) FROM \(table.name) \(condition)ORDER BY \(keys) LIMIT ?", arguments) { row in
            row.databaseValues.map(StoreValue.init)
        }
    }

    func count(of table: StoreTable) throws -> Int {
        try first("SELECT count(*) FROM \(table.name)", []) { $0[0] as Int } ?? 0
    }
}

extension SQLiteWriter {
    func insert(_ rows: [[StoreValue]], into table: StoreTable) throws {
        let columns = table.columns.map(\.name).joined(separator: ", ")
        let marks = Array(repeating: "?", count: table.columns.count).joined(separator: ", ")
        try explained {
            let statement = try database.cachedStatement(sql: "INSERT INTO \(table.name) (\(columns)) VALUES (\(marks))")
            for row in rows { try statement.execute(arguments: StatementArguments(row.map(\.database))) }
        }
        if table.name == "case_subjects" { added += rows.count }
    }
}

extension StoreValue {
    fileprivate init(_ value: DatabaseValue) {
        self =
            switch value.storage {
            case .null: .null
            case .int64(let number): .integer(number)
            case .double(let number): .integer(Int64(number))
            case .string(let text): .text(text)
            case .blob(let data): .bytes(Array(data))
            }
    }

    /// The value as the engine takes it.
    var database: DatabaseValue {
        switch self {
        case .null: .null
        case .integer(let number): number.databaseValue
        case .text(let text): text.databaseValue
        case .bytes(let bytes): Data(bytes).databaseValue
        }
    }
}
