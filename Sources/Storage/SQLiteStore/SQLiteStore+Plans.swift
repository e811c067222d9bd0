// SPDX-License-Identifier: EUPL-1.2

package import Exchange
import GRDB
package import Store

extension SQLiteStore {
    /// How the engine goes about a question for the worklist, a step a line.
    package func plan(of query: WorklistQuery, in register: RegisterName) async throws -> [String] {
        let plan = try WorklistPlan(query, in: register)
        return try await read { reader in
            guard let reader = reader as? SQLiteReader else { return [] }
            return try reader.rows("EXPLAIN QUERY PLAN " + SQLiteReader.page(plan), reader.pageArguments(plan, query, register)) {
                $0["detail"] as String
            }
        }
    }
}
