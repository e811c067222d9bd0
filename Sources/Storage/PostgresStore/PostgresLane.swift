// SPDX-License-Identifier: EUPL-1.2

import Store

/// One connection with the queue on which it is used. A broken one is thrown away; the next call makes another, not too often.
actor PostgresLane {
    private static let longestPause = Duration.seconds(2)

    private let executor: QueueExecutor
    let address: PostgresAddress
    let session: Session
    private var connection: PostgresConnection?
    private var isClosed = false
    private var failures = 0
    private var pause: (end: ContinuousClock.Instant, error: StoreError)?
    /// The number of the write that began last.
    var lastWrite: Int64 = 0

    init(_ address: PostgresAddress, _ session: Session) {
        self.address = address
        self.session = session
        executor = QueueExecutor("schakel.store.\(session.use)")
    }

    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// A connection on which nothing is under way.
    /// - Throws: `unreachable`; for a moment after a failed attempt without trying again.
    func ready() throws(StoreError) -> PostgresConnection {
        guard !isClosed else { throw PostgresFailure.closed }
        if let connection, connection.isAlive { return connection }
        connection = nil
        if let pause, .now < pause.end { throw pause.error }
        do {
            let connection = try PostgresConnection(to: address, as: session)
            self.connection = connection
            failures = 0
            pause = nil
            return connection
        } catch {
            failures += 1
            let length = min(.milliseconds(50) * (1 << min(failures, 8)), PostgresLane.longestPause)
            pause = (.now + length, error)
            throw error
        }
    }

    /// Throws the connection away.
    func drop() { connection = nil }

    /// Ends the connection and makes no other.
    func close() {
        isClosed = true
        connection = nil
    }

    /// Reads in one transaction.
    func read<Result: Sendable>(_ body: @Sendable (any StoreReader) throws -> Result) throws -> Result {
        let transaction = PostgresTransaction(try ready())
        defer { transaction.finish("COMMIT") }
        try transaction.begin("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        return try body(PostgresReader(transaction))
    }
}
