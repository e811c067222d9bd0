// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger

/// Where a log is read from with the payloads that an entitled reader has.
protocol ReplaySource: Sendable {
    /// Reads every entry, in order.
    /// - Parameters:
    ///   - begin: called once, before the first entry: with the tag of those who carry out the list (nil when nothing was ever entered
    ///     for them), and with how many entries there are at least.
    ///   - take: called with each entry.
    /// - Returns: the checkpoint of the log so far: a signed note.
    func read(
        _ list: ListName, of register: RegisterName, begin: (AudienceTag?, UInt64) async throws -> Void,
        take: (LedgerReplay.Entry) async throws -> Void
    ) async throws -> String

    /// The text of the newest snapshot, with its version; nil when none is kept.
    func snapshot(of list: ListName, in register: RegisterName) async throws -> (version: UInt64, text: [UInt8])?

    /// Lets go.
    func close() async
}
