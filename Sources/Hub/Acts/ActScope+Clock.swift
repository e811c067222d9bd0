// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Store

extension ActScope {
    /// How long an answer is kept for a repeated request.
    private static let actsKeptFor: Span = .hours(24)

    /// Lets the clock do what is due in mandates, cases and measures, a bounded piece of it. What fails is left out, and the rest is done.
    /// - Returns: how many entries it made, and what failed.
    func tick() throws -> (entries: Int, failures: [String]) {
        let before = entered.count
        var failures: [String] = []
        func attempt(_ what: String, _ work: () throws -> Void) throws {
            do {
                try undoing(work)
            } catch let error as StoreError where error.code == .full || error.code == .unreachable {
                throw error
            } catch {
                failures.append("\(what): \(error)")
            }
        }
        for name in registers.names {
            guard let register = registers[name] else { continue }
            let warrant = Warrant.clock(purpose: register.policy.purpose)
            try attempt("mandates of \(name)") { try followMandates(in: register, by: warrant) }
            for id in try writer.casesDue(in: name, at: now, most: 100) {
                try attempt("case \(id)") {
                    guard let state = try loadCase(id, in: name) else { return }
                    try run(.tick, in: state, of: register, by: warrant)
                }
            }
            try attempt("old readings of \(name)") { try forgetOldReadings(of: register) }
            for id in try writer.casesWithoutWork(in: name, most: ActScope.mostDescribed) {
                try attempt("worklist row of case \(id)") { try describe(id, in: register) }
            }
            try attempt("old listings of \(name)") { try eraseOldListings(of: register) }
            try attempt("samples of \(name)") { try endSamples(in: name) }
            for measure in state.measures.values.sorted(by: { $0.id < $1.id }) where measure.register == name {
                try attempt("measure \(measure.id)") { try run(.tick(try outstanding(measure)), on: measure, by: warrant) }
            }
        }
        try writer.forgetActs(before: now - ActScope.actsKeptFor)
        try writer.tidy()
        return (entered.count - before, failures)
    }

    /// How far each edge is behind on the standing measures of lists, for the operator's metrics.
    func lags() throws -> [EdgeLag] {
        var lags: [EdgeLag] = []
        for measure in state.measures.values where measure.liftedAt == nil {
            guard case .list(let list) = measure.target else { continue }
            let newest = version(of: list, in: measure.register)
            let tag = secrets.tag(of: .list(list, of: measure.register))
            for (edge, facts) in measure.edges {
                let active = facts[.carriedOut]?.version ?? 0
                var since: Instant?
                if active < newest {
                    let next = try writer.entry(of: measure.register, tag: tag, sequence: UInt64(active + 1))
                    since = next.map { Instant(milliseconds: $0.leaf.time) }
                }
                lags.append(
                    EdgeLag(
                        register: measure.register, party: measure.addressee, edge: edge, versions: newest - active,
                        time: since.map { now - $0 } ?? .milliseconds(0)))
            }
        }
        return lags
    }

    /// A mandate that begins brings its measures along; one that ends by its own date takes them away.
    private func followMandates(in register: any Register, by warrant: Warrant) throws {
        let name = register.policy.register
        let complying = Set(state.registry.parties(with: .comply, in: name, at: now))
        for party in complying.sorted() {
            guard
                let basis = state.registry.mandates(of: party, in: name, at: now).first(where: { $0.rights.contains(.comply) })?
                    .basis
            else { continue }
            try imposeLists(of: register, on: party, basis: basis)
        }
        for party in Set(state.measures.values.filter { $0.register == name && $0.liftedAt == nil }.map(\.addressee)).sorted()
        where !complying.contains(party) {
            try liftLists(of: name, on: party, by: warrant, reasons: "The mandate to carry it out has ended.")
        }
    }
}
