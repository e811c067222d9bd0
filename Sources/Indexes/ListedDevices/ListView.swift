// SPDX-License-Identifier: EUPL-1.2

/// One generation of the list as readers see it: the segment, the changes that are being written into the next one, if any, and the
/// changes since. What stands further up counts. A plain value that keeps nothing alive.
struct ListView: Sendable, BitwiseCopyable {
    var list: ListSection
    var frozen: ChangeTableView?
    var live: ChangeTableView

    /// The status of a device, or 0.
    @inline(__always)
    func status(of imei: UInt64) -> UInt8 {
        let key = ChangeKey(imei: imei, subscriber: 0)
        let change = state(of: key)
        return change == .none ? list.status(of: imei) : change.status
    }

    /// Whether a subscriber has an exception for a device.
    func hasException(_ key: ChangeKey) -> Bool {
        let change = state(of: key)
        return change == .none ? list.hasException(key) : change != .removed
    }

    @inline(__always)
    private func state(of key: ChangeKey) -> ChangeState {
        let latest = live.state(of: key)
        guard latest == .none, let frozen else { return latest }
        return frozen.state(of: key)
    }
}
