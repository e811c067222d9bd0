// SPDX-License-Identifier: EUPL-1.2

import Edge
import EquipmentIdentity
import Glibc
import Identifiers
import Synchronization

/// A list of prohibited devices, read under a lock as an edge's own is.
final class ListedDevices: DeviceLookup {
    private let listed: Mutex<[UInt64: EquipmentStatus]>

    /// The first `count` serial numbers of one type.
    init(count: Int) {
        listed = Mutex(Dictionary(uniqueKeysWithValues: (0..<UInt64(count)).map { (35_686_800_000_000 + $0, .prohibited) }))
    }

    func status(of imei: IMEI) -> EquipmentStatus? { listed.withLock { $0[imei.value] } }

    var freshness: ListFreshness { .list(version: 1, ageMilliseconds: 0) }
}

/// Standard output without a buffer, as the reader waits for the line.
enum FileDescriptorOutput {
    static func line(_ text: String) throws {
        let bytes = Array("\(text)\n".utf8)
        _ = write(STDOUT_FILENO, bytes, bytes.count)
    }
}
