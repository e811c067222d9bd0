// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Store

extension ActScope {
    /// How much of what waited for a stop goes out in one act; the clock does the rest, so that no act has to wait for long.
    private static let mostAtOnce = 200

    /// How the lists of a register go out.
    func distribution(of register: RegisterName) -> Distribution { state.distributions[register] ?? Distribution() }

    /// Runs a command on the distribution of a register's lists and enters what follows.
    /// - Returns: the distribution after it.
    @discardableResult
    func run(_ command: DistributionCommand, in register: any Register, by warrant: Warrant) throws -> Distribution {
        let name = register.policy.register
        var distribution = distribution(of: name)
        for event in try DistributionDecider.decide(command, in: distribution, by: warrant, at: now) {
            try enter(
                event.kind, event.json, in: name, stream: DistributionRecord.stream, audience: .distribution(of: name))
            distribution.apply(event)
        }
        try keep(distribution, of: name)
        try letWaitingGo(of: register)
        return self.distribution(of: name)
    }

    /// The event that says that an effect does not go out now; nil when it does.
    /// - Parameters:
    ///   - plans: what it changes on lists.
    ///   - party: whose decision it is.
    func wait(
        for effect: CaseEffect, _ plans: [ListPlan], by party: PartyID?, in state: Case, of register: any Register
    ) throws -> CaseEvent? {
        // Of a case that has nothing on a list nobody sees that it releases it.
        guard !plans.isEmpty else { return nil }
        // What waits for a stop meets the valve when the stop has ended: what the list is then is what counts.
        let isHeldBack = distribution(of: register.policy.register).holdsBack
        let causes: [WaitCause] = try isHeldBack ? [.emergencyStop] : self.causes(of: plans, by: party, in: register)
        guard !causes.isEmpty else { return nil }
        return state.waits(effect, subjects: plans.reduce(0) { $0 + $1.lines.count }, causes: causes, at: now)
    }

    /// Puts what waits for a stop into the queue.
    func enqueue(_ change: WaitingChange, of id: CaseID, in register: RegisterName) throws {
        guard change.causes.contains(.emergencyStop) else { return }
        var distribution = distribution(of: register)
        let place = distribution.enqueue()
        try writer.put(QueuedChange(caseID: id, number: change.number), at: place, in: DistributionRecord.name(of: register))
        try keep(distribution, of: register)
    }

    /// Lets what waited for a stop that has ended go out, in its order; a bounded piece of it.
    func letWaitingGo(of register: any Register) throws {
        let name = register.policy.register
        var distribution = distribution(of: name)
        guard distribution.stop == nil, !distribution.queue.isEmpty else { return }
        let places = distribution.queue.prefix(ActScope.mostAtOnce)
        for queued in try writer.queued(at: places, in: DistributionRecord.name(of: name)) {
            guard let before = try caseThatWaits(queued.caseID, in: name),
                before.waitingChanges.contains(where: { $0.number == queued.number })
            else { continue }
            let change = before.changes[queued.number - 1]
            let plans = try self.plans(of: change.effect, in: queued.caseID, of: register)
            let party =
                before.decisions.indices.contains(change.decision - 1) ? before.decisions[change.decision - 1].warrant.party : nil
            var causes = try self.causes(of: plans, by: party, in: register)
            // What was protected meanwhile does not go out before somebody has lifted that.
            if change.what != .release, try !protectedFaults(in: before, of: register).isEmpty { causes.append(.protected) }
            let event: CaseEvent =
                causes.isEmpty ? .wentOut(number: queued.number, at: now) : .waits(change.waiting(for: causes, at: now))
            try enter([event], of: queued.caseID, before: before, in: register)
        }
        distribution = self.distribution(of: name)
        distribution.dequeue(upTo: places.endIndex)
        try keep(distribution, of: name)
    }

    /// A case in the queue; nil when it was erased meanwhile.
    private func caseThatWaits(_ id: CaseID, in register: RegisterName) throws -> Case? {
        guard let row = try writer.caseRow(id, in: register), row.phase != .erased else { return nil }
        return try loadCase(id, in: register)
    }

    private func keep(_ distribution: Distribution, of register: RegisterName) throws {
        state.distributions[register] = distribution
        try writer.put(setting: DistributionRecord.name(of: register), distribution.json.canonical())
    }
}
