// SPDX-License-Identifier: EUPL-1.2

import Exchange
import GRDB

/// Which list it is that is handed over.
struct ListedState: Hashable, Sendable {
    /// Its version, from 1.
    let version: UInt64
    /// When this version came into force at this edge.
    let since: Instant
}

/// Where whole lists are read from, to be written elsewhere.
protocol ListedDevicesSource: Sendable {
    /// Hands over every listed device in ascending order of IMEI, all from one consistent state, which may last a while.
    /// - Parameter begin: called once, before the first device.
    /// - Returns: nil when there is no list yet; then nothing was called.
    func eachInOrder(
        _ begin: (ListedState) throws -> Void, _ body: (UInt64, ListStatus) throws -> Void
    ) throws -> ListedState?
}

extension ReplicaStore: ListedDevicesSource {
    func eachInOrder(
        _ begin: (ListedState) throws -> Void, _ body: (UInt64, ListStatus) throws -> Void
    ) throws -> ListedState? {
        try pool.read { database in
            guard let row = try Row.fetchOne(database, sql: "SELECT version, accepted FROM position"), (row[0] as Int64) > 0 else {
                return nil
            }
            let state = ListedState(version: UInt64(bitPattern: row[0] as Int64), since: Instant(milliseconds: row[1]))
            try begin(state)
            let rows = try Row.fetchCursor(database, sql: "SELECT imei, status FROM listed ORDER BY imei")
            while let row = try rows.next() { try body(UInt64(bitPattern: row[0] as Int64), ListStatus(rawValue: row[1])) }
            return state
        }
    }
}
