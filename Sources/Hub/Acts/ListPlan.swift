// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Store

/// What an effect of a case changes on one list, worked out before anything is changed.
struct ListPlan {
    /// One subject.
    struct Line {
        let subject: String
        let before: ListStatus?
        let after: ListStatus?
    }

    let list: ListName
    /// The status by the case; nil when it lets go.
    let status: ListStatus?
    let lines: [Line]

    /// What the valve looks at.
    /// - Parameters:
    ///   - party: whose decision it is.
    ///   - group: the group that a subject belongs to.
    func change(by party: PartyID?, group: (String) -> String?) -> ValveChange {
        var (listed, released, groups) = (0, 0, [String: Int]())
        for line in lines {
            if line.before == nil, line.after != nil {
                listed += 1
                if let name = group(line.subject) { groups[name, default: 0] += 1 }
            } else if line.before != nil, line.after == nil {
                released += 1
            }
        }
        return ValveChange(party: party, listed: listed, released: released, groups: groups)
    }
}

extension ActScope {
    /// What an effect would change on lists now.
    func plans(of effect: CaseEffect, in id: CaseID, of register: any Register) throws -> [ListPlan] {
        let name = register.policy.register
        func plan(_ list: ListName, _ rule: ListRule, _ subjects: [String], _ status: ListStatus?) throws -> ListPlan {
            let lines = try subjects.map { subject in
                let holds = try writer.holds(on: list, of: subject, in: name)
                let (before, after) = rule.status(of: holds, when: id, becomes: status)
                return ListPlan.Line(subject: subject, before: before, after: after)
            }
            return ListPlan(list: list, status: status, lines: lines)
        }
        switch effect {
        case .impose, .ask, .settle: return []
        case .hold(let list, let status):
            guard let rule = register.policy.lists[list] else { return [] }
            return [try plan(list, rule, try writer.subjects(of: id, in: name).map(\.value), status)]
        case .release:
            return try register.policy.lists.sorted { $0.key < $1.key }.compactMap { list, rule in
                let subjects = try writer.subjectsHeld(by: id, on: list, in: name)
                return try subjects.isEmpty ? nil : plan(list, rule, subjects, nil)
            }
        }
    }
}
