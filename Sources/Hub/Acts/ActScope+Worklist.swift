// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Store

extension ActScope {
    /// The most rows of a former version that one visit of the clock adds to.
    static let mostDescribed = 200

    /// What worklists show of a case.
    func work(in state: Case, of register: any Register) -> CaseWork {
        let decider = CaseDecider(policy: register.policy)
        let tasks = decider.tasks(in: state)
        var proposer: String?
        if tasks.keys.contains(.confirm), let warrant = state.openProposal?.warrant, let party = warrant.party,
            let person = warrant.person
        {
            proposer = secrets.proposerCode(of: party, person: person)
        }
        return CaseWork(
            tasks: Set(tasks.keys), due: tasks.values.compactMap(\.self).min(), kind: state.reports.first?.kind,
            openObjections: state.isErased ? 0 : state.openObjections.count, proposer: proposer,
            isAlert: decider.alert(in: state) != nil
        )
    }

    /// Adds to the row of a case what a former version did not write.
    func describe(_ id: CaseID, in register: any Register) throws {
        let name = register.policy.register
        guard let row = try writer.caseRow(id, in: name) else { return }
        // Of an erased case nothing can be told any more, and nothing waits in it.
        let state = row.phase == .erased ? nil : try loadCase(id, in: name)
        let none = CaseWork(tasks: [], due: nil, kind: row.work?.kind, openObjections: 0, proposer: nil)
        try writer.put(
            CaseRow(
                id: id, phase: row.phase, openedAt: row.openedAt, updatedAt: row.updatedAt, due: row.due,
                subjectCount: row.subjectCount, listVersion: row.listVersion, work: state.map { work(in: $0, of: register) } ?? none
            ),
            in: name
        )
    }
}
