// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Store

extension ActScope {
    /// How long an answer is kept for a repeated request.
    private static let actsKeptFor: Span = .hours(24)

    /// Lets the clock do what is due in cases and measures, a bounded piece of it.
    /// - Returns: how many entries it made.
    func tick() throws -> Int {
        let before = entered.count
        for name in registers.names {
            guard let register = registers[name] else { continue }
            let warrant = Warrant.clock(purpose: register.policy.purpose)
            for id in try writer.casesDue(in: name, at: now, most: 100) {
                guard let state = try loadCase(id, in: name) else { continue }
                try run(.tick, in: state, of: register, by: warrant)
            }
            for measure in state.measures.values.sorted(by: { $0.id < $1.id }) where measure.register == name {
                try run(.tick(try outstanding(measure)), on: measure, by: warrant)
            }
        }
        try writer.forgetActs(before: now - ActScope.actsKeptFor)
        return entered.count - before
    }
}
