// SPDX-License-Identifier: EUPL-1.2

import Store
import Synchronization

/// This program among all that write to the database.
final class WriterIdentity: Sendable {
    /// The name under which it numbers its transactions.
    let name: String
    /// The number of the server's process that writes for it; 0 for none.
    let backend = Atomic<Int32>(0)

    init() {
        var generator = SystemRandomNumberGenerator()
        name = String(generator.next(), radix: 36) + String(generator.next(), radix: 36)
    }
}

extension PostgresLane {
    /// How long the outcome of a commit is asked for.
    private static var longestDoubt: Duration { .seconds(10) }

    /// Writes in one transaction.
    func write<Result: Sendable>(
        under epoch: UInt64?, as identity: WriterIdentity, _ body: @Sendable (any StoreWriter) throws -> Result
    ) throws -> Result {
        let connection = try ready()
        identity.backend.store(connection.backend, ordering: .relaxed)
        lastWrite += 1
        let transaction = PostgresTransaction(connection)
        let writer = PostgresWriter(transaction)
        let result: Result
        let ending: PostgresTransaction.Ending
        do {
            try writer.begin(under: epoch)
            result = try body(writer)
            try writer.seal(lastWrite, of: identity.name)
            ending = try transaction.commit()
        } catch {
            transaction.finish("ROLLBACK")
            throw error
        }
        switch ending {
        case .committed: connection.partitions.formUnion(writer.partitions)
        case .refused(let error):
            transaction.finish("ROLLBACK")
            throw error
        case .unknown(let error):
            drop()
            try learnOutcome(of: lastWrite, as: identity, error)
        }
        return result
    }

    /// Asks the server, for as long as there is patience, whether a transaction was committed after all.
    /// - Throws: `unreachable` when it was not committed, or when that cannot be learned.
    private func learnOutcome(of number: Int64, as identity: WriterIdentity, _ cause: StoreError) throws(StoreError) {
        let end = ContinuousClock.now + PostgresLane.longestDoubt
        while .now < end {
            if let connection = try? PostgresConnection(to: address, as: .asker),
                let outcome = try? PostgresOutcome(of: number, by: identity.name, asking: connection)
            {
                guard outcome == .committed else { throw StoreError(.unreachable, "\(cause.reason) Nothing was written.") }
                return
            }
            suspendThread(milliseconds: 100)
        }
        throw StoreError(.unreachable, "\(cause.reason) Whether the last transaction was written could not be learned.")
    }
}
