// SPDX-License-Identifier: EUPL-1.2

import Exchange
import PrivateChecks

/// What private checks are answered from: the outcomes of a list at one version, under the key of one epoch.
struct PrivateCheckEdition: Sendable {
    let epoch: CheckEpoch
    let key: CheckKey
    /// The version of the list; 0 before the first.
    private(set) var version: UInt64
    /// When the list changed last.
    private(set) var changed: Instant?
    private(set) var table: CheckTable
    /// How many bits of what is asked are told now.
    private(set) var bits: Int
    /// To how many outcomes the answer of each bucket is filled up.
    private(set) var length: Int

    init(epoch: CheckEpoch, key: CheckKey, version: UInt64, changed: Instant?, table: CheckTable) {
        self.epoch = epoch
        self.key = key
        self.version = version
        self.changed = changed
        self.table = table
        bits = table.bits
        length = table.fullest(bits: table.bits)
    }

    /// The same list at a later version.
    func at(version: UInt64, changed: Instant?, table: CheckTable) -> PrivateCheckEdition {
        PrivateCheckEdition(epoch: epoch, key: key, version: version, changed: changed ?? self.changed, table: table)
    }
}
