// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Store

extension ActScope {
    /// The most subjects in one listing, so that a batch on the stream stays of reasonable size.
    private static let subjectsPerListing = 50_000

    /// Carries out what an event in a case changes outside it.
    /// - Parameter origin: where the case comes from, for the figures.
    /// - Returns: the version of the list that it brought about, if it changed one.
    func apply(
        _ effect: CaseEffect, of id: CaseID, from origin: FigureOrigin, event: CaseEvent, in register: any Register
    ) throws -> Int? {
        let name = register.policy.register
        switch effect {
        case .hold(let list, let status):
            guard let rule = register.policy.lists[list] else { return nil }
            let subjects = try writer.subjects(of: id, in: name).map(\.value)
            return try change(list, rule: rule, subjects: subjects, of: id, from: origin, to: status, in: name)
        case .release:
            var version: Int?
            for (list, rule) in register.policy.lists.sorted(by: { $0.key < $1.key }) {
                let subjects = try writer.subjectsHeld(by: id, on: list, in: name)
                guard !subjects.isEmpty else { continue }
                version = try change(list, rule: rule, subjects: subjects, of: id, from: origin, to: nil, in: name)
            }
            try lift(measuresOf: id, in: register)
            return version
        case .ask(let kind, let number, let parties, let basis):
            for party in parties {
                try impose(
                    MeasureID(register: name, caseID: id, question: number, party: party), on: party,
                    target: .question(id, number: number, kind), basis: basis, in: name
                )
            }
            return nil
        case .settle:
            try lift(questionsOf: id, in: register)
            return nil
        case .impose(let kind, let parties):
            guard case .decided(let decision) = event, register.policy.measures[kind] != nil else { return nil }
            for party in parties {
                try impose(
                    MeasureID(register: name, caseID: id, decision: decision.number, party: party), on: party,
                    target: .decision(id, number: decision.number, kind), basis: decision.warrant.basis, in: name
                )
            }
            return nil
        }
    }

    /// Sets or removes a case's holds, and enters listings for the subjects whose status on the list changes by it.
    private func change(
        _ list: ListName, rule: ListRule, subjects: [String], of id: CaseID, from origin: FigureOrigin, to status: ListStatus?,
        in register: RegisterName
    ) throws -> Int {
        var listed: [ListStatus: [String]] = [:]
        var released: [String] = []
        var pending = 0
        for subject in subjects {
            let holds = try writer.holds(on: list, of: subject, in: register)
            let (before, after) = rule.status(of: holds, when: id, becomes: status)
            if let status {
                try writer.put(ListHold(caseID: id, status: status), on: list, of: subject, in: register)
            } else {
                try writer.removeHold(by: id, on: list, of: subject, in: register)
            }
            guard before != after else { continue }
            if let after { listed[after, default: []].append(subject) } else { released.append(subject) }
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
