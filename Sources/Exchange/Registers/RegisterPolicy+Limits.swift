// SPDX-License-Identifier: EUPL-1.2

extension RegisterPolicy {
    /// The same rules with other limits on how much a list may change; the same when the register has no such list.
    public func limiting(_ list: ListName, by valve: ValveRule?) -> RegisterPolicy {
        var policy = self
        policy.lists[list]?.valve = valve
        return policy
    }
}
