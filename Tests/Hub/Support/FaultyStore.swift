// SPDX-License-Identifier: EUPL-1.2

import Store
import Synchronization

/// A store that fails to write when the test says so.
final class FaultyStore: Store {
    enum Fault: Sendable {
        /// It fails before anything is decided.
        case atOnce
        /// Everything is decided and entered, and then the disk is full.
        case atCommit
    }

    private let inner: any Store
    private let fault = Mutex<Fault?>(nil)

    init(_ inner: any Store) { self.inner = inner }

    var engine: String { inner.engine }

    /// Fails every write from now on; nil lets them pass again.
    func fail(_ new: Fault?) { fault.withLock { $0 = new } }

    func read<Result: Sendable>(_ body: @Sendable @escaping (any StoreReader) throws -> Result) async throws -> Result {
        try await inner.read(body)
    }

    func write<Result: Sendable>(
        under epoch: UInt64?, _ body: @Sendable @escaping (any StoreWriter) throws -> Result
    ) async throws -> Result {
        switch fault.withLock({ $0 }) {
        case nil: return try await inner.write(under: epoch, body)
        case .atOnce: throw StoreError(.unreachable, "The store is gone: bring it back.")
        case .atCommit:
            return try await inner.write(under: epoch) { writer in
                _ = try body(writer)
                throw StoreError(.full, "The disk is full: make room.")
            }
        }
    }

    func lease(_ claim: LeaseClaim) async throws -> StoreLease { try await inner.lease(claim) }
    func release(_ claim: LeaseClaim) async throws { try await inner.release(claim) }
    func changes() -> AsyncStream<Void> { inner.changes() }
    func scrub() async throws { try await inner.scrub() }
    func close() async throws { try await inner.close() }
}
