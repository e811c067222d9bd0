// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Store
import StoreContract
import Synchronization
import Testing

@testable import PostgresStore

/// An empty database for one test. It goes with its server, as dropping it would take longer than the test.
final class ScratchDatabase: StorePlace {
    private static let last = Atomic<Int>(0)

    let server: PostgresServer
    let name: String

    /// A database of the shared server in which a store was opened, to make others from.
    private static let model = Result {
        let database = try ScratchDatabase(from: "template0")
        _ = try database.store()
        return database.name
    }

    /// Makes a database on the shared server, in which a store was opened and nothing written.
    convenience init() throws { try self.init(from: ScratchDatabase.model.get()) }

    /// Makes a database without any tables, on the shared server if no other is given.
    convenience init(emptyOn server: PostgresServer? = nil) throws { try self.init(from: "template0", on: server) }

    private init(from template: String, on server: PostgresServer? = nil) throws {
        self.server = try server ?? PostgresServer.shared.get()
        name = "test_\(ScratchDatabase.last.wrappingAdd(1, ordering: .relaxed).newValue)"
        for attempt in 0... {
            do {
                try self.server.sql("CREATE DATABASE \(name) TEMPLATE \(template)")
                return
            } catch  where attempt < 20 {
                // A session of the model may still be ending.
                usleep(100_000)
            }
        }
    }

    /// Its address.
    var url: String { server.url(name) }

    /// Runs SQL in it as the superuser.
    @discardableResult
    func sql(_ text: String) throws -> String { try server.sql(text, in: name) }

    func open() async throws -> any Store { try PostgresStore(url: url) }

    /// Opens a store as this engine's own type.
    func store() throws -> PostgresStore { try PostgresStore(url: url) }

    /// Ends the sessions of a use, as an operator would.
    func terminate(_ use: String) throws {
        try sql(
            "SELECT pg_terminate_backend(pid, 999) FROM pg_stat_activity WHERE datname = '\(name)' AND application_name ~ ' \(use)'"
        )
    }
}

extension StoreError.Code {
    /// The code of what a body throws; nil when it throws nothing or no store's error.
    static func of(_ body: () async throws -> Void) async -> StoreError.Code? {
        do {
            try await body()
            return nil
        } catch {
            return (error as? StoreError)?.code
        }
    }
}
