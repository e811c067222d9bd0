// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Store

extension ActScope {
    /// The most subjects in one listing, so that a batch on the stream stays of reasonable size.
    private static let subjectsPerListing = 50_000

    /// Carries out what an event in a case changes outside it.
    /// - Parameters:
    ///   - plans: what the effect changes on lists.
    ///   - party: whose decision it is.
    ///   - origin: where the case comes from, for the figures.
    /// - Returns: the version of the list that it brought about, if it changed one.
    func apply(
        _ effect: CaseEffect, _ plans: [ListPlan], by party: PartyID?, of id: CaseID, from origin: FigureOrigin,
        event: CaseEvent, in register: any Register
    ) throws -> Int? {
        let name = register.policy.register
        var version: Int?
        var isCleared = false
        if case .cleared = event { isCleared = true }
        for plan in plans {
            try count(plan, by: party, isCleared: isCleared, in: register)
            version = try carryOut(plan, of: id, from: origin, in: name)
        }
        switch effect {
        case .hold: break
        case .release: try lift(measuresOf: id, in: register)
        case .ask(let kind, let number, let parties, let basis):
            for party in parties {
                try impose(
                    MeasureID(register: name, caseID: id, question: number, party: party), on: party,
                    target: .question(id, number: number, kind), basis: basis, in: name
                )
            }
        case .settle: try lift(questionsOf: id, in: register)
        case .impose(let kind, let parties):
            guard case .decided(let decision) = event, register.policy.measures[kind] != nil else { return nil }
            for party in parties {
                try impose(
                    MeasureID(register: name, caseID: id, decision: decision.number, party: party), on: party,
                    target: .decision(id, number: decision.number, kind), basis: decision.warrant.basis, in: name
                )
            }
        }
        return version
    }

    /// Sets or removes a case's holds, and enters listings for the subjects whose status on the list changes by it.
    private func carryOut(
        _ plan: ListPlan, of id: CaseID, from origin: FigureOrigin, in register: RegisterName
    ) throws -> Int {
        let list = plan.list
        var listed: [ListStatus: [String]] = [:]
        var released: [String] = []
        var pending = 0
        for line in plan.lines {
            if let status = plan.status {
                try writer.put(ListHold(caseID: id, status: status), on: list, of: line.subject, in: register)
            } else {
                try writer.removeHold(by: id, on: list, of: line.subject, in: register)
            }
            guard line.before != line.after else { continue }
            if let after = line.after { listed[after, default: []].append(line.subject) } else { released.append(line.subject) }
            pending += 1
            if pending == ActScope.subjectsPerListing {
                try publish(Listing(list: list, listed: listed, released: released), from: origin, in: register)
                (listed, released, pending) = ([:], [], 0)
            }
        }
        try publish(Listing(list: list, listed: listed, released: released), from: origin, in: register)
        return version(of: list, in: register)
    }

    private func publish(_ listing: Listing, from origin: FigureOrigin, in register: RegisterName) throws {
        // Each in an entry of its own: the header tells which it is, so that blocking and unblocking are timed apart.
        let changes = [
            (Listing.kind, Listing(list: listing.list, listed: listing.listed, released: [])),
            (Listing.releaseKind, Listing(list: listing.list, listed: [:], released: listing.released)),
        ]
        for (kind, change) in changes where !change.isEmpty {
            try enter(
                kind, change.json, in: register, stream: "list:\(change.list)", audience: .list(change.list, of: register)
            )
            count(FigureEntry(rawValue: kind), from: origin, in: register)
        }
    }

    /// The newest version of a list: the number of listings entered; 0 before the first.
    func version(of list: ListName, in register: RegisterName) -> Int {
        Int(state.logs[register]?.sequences[secrets.tag(of: .list(list, of: register))] ?? 0)
    }
}
