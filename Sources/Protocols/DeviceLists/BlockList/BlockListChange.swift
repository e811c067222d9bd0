// SPDX-License-Identifier: EUPL-1.2

import Identifiers

/// What becomes of a device between two runs. The raw value is the end of the file's name, as DIRBS has it.
public enum BlockListChange: String, CaseIterable, Hashable, Sendable {
    /// It is on the list now and was not.
    case blocked
    /// It was on the list and is not any more.
    case unblocked
    /// It stays on the list with another date or other reasons.
    case changed
}

extension BlockListChange {
    /// Compares two lists in ascending order of IMEI while they are read; nothing is kept.
    /// - Parameters:
    ///   - old: the next row of the earlier list; nil at its end.
    ///   - new: the next row of the later list; nil at its end.
    ///   - body: called with each change in ascending order: the new row, or the old one of what was unblocked.
    public static func each<Failure: Error>(
        from old: () throws(Failure) -> BlockListRow?, to new: () throws(Failure) -> BlockListRow?,
        do body: (BlockListChange, BlockListRow) throws(Failure) -> Void
    ) throws(Failure) {
        var before = try old()
        var after = try new()
        while true {
            switch (before, after) {
            case (nil, nil): return
            case (let gone?, nil):
                try body(.unblocked, gone)
                before = try old()
            case (nil, let come?):
                try body(.blocked, come)
                after = try new()
            case (let was?, let now?):
                if was.imei == now.imei {
                    if was != now { try body(.changed, now) }
                    before = try old()
                    after = try new()
                } else if was.imei.value < now.imei.value {
                    try body(.unblocked, was)
                    before = try old()
                } else {
                    try body(.blocked, now)
                    after = try new()
                }
            }
        }
    }
}
