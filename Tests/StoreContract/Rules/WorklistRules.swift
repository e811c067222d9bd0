// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Store
import Testing
import Trials

extension StoreRule {
    /// Which cases ask for work.
    static let worklists: [StoreRule] = [
        StoreRule("cases come with the newest act first, those of a phase, before a moment and no more than asked for") { store in
            var generator = SeededGenerator(seed: 11)
            let rows = (0..<150).shuffled(using: &generator).enumerated().map { number, updated in
                CaseRow.sample(number, CasePhase.allCases[Int.random(in: 0..<5, using: &generator)], updated: updated)
            }
            try await store.write { writer in for row in rows { try writer.put(row, in: .devices) } }

            for phase in [nil] + CasePhase.allCases {
                for before in [nil, -1, 0, 1, 75, 149, 150, 500] {
                    for most in [0, 1, 10, 1000] {
                        let found = try await store.read {
                            try $0.cases(in: .devices, phase: phase, before: before.map { .sample($0) }, most: most)
                        }

                        let wanted = rows.filter { row in
                            (phase.map { row.phase == $0 } ?? true) && (before.map { row.updatedAt < .sample($0) } ?? true)
                        }
                        #expect(found == Array(wanted.sorted { $0.updatedAt > $1.updatedAt }.prefix(most)))
                    }
                }
            }
        },
        StoreRule("a worklist is read page by page without a case missed or shown twice") { store in
            let rows = (0..<25).map { CaseRow.sample($0, updated: 10 * $0) }
            try await store.write { writer in for row in rows { try writer.put(row, in: .devices) } }

            var seen: [CaseRow] = []
            while seen.count < 100 {
                let before = seen.last?.updatedAt
                let page = try await store.read { try $0.cases(in: .devices, phase: .reported, before: before, most: 10) }
                if page.isEmpty { break }
                seen += page
            }

            #expect(seen == rows.reversed())
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
