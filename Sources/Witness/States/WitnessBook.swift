// SPDX-License-Identifier: EUPL-1.2

import Ledger
import Operations

/// All that a witness remembers: a record of each watched log, in a folder that it has for itself.
final class WitnessBook: Sendable {
    /// The records, by the hash of their origin.
    let records: [String: LogRecord]
    private let lock: FolderLock

    /// Opens the folder, which must exist.
    /// - Throws: `WitnessError` `busy` when another process has it, `folder` or `damaged`.
    init(_ configuration: WitnessConfiguration, seconds: @escaping @Sendable () -> UInt64) throws(WitnessError) {
        do {
            lock = try FolderLock(folder: configuration.dataFolder)
        } catch {
            throw WitnessError(error.isTaken ? .busy : .folder, error.description)
        }
        var records: [String: LogRecord] = [:]
        for origin in configuration.logs.origins {
            records[KnownLogs.hash(of: origin)] = try LogRecord(
                origin: origin, logs: configuration.logs, signer: configuration.signer, folder: configuration.dataFolder,
                seconds: seconds)
        }
        self.records = records
    }

    /// The record of a log, or nil when it is not watched.
    func record(of origin: String) -> LogRecord? { records[KnownLogs.hash(of: origin)] }

    /// Lets the folder go.
    func close() { lock.release() }
}
