// SPDX-License-Identifier: EUPL-1.2

/// Where a hub keeps everything: logs with their entries and payloads, and the few tables derived from them.
///
/// One protocol, several engines. No engine's type appears here, and no room above knows which engine it stands on. What is
/// derived (cases, holds, measures) is written in the same transaction as the entries it is derived from.
public protocol Store: Sendable {
    /// The engine's name and version, for logs and status: `SQLite 3.40.1`.
    var engine: String { get }

    /// Reads a consistent state. Reads run beside a write and do not wait for it.
    func read<Result: Sendable>(_ body: @Sendable @escaping (any StoreReader) throws -> Result) async throws -> Result

    /// Writes in one transaction. When it returns, what was written survives a crash of the program and of the machine; when it
    /// throws, nothing was written. There is one writer at a time.
    /// - Parameter epoch: the epoch of the lease under which is written; nil where any hub may write.
    /// - Throws: `StoreError.fenced` when another hub has taken the lease since; then nothing was written.
    func write<Result: Sendable>(
        under epoch: UInt64?, _ body: @Sendable @escaping (any StoreWriter) throws -> Result
    ) async throws -> Result

    /// Claims the right to be the hub that enters acts, or renews it.
    ///
    /// Whoever holds it keeps it for as long as it renews within the term. A new holder gets a higher epoch, so that a late write of
    /// the former one is refused, whatever its clock says.
    /// - Parameter claim: who claims, and for how long.
    /// - Returns: who has the lease now: the claimant, or another.
    func lease(_ claim: LeaseClaim) async throws -> StoreLease

    /// Gives the lease up, so that another need not wait for its end. Nothing happens when another has it.
    func release(_ claim: LeaseClaim) async throws

    /// Tells, with an element each time, that another process may have written. It never ends by itself; a store that only one process
    /// uses never tells.
    func changes() -> AsyncStream<Void>

    /// Makes sure that what was deleted can no longer be read from the store's files, as far as the engine can.
    func scrub() async throws

    /// Ends the use of the store.
    func close() async throws
}

extension Store {
    /// Writes in one transaction, whoever has the lease.
    public func write<Result: Sendable>(_ body: @Sendable @escaping (any StoreWriter) throws -> Result) async throws -> Result {
        try await write(under: nil, body)
    }
}
