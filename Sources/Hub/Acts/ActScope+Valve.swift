// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Store

extension ActScope {
    /// Which limits some plans go over; empty when they may be carried out.
    func causes(of plans: [ListPlan], by party: PartyID?, in register: any Register) throws -> [WaitCause] {
        var causes: [WaitCause] = []
        for plan in plans {
            guard let valve = register.policy.lists[plan.list]?.valve else { continue }
            let change = plan.change(by: party) { valve.group == nil ? nil : register.group(of: $0) }
            guard change.listed > 0 || change.released > 0 else { continue }
            let groups = try groupFigures(change.groups.keys, on: plan.list, in: register.policy.register)
            causes += valve.causes(
                of: change, on: try figures(of: plan.list, in: register.policy.register), groups: groups)
        }
        return causes
    }

    /// Counts what a plan changes. Called before it is carried out, in the same transaction.
    /// - Parameter isCleared: whether somebody who did not decide it let it go out.
    func count(_ plan: ListPlan, by party: PartyID?, isCleared: Bool, in register: any Register) throws {
        let name = register.policy.register
        guard let valve = register.policy.lists[plan.list]?.valve else { return }
        let change = plan.change(by: party, group: { _ in nil })
        guard change.listed > 0 || change.released > 0 else { return }
        var figures = try figures(of: plan.list, in: name)
        figures.count(change, isCleared: isCleared)
        try writer.put(setting: ValveRecord.name(of: plan.list, in: name), figures.json.canonical())
        guard valve.group != nil else { return }
        var counts: [String: (listed: Int, released: Int)] = [:]
        for line in plan.lines where (line.before == nil) != (line.after == nil) {
            guard let group = register.group(of: line.subject) else { continue }
            if line.after == nil {
                counts[group, default: (0, 0)].released += 1
            } else {
                counts[group, default: (0, 0)].listed += 1
            }
        }
        var known = try groupFigures(counts.keys, on: plan.list, in: name)
        for (group, count) in counts.sorted(by: { $0.key < $1.key }) {
            known[group]?.count(listed: count.listed, released: count.released, isCleared: isCleared)
            guard let kept = known[group] else { continue }
            try writer.put(setting: ValveRecord.name(of: plan.list, group: group, in: name), kept.json.canonical())
        }
    }

    /// How a list stands today. What was never counted is counted once.
    func figures(of list: ListName, in register: RegisterName) throws -> ValveFigures {
        var figures: ValveFigures
        if let kept = try writer.setting(ValveRecord.name(of: list, in: register)) {
            figures = try ValveFigures(json: JSON(parsing: kept, limits: .payload))
        } else {
            figures = ValveFigures(size: try writer.count(of: list, in: register), at: now)
        }
        figures.turn(at: now)
        return figures
    }

    private func groupFigures(
        _ groups: some Sequence<String>, on list: ListName, in register: RegisterName
    ) throws -> [String: GroupFigures] {
        var found: [String: GroupFigures] = [:]
        for group in groups {
            var figures: GroupFigures
            if let kept = try writer.setting(ValveRecord.name(of: list, group: group, in: register)) {
                figures = try GroupFigures(json: JSON(parsing: kept, limits: .payload))
            } else {
                figures = GroupFigures(listed: try writer.count(of: list, beginningWith: group, in: register), at: now)
            }
            figures.turn(at: now)
            found[group] = figures
        }
        return found
    }
}

/// Where the figures of the valve are kept.
enum ValveRecord {
    /// The value with those of a list.
    static func name(of list: ListName, in register: RegisterName) -> String { "valve/\(register)/\(list)" }

    /// The value with those of one group on it.
    static func name(of list: ListName, group: String, in register: RegisterName) -> String {
        "valve/\(register)/\(list)/\(group)"
    }
}

extension StoreReader {
    /// How many subjects of a list begin with a text.
    fileprivate func count(of list: ListName, beginningWith prefix: String, in register: RegisterName) throws -> Int {
        var (count, last) = (0, prefix)
        while true {
            let page = try listed(on: list, in: register, after: last, most: 1_000)
            let mine = page.prefix { $0.subject.hasPrefix(prefix) }
            count += mine.count
            guard mine.count == 1_000, let next = mine.last else { return count }
            last = next.subject
        }
    }
}
