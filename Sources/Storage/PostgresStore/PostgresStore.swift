// SPDX-License-Identifier: EUPL-1.2

public import Store

/// The store of many hubs: a PostgreSQL database, by way of libpq.
///
/// One connection writes, up to four read, and one each is for the lease and for hearing of others' changes. Every commit is
/// durable as the server's own settings say, with a standby when it has a synchronous one. `docs/postgresql.md` tells how to set up
/// the server.
public final class PostgresStore: Store {
    private let address: PostgresAddress
    private let identity = WriterIdentity()
    private let writer: PostgresLane
    private let leaser: PostgresLane
    private let scrubber: PostgresLane
    private let readers: ReaderPool
    private let listener: ChangeListener

    /// `PostgreSQL 15.18`.
    public let engine: String

    /// Opens the store, and makes its tables when they are not there. The database itself must exist.
    /// - Parameter url: `postgres://user@host:port/database?…`, or anything else that libpq takes, such as
    ///   `host=/run/postgresql dbname=schakel`. A password is better kept in a password file.
    /// - Throws: `StoreError`: unreachable, tooNew, full, busy.
    public convenience init(url: String) throws {
        try self.init(url: url, migrations: PostgresSchema.migrations)
    }

    /// Opens the store as the program does that knows these migrations.
    init(url: String, migrations: [PostgresMigration]) throws {
        let address = try PostgresAddress(url)
        let connection = try PostgresConnection(to: address, as: .migrator)
        let migrator = PostgresMigrator(connection, migrations)
        try migrator.checkSettings()
        try migrator.migrate()
        try connection.run("DELETE FROM outcomes WHERE at < now() - interval '1 day'")
        engine = "PostgreSQL \(connection.version)"
        self.address = address
        writer = PostgresLane(address, .writer)
        leaser = PostgresLane(address, .lease)
        scrubber = PostgresLane(address, .scrubber)
        readers = ReaderPool(address, size: 4)
        listener = ChangeListener(address, identity)
    }

    deinit { listener.close() }

    /// Reads a consistent state, beside a write.
    public func read<Result: Sendable>(_ body: @Sendable @escaping (any StoreReader) throws -> Result) async throws -> Result {
        try Task.checkCancellation()
        return try await readers.with { try await $0.read(body) }
    }

    /// Writes in one transaction, durable when it returns. Writers of other hubs wait for it.
    ///
    /// When the connection breaks during the commit the server is asked what became of it; only when that cannot be learned within
    /// ten seconds the error says that the outcome is not known.
    public func write<Result: Sendable>(
        under epoch: UInt64?, _ body: @Sendable @escaping (any StoreWriter) throws -> Result
    ) async throws -> Result {
        try Task.checkCancellation()
        return try await writer.write(under: epoch, as: identity, body)
    }

    /// Claims or renews the lease, by the server's clock.
    public func lease(_ claim: LeaseClaim) async throws -> StoreLease { try await leaser.lease(claim) }

    /// Gives the lease up.
    public func release(_ claim: LeaseClaim) async throws { try await leaser.release(claim) }

    /// Tells when another hub has written to a log or laid or changed a measure, and whenever that may have been missed.
    public func changes() -> AsyncStream<Void> { listener.changes() }

    /// Rewrites the tables from which something was deleted.
    /// - Throws: `StoreError` `busy` when a long read keeps the old state needed; try again later.
    public func scrub() async throws { try await scrubber.scrub() }

    /// Ends all connections, each when what it does has ended.
    public func close() async throws {
        listener.close()
        await writer.close()
        await leaser.close()
        await scrubber.close()
        await readers.close()
    }
}
