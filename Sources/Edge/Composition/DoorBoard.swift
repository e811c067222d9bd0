// SPDX-License-Identifier: EUPL-1.2

import Ledger
import Synchronization

/// Where an edge can be reached, once its doors are open.
final class DoorBoard: Sendable {
    private let doors = Mutex<[(String, String)]>([])

    /// Notes doors by name, with host and port.
    func note(_ opened: [(String, String)]) { doors.withLock { $0 += opened } }

    /// For the operator's door.
    var json: JSON { .object(JSONObject(doors.withLock { $0 }.map { ($0.0, JSON.string($0.1)) })) }
}
