// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Store
import Testing

@testable import PostgresStore
@testable import StoreContract

extension PostgresTests {
    @Suite("The plans of worklists in the PostgreSQL engine")
    struct WorklistPlanTests {
        private static let place = WorklistQuery.Place(rank: 1_800_000_000_003, id: CaseID(prefix: "DV", random: 5))

        /// A statement with what its parameters stand for written in.
        private func written(_ statement: String, _ plan: WorklistPlan, most: Int) -> String {
            var values: [String] = []
            for condition in plan.conditions {
                switch condition {
                case .equal(_, .text(let text)): values.append("'\(text)'")
                case .compared(_, _, .integer(let number)): values.append("\(number)")
                case .beside(_, let place): values += ["\(place.rank)", "'\(place.id)'"]
                case .notProposed(let person): values.append("'\(person)'")
                case .waits, .equal, .compared: break
                }
            }
            values.append("\(most)")
            return values.enumerated().reversed().reduce(statement) { $0.replacing("$\($1.offset + 1)", with: $1.element) }
        }

        @Test("every question reads the index made for it, in its order: nothing is read from end to end or sorted")
        func plans() async throws {
            let database = try ScratchDatabase()
            let store = try database.store()
            let rows = WorklistSample.rows(2_000, seed: 3)
            try await store.write { writer in for row in rows { try writer.put(row, in: "devices") } }
            try database.sql("ANALYZE cases")
            var statements: [(String, String)] = []
            for query in WorklistSample.questions {
                for page in [.first, .after(WorklistPlanTests.place), .before(WorklistPlanTests.place), .last]
                    as [WorklistQuery.Page]
                {
                    var query = query
                    query.page = page
                    let plan = try WorklistPlan(query, in: "devices")
                    statements.append((plan.index, written(PostgresReader.page(plan), plan, most: 50)))
                    if page == .first { statements.append((plan.index, written(PostgresReader.count(plan), plan, most: 501))) }
                }
            }

            // Of a small table the server may prefer to read and sort all; what is asked here is whether it need not.
            let setting = "SET enable_seqscan = off; SET enable_sort = off; SET enable_bitmapscan = off;"
            for (index, statement) in statements {
                let plan = try database.sql("\(setting) EXPLAIN (COSTS OFF) \(statement)")
                #expect(plan.contains("Index"), "\(statement)\n\(plan)")
                #expect(!plan.contains("Seq Scan") && !plan.contains("Sort"), "\(statement)\n\(plan)")
                // Which of two indexes in the same order it takes is up to its statistics.
                let order = index.split(separator: "_").last ?? ""
                if statement.contains("ORDER BY") { #expect(plan.contains("\(order) on cases"), "\(statement)\n\(plan)") }
            }
        }

        @Test("rows of a former version are found by an index of their own")
        func withoutWork() throws {
            let database = try ScratchDatabase()

            let plan = try database.sql(
                "SET enable_seqscan = off; SET enable_bitmapscan = off; EXPLAIN (COSTS OFF) SELECT id FROM cases WHERE register = 'a' AND described <> updated ORDER BY id LIMIT 5"
            )

            #expect(plan.contains("cases_without_work") && !plan.contains("Sort"), "\(plan)")
        }
    }
}
