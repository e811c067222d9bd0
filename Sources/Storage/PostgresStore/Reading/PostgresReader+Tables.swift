// SPDX-License-Identifier: EUPL-1.2

import Store

extension PostgresReader {
    func rows(of table: StoreTable, after key: [StoreValue]?, most: Int) throws -> [[StoreValue]] {
        let columns = table.columns.map(\.name).joined(separator: ", ")
        let keys = table.columns.prefix(table.keyLength).map(\.name).joined(separator: ", ")
        let marks = (1...table.keyLength).map { "$\($0)" }.joined(separator: ", ")
        let condition = key == nil ? "" : "WHERE (\(keys)) > (\(marks)) "
        let limit = (key?.count ?? 0) + 1
        let statement = Statement(made: "SELECT \(columns) FROM \(table.name) \(condition)ORDER BY \(keys) LIMIT $\(limit)")
        return try rows(statement) { parameters in
            for value in key ?? [] { try parameters.add(value) }
            parameters.integer(max(most, 0))
        } value: { row in
            table.columns.enumerated().map { number, column in
                let number = Int32(clamping: number)
                guard !row.isNull(number) else { return .null }
                return switch column.kind {
                case .integer: .integer(row.integer(number))
                case .text: .text(row.text(number))
                case .bytes: .bytes(row.bytes(number))
                }
            }
        }
    }

    func count(of table: StoreTable) throws -> Int {
        try first(Statement(made: "SELECT count(*) FROM \(table.name)"), { _ in }, value: { Int(clamping: $0.integer(0)) }) ?? 0
    }
}

extension Parameters {
    /// Adds a value of a row.
    mutating func add(_ value: StoreValue) throws(StoreError) {
        switch value {
        case .null: null()
        case .integer(let number): integer(number)
        case .text(let text): try self.text(text)
        case .bytes(let bytes): self.bytes(bytes)
        }
    }
}
