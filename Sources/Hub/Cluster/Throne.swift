// SPDX-License-Identifier: EUPL-1.2

import Synchronization

/// Who enters acts, as far as this hub knows.
final class Throne: Sendable {
    private enum State {
        case mine(UInt64)
        case elsewhere(String)
        case vacant
    }

    private let state = Mutex(State.vacant)
    /// Rings when the hub closes.
    let bell = Bell()

    /// The epoch of this hub's own reign.
    var epoch: UInt64? { state.withLock { if case .mine(let epoch) = $0 { epoch } else { nil } } }

    /// Where another reigns.
    var elsewhere: String? { state.withLock { if case .elsewhere(let address) = $0 { address } else { nil } } }

    func take(_ epoch: UInt64) { state.withLock { $0 = .mine(epoch) } }

    func concede(to address: String) { state.withLock { $0 = .elsewhere(address) } }

    func vacate() { state.withLock { if case .mine = $0 { $0 = .vacant } } }
}
