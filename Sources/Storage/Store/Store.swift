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
    func write<Result: Sendable>(_ body: @Sendable @escaping (any StoreWriter) throws -> Result) async throws -> Result

    /// Ends the use of the store.
    func close() async throws
}
