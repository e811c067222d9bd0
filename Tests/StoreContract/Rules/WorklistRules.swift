// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Store
import Testing
import Trials

extension StoreRule {
    /// Which cases ask for work.
    static let worklists: [StoreRule] = [
        StoreRule("every question for the worklist is answered with the rows it asks for, in its order, whole or page by page") {
            store in
            let rows = WorklistSample.rows(120, seed: 11)
            try await store.write { writer in
                for row in rows { try writer.put(row, in: .devices) }
                try writer.put(rows[0], in: .content)
            }

            for query in WorklistSample.questions {
                let wanted = WorklistSample.answer(query, among: rows)
                #expect(try await store.read { try $0.worklist(query, in: .devices) } == wanted, "\(query)")
                for size in [1, 7] where size > 1 || query.dueBefore == nil {
                    #expect(try await WorklistSample.walk(query, by: size, in: store) == wanted, "\(size) at once: \(query)")
                    #expect(
                        try await WorklistSample.walkBack(query, by: size, in: store) == wanted, "\(size) at once back: \(query)")
                }
            }
        },
        StoreRule("questions that no index can answer are refused, and those that one can are not") { store in
            for query in WorklistSample.allQuestions {
                var code: StoreError.Code?
                do {
                    _ = try await store.read { try $0.worklist(query, in: .devices) }
                } catch let error as StoreError {
                    code = error.code
                }
                #expect(code == (query.isIndexed ? nil : .failed), "\(query)")
            }
        },
        StoreRule("while others change, no case that stays as it is appears twice or is left out, in either direction") { store in
            var generator = SeededGenerator(seed: 12)
            for query in WorklistSample.questions where query.dueBefore == nil {
                let rows = WorklistSample.rows(60, seed: 13)
                try await store.write { writer in for row in rows { try writer.put(row, in: .devices) } }
                let touched = Set(rows.indices.shuffled(using: &generator).prefix(20))
                var left = touched.shuffled(using: &generator)
                let still = rows.indices.filter { !touched.contains($0) }.map { rows[$0] }
                let change: () async throws -> Void = {
                    for index in left.prefix(3) {
                        let fresh = WorklistSample.rows(1, seed: UInt64.random(in: 0...99_999, using: &generator), from: index)
                        try await store.write { try $0.put(fresh[0], in: .devices) }
                    }
                    left = Array(left.dropFirst(3))
                }

                let seen = try await WorklistSample.walk(query, by: 5, in: store, between: change)
                left = touched.shuffled(using: &generator)
                let seenBack = try await WorklistSample.walkBack(query, by: 5, in: store, between: change)

                let wanted = WorklistSample.answer(query, among: still)
                let ids = Set(still.map(\.id))
                #expect(seen.filter { ids.contains($0.id) } == wanted, "\(query)")
                #expect(seenBack.filter { ids.contains($0.id) } == wanted, "back: \(query)")
            }
        },
        StoreRule("rows are counted up to a number and no further") { store in
            let rows = WorklistSample.rows(80, seed: 14)
            try await store.write { writer in for row in rows { try writer.put(row, in: .devices) } }

            for query in WorklistSample.questions {
                for most in [0, 1, 5, 1000] {
                    var bounded = query
                    bounded.most = most
                    let question = bounded
                    let wanted = WorklistSample.answer(query, among: rows).count
                    #expect(try await store.read { try $0.count(question, in: .devices) } == min(most, wanted), "\(question)")
                }
            }
        },
        StoreRule("a page of none or of fewer than none is empty, and a register without cases has an empty worklist") { store in
            try await store.write { try $0.put(.sample(1), in: .devices) }

            try await store.read { reader throws in
                for most in [0, -1] { #expect(try reader.worklist(WorklistQuery(most: most), in: .devices).isEmpty) }
                #expect(try reader.worklist(WorklistQuery(most: 5), in: .content).isEmpty)
                #expect(try reader.count(WorklistQuery(most: 5), in: .content) == 0)
            }
        },
        StoreRule("a row without work, and none other, is found as such; it stands behind all terms and waits for nothing") {
            store in
            let rows = [
                CaseRow.sample(1, updated: 5), .sample(2, updated: 5, work: .sample([.decide], due: 3)),
                .sample(3, updated: 6, work: .sample([])), .sample(4, updated: 7),
            ]
            try await store.write { writer in for row in rows { try writer.put(row, in: .devices) } }

            try await store.read { reader throws in
                let bare = [rows[0].id, rows[3].id].sorted()
                #expect(try reader.casesWithoutWork(in: .devices, most: 9) == bare)
                #expect(try reader.casesWithoutWork(in: .devices, most: 1) == [bare[0]])
                #expect(try reader.casesWithoutWork(in: .content, most: 9).isEmpty)
                #expect(try reader.worklist(WorklistQuery(order: .due, most: 1), in: .devices) == [rows[1]])
                for task in CaseTask.allCases {
                    let found = try reader.worklist(WorklistQuery(.waiting(task), order: .due, most: 9), in: .devices)
                    #expect(found == (task == .decide ? [rows[1]] : []))
                }
            }
            try await store.write { try $0.put(.sample(1, updated: 5, work: .sample([.objection])), in: .devices) }
            #expect(try await store.read { try $0.casesWithoutWork(in: .devices, most: 9) } == [rows[3].id])
        },
        StoreRule("a case is due after its moment, not at it, and the earliest comes first") { store in
            let rows = [
                CaseRow.sample(1, due: 30), .sample(2, due: 10), .sample(3), .sample(4, .closed, due: 20), .sample(5, due: 40),
            ]
            try await store.write { writer in for row in rows { try writer.put(row, in: .devices) } }

            try await store.read { reader throws in
                #expect(try reader.casesDue(in: .devices, at: .sample(9), most: 9).isEmpty)
                #expect(try reader.casesDue(in: .devices, at: .sample(10), most: 9).isEmpty)
                #expect(try reader.casesDue(in: .devices, at: .sample(11), most: 9) == [.sample(2)])
                #expect(try reader.casesDue(in: .devices, at: .sample(31), most: 9) == [.sample(2), .sample(4), .sample(1)])
                #expect(try reader.casesDue(in: .devices, at: .sample(31), most: 2) == [.sample(2), .sample(4)])
                #expect(try reader.casesDue(in: .devices, at: .sample(31), most: 0).isEmpty)
                #expect(try reader.casesDue(in: .devices, at: .latest, most: 9).count == 4)
            }
        },
    ]
}
