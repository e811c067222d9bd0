// SPDX-License-Identifier: EUPL-1.2

package import Exchange
package import Store

extension PostgresStore {
    /// How the server goes about a question for the worklist, a step a line.
    package func plan(of query: WorklistQuery, in register: RegisterName) async throws -> [String] {
        let plan = try WorklistPlan(query, in: register)
        return try await read { reader in
            guard let reader = reader as? PostgresReader else { return [] }
            return try reader.rows(
                Statement(made: "EXPLAIN (COSTS OFF) " + PostgresReader.page(plan)),
                {
                    try PostgresReader.bind(plan, to: &$0)
                    $0.integer(max(query.most, 0))
                }, value: { $0.text(0) })
        }
    }
}
