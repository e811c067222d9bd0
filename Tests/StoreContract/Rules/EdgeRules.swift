// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Store
import Testing
import Trials

extension StoreRule {
    /// Statements of several edges of one addressee.
    static let edges: [StoreRule] = [
        StoreRule("each edge has its own statements, and the first of any edge is the earliest entered") { store in
            let id = try Measure.sample().id
            let standings: [Measure.Standing] = [
                .sample(1, at: 30, edge: "a"), .sample(2, at: 40, edge: "a"), .sample(1, at: 50, edge: "b"),
                .sample(3, at: 35, edge: "b"),
            ]

            try await store.write { writer in for standing in standings { try writer.add(.delivered, standing, of: id) } }

            try await store.read { reader throws in
                let first = { try reader.firstStatement(of: .delivered, for: id, by: $0, atLeast: $1) }
                #expect(try first("a", 1) == standings[0])
                #expect(try first("a", 2) == standings[1])
                #expect(try first("a", 3) == nil)
                #expect(try first("b", 1) == standings[2])
                #expect(try first("b", 2) == standings[3])
                #expect(try first("c", 0) == nil)
                #expect(try first("A", 0) == nil)
                #expect(try first(nil, 1) == standings[0])
                #expect(try first(nil, 2) == standings[3])
                #expect(try first(nil, 3) == standings[3])
                #expect(try first(nil, 4) == nil)
            }
        },
        StoreRule("statements come by version and then edge, from a version on and no more than asked for") { store in
            let id = try Measure.sample("00000001").id
            let other = try Measure.sample("00000002").id
            var generator = SeededGenerator(seed: 31)
            let all = (1...4).flatMap { version in
                ["B", "a", "b"].map { Measure.Standing.sample(version, at: 100 - version, edge: $0) }
            }

            try await store.write { [shuffled = all.shuffled(using: &generator)] writer in
                for standing in shuffled { try writer.add(.accepted, standing, of: id) }
                try writer.add(.delivered, .sample(9, at: 1, edge: "a"), of: id)
                try writer.add(.accepted, .sample(9, at: 1, edge: "a"), of: other)
            }

            try await store.read { reader throws in
                for version in 0...5 {
                    for most in [0, 1, 4, 100] {
                        let found = try reader.statements(of: .accepted, for: id, from: version, most: most)
                        #expect(found == Array(all.filter { $0.version >= version }.prefix(most)))
                    }
                }
                #expect(try reader.statements(of: .carriedOut, for: id, from: 0, most: 9).isEmpty)
            }
        },
    ]
}
