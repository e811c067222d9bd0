// SPDX-License-Identifier: EUPL-1.2

/// Changes in the order of their keys: those of devices and those of exceptions apart, as a merge with a segment needs them.
struct SortedChanges: Sendable {
    struct Change: Sendable {
        var key: ChangeKey
        var state: ChangeState
        var since = ListedDay.unknown
    }

    private(set) var devices: [Change] = []
    private(set) var exceptions: [Change] = []

    /// The changes of tables of which the later ones count.
    init(_ tables: [ChangeTable]) {
        if tables.count > 1 {
            var latest: [ChangeKey: Change] = [:]
            for table in tables { table.eachChange { key, state in latest[key] = Change(key, state, in: table) } }
            for change in latest.values { add(change) }
        } else {
            for table in tables { table.eachChange { key, state in add(Change(key, state, in: table)) } }
        }
    }

    /// Puts them in order. Apart, because it takes time and needs no lock.
    mutating func sort() {
        devices.sort { $0.key < $1.key }
        exceptions.sort { $0.key < $1.key }
    }

    private mutating func add(_ change: Change) {
        if change.key.subscriber == 0 { devices.append(change) } else { exceptions.append(change) }
    }
}

extension SortedChanges.Change {
    fileprivate init(_ key: ChangeKey, _ state: ChangeState, in table: ChangeTable) {
        self.init(key: key, state: state, since: key.subscriber == 0 ? table.day(of: key) : .unknown)
    }
}
