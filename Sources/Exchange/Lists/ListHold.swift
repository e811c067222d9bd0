// SPDX-License-Identifier: EUPL-1.2

/// One case that holds one subject on a list.
public struct ListHold: Hashable, Sendable {
    /// The case.
    public let caseID: CaseID
    /// The status by that case's decision.
    public let status: ListStatus

    /// Names a hold.
    public init(caseID: CaseID, status: ListStatus) {
        self.caseID = caseID
        self.status = status
    }
}

extension ListRule {
    /// What the list shows once a case holds or releases a subject. A subject held by two cases stays listed until both let go.
    /// - Parameters:
    ///   - holds: the holds on the subject before.
    ///   - caseID: the case that acts.
    ///   - status: its new status, or nil when it lets go.
    /// - Returns: the status before and after; equal when no listing is needed.
    public func status(of holds: [ListHold], when caseID: CaseID, becomes status: ListStatus?) -> (
        before: ListStatus?, after: ListStatus?
    ) {
        var after = holds.filter { $0.caseID != caseID }.map(\.status)
        if let status { after.append(status) }
        return (strongest(of: holds.map(\.status)), strongest(of: after))
    }
}
