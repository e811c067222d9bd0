// SPDX-License-Identifier: EUPL-1.2

import CPostgres
import Store

/// The answer to one statement.
final class PostgresResult {
    private let pointer: OpaquePointer

    /// Takes over what libpq gave.
    init(_ pointer: OpaquePointer) { self.pointer = pointer }

    deinit { PQclear(pointer) }

    /// What became of the statement.
    var status: ExecStatusType { PQresultStatus(pointer) }

    /// How many rows it has.
    var count: Int { Int(PQntuples(pointer)) }

    /// What the server says it did: `COMMIT`, `DELETE 3`.
    var tag: String { PQcmdStatus(pointer).map { String(cString: $0) } ?? "" }

    /// How many rows the statement wrote or deleted.
    var rowsChanged: Int { PQcmdTuples(pointer).flatMap { Int(String(cString: $0)) } ?? 0 }

    /// The five characters of an error; empty when libpq itself made it.
    var sqlState: String { field("C") }

    /// Whether the server ends the session with it.
    var isFatal: Bool { ["FATAL", "PANIC"].contains(field("V")) }

    /// A row, from 0.
    subscript(row: Int) -> PostgresRow { PostgresRow(result: self, row: Int32(clamping: row)) }

    private func field(_ code: Unicode.Scalar) -> String {
        PQresultErrorField(pointer, Int32(code.value)).map { String(cString: $0) } ?? ""
    }

    fileprivate func value(_ row: Int32, _ column: Int32) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: PQgetvalue(pointer, row, column), count: Int(PQgetlength(pointer, row, column)))
    }

    fileprivate func isNull(_ row: Int32, _ column: Int32) -> Bool { PQgetisnull(pointer, row, column) == 1 }
}

/// A row of an answer. Columns are numbered from 0.
struct PostgresRow {
    fileprivate let result: PostgresResult
    fileprivate let row: Int32

    /// Whether a column has nothing.
    func isNull(_ column: Int32) -> Bool { result.isNull(row, column) }

    /// A column's text.
    func text(_ column: Int32) -> String { String(decoding: result.value(row, column), as: UTF8.self) }

    /// A column's bytes.
    func bytes(_ column: Int32) -> [UInt8] { Array(result.value(row, column)) }

    /// A column's whole number, whatever its width; 0 or 1 for false or true.
    func integer(_ column: Int32) -> Int64 {
        let bytes = result.value(row, column)
        guard let first = bytes.first else { return 0 }
        return bytes.dropFirst().reduce(Int64(Int8(bitPattern: first))) { $0 << 8 | Int64($1) }
    }

    /// A column's number, which is never below 0.
    func number(_ column: Int32) throws(StoreError) -> UInt64 {
        guard let number = UInt64(exactly: integer(column)) else {
            throw StoreError(.corrupt, "A stored number is below 0: restore the store from a copy.")
        }
        return number
    }
}
