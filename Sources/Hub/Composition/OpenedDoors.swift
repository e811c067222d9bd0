// SPDX-License-Identifier: EUPL-1.2

import Synchronization

/// Collects the ports of the doors and reports them once all three are open and the hub is founded.
final class OpenedDoors: Sendable {
    private let ports = Mutex<[String: Int]>([:])
    private let ready: @Sendable (_ open: Int, _ parties: Int, _ operations: Int) -> Void

    init(ready: @escaping @Sendable (_ open: Int, _ parties: Int, _ operations: Int) -> Void) {
        self.ready = ready
    }

    func opened(_ name: String, port: Int) {
        let all = ports.withLock { ports in
            ports[name] = port
            return ports
        }
        if let open = all["open"], let parties = all["parties"], let operations = all["operations"], all["founding"] != nil {
            ready(open, parties, operations)
        }
    }
}
