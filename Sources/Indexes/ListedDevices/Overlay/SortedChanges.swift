// SPDX-License-Identifier: EUPL-1.2

/// Changes in the order of their keys: those of devices and those of exceptions apart, as a merge with a segment needs them.
struct SortedChanges: Sendable {
    struct Change: Sendable {
        var key: ChangeKey
        var state: ChangeState
    }

    private(set) var devices: [Change] = []
    private(set) var exceptions: [Change] = []

    /// The changes of tables of which the later ones count.
    init(_ tables: [ChangeTable]) {
        var latest: [ChangeKey: ChangeState] = [:]
        if tables.count > 1 {
            for table in tables { table.eachChange { key, state in latest[key] = state } }
            for (key, state) in latest { add(key, state) }
        } else {
            for table in tables { table.eachChange { key, state in add(key, state) } }
        }
    }

    /// Puts them in order. Apart, because it takes time and needs no lock.
    mutating func sort() {
        devices.sort { $0.key < $1.key }
        exceptions.sort { $0.key < $1.key }
    }

    private mutating func add(_ key: ChangeKey, _ state: ChangeState) {
        if key.subscriber == 0 {
            devices.append(Change(key: key, state: state))
        } else {
            exceptions.append(Change(key: key, state: state))
        }
    }
}
