// SPDX-License-Identifier: EUPL-1.2

import GRDB
import Store
import Testing

@testable import SQLiteStore

extension Store {
    /// Runs SQL on the connection that writes, in a transaction.
    func onWriter<Value: Sendable>(_ body: @Sendable @escaping (Database) throws -> Value) async throws -> Value {
        try await write { writer in try body(#require(writer as? SQLiteWriter).database) }
    }

    /// Runs SQL on a connection that reads.
    func onReader<Value: Sendable>(_ body: @Sendable @escaping (Database) throws -> Value) async throws -> Value {
        try await read { reader in try body(#require(reader as? SQLiteReader).database) }
    }
}
