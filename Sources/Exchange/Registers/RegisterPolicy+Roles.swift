// SPDX-License-Identifier: EUPL-1.2

extension RegisterPolicy {
    /// The roles in which a right can be used in this register: a mandate gives a right, and the policy says whose work it is. A right
    /// that came with the wrong role is of no use.
    /// - Returns: the roles; none for a right that is not used in a register, such as administering.
    public func roles(for right: Right) -> Set<Role> {
        switch right {
        case .report: Set(reports.values.flatMap(\.roles))
        case .decide, .confirm: Set(decisions.values.flatMap(\.roles))
        case .comply: Set((lists.values.map(\.measure) + measures.values).flatMap(\.roles))
        case .supervise: supervisors
        case .check: checkers
        default: []
        }
    }
}
