// SPDX-License-Identifier: EUPL-1.2

import Exchange
import GRDB
import Store
import Testing

@testable import SQLiteStore
@testable import StoreContract

@Suite("The plans of worklists in the SQLite engine")
struct WorklistPlanTests {
    private static let place = WorklistQuery.Place(rank: 1_800_000_000_003, id: CaseID(prefix: "DV", random: 5))
    private static let pages: [WorklistQuery.Page] = [.first, .after(place), .before(place), .last]

    /// How the engine goes about a statement, a line each.
    private static func explain(_ sql: String, in database: Database) throws -> [String] {
        // How parameters are bound changes no plan here: every statement names its index.
        let statement = try database.makeStatement(sql: "EXPLAIN QUERY PLAN \(sql)")
        statement.setUncheckedArguments(StatementArguments())
        return try Row.fetchAll(statement).map { $0["detail"] as String }
    }

    @Test("a page of any question reads one index in its order, and its rows by their numbers: nothing is scanned or sorted")
    func pages() async throws {
        let folder = try ScratchFolder()
        let store = try await folder.open()

        for query in WorklistSample.questions {
            for page in WorklistPlanTests.pages {
                var query = query
                query.page = page
                let plan = try WorklistPlan(query, in: "devices")
                let lines = try await store.onReader { try WorklistPlanTests.explain(SQLiteReader.page(plan), in: $0) }

                let text = lines.joined(separator: "\n")
                #expect(text.contains("SEARCH cases USING COVERING INDEX \(plan.index) (register=?"), "\(query)\n\(text)")
                #expect(text.contains("SEARCH cases USING PRIMARY KEY (register=? AND id=?)"), "\(query)\n\(text)")
                #expect(!text.contains("SCAN cases") && !text.contains("TEMP B-TREE"), "\(query)\n\(text)")
                #expect(lines.filter { $0.hasPrefix("SEARCH") }.count == 2, "\(query)\n\(text)")
            }
        }
    }

    @Test("a page after or before a place begins at the place", arguments: WorklistQuery.Order.allCases)
    func place(_ order: WorklistQuery.Order) async throws {
        let folder = try ScratchFolder()
        let store = try await folder.open()

        for page in WorklistPlanTests.pages[1...2] {
            let plan = try WorklistPlan(WorklistQuery(order: order, page: page, most: 5), in: "devices")
            let text = try await store.onReader {
                try WorklistPlanTests.explain(SQLiteReader.page(plan), in: $0).joined(separator: "\n")
            }
            #expect(text.contains("(\(plan.rank),id)>(?,?)") || text.contains("(\(plan.rank),id)<(?,?)"), "\(text)")
        }
    }

    @Test("counting reads one index and no row; a subject's cases are found by two")
    func others() async throws {
        let folder = try ScratchFolder()
        let store = try await folder.open()
        for query in WorklistSample.questions {
            let plan = try WorklistPlan(query, in: "devices")
            let text = try await store.onReader {
                try WorklistPlanTests.explain(SQLiteReader.count(plan), in: $0).joined(separator: "\n")
            }
            #expect(text.contains("USING COVERING INDEX \(plan.index)") && !text.contains("SCAN cases"), "\(query)\n\(text)")
        }

        let bare = try await store.onReader { try WorklistPlanTests.explain(SQLiteReader.withoutWork, in: $0) }
        #expect(bare == ["SEARCH cases USING COVERING INDEX cases_without_work (register=?)"])
    }
}
