// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Store
import Testing

/// What a rule throws of its own.
private struct Refused: Error, Equatable {
    let number: Int
}

extension StoreWriter {
    /// Names of settings that are there, of those given.
    fileprivate func kept(_ names: String...) throws -> [String] { try names.filter { try setting($0) != nil } }
}

extension StoreRule {
    /// All or nothing.
    static let transactions: [StoreRule] = [
        StoreRule("a transaction reads what it has written, and returns what its body returns") { store in
            let seen = try await store.write { writer in
                try writer.put(setting: "a", [1])
                try writer.put(.sample(1), in: .devices)
                return (try writer.setting("a"), try writer.caseRow(.sample(1), in: .devices))
            }

            #expect(seen.0 == [1])
            #expect(seen.1 == .sample(1))
        },
        StoreRule("a transaction that throws leaves nothing of any kind, and its own error comes out as it is") { store in
            try await store.write { try $0.put(setting: "before", [1]) }

            await #expect(throws: Refused(number: 7)) {
                try await store.write { writer in
                    try writer.append([SampleEntry(0)])
                    try writer.put(StoredHead(size: 1, time: .sample(0), checkpoint: "size 1"), of: .devices)
                    try writer.put(.sample(1), in: .devices)
                    try writer.add([.imei("1")], to: .sample(1), in: .devices)
                    try writer.put(ListHold(caseID: .sample(1), status: "prohibited"), on: "stolen", of: "1", in: .devices)
                    try writer.put(Measure.sample())
                    try writer.put(setting: "before", [2])
                    throw Refused(number: 7)
                }
            }

            try await store.read { reader throws in
                #expect(try reader.entries(of: .devices, in: 0..<9).isEmpty)
                #expect(try reader.payload(of: .devices, at: 0) == nil)
                #expect(try reader.head(of: .devices) == nil)
                #expect(try reader.caseRow(.sample(1), in: .devices) == nil)
                #expect(try reader.subjects(of: .sample(1), in: .devices).isEmpty)
                #expect(try reader.count(of: "stolen", in: .devices) == 0)
                #expect(try reader.measures(in: .devices).isEmpty)
                #expect(try reader.setting("before") == [1])
            }
        },
        StoreRule("a read that throws passes its own error, and the store goes on") { store async throws in
            await #expect(throws: Refused(number: 3)) {
                try await store.read { _ -> Int in throw Refused(number: 3) }
            }

            #expect(try await store.read { try $0.setting("a") } == nil)
        },
        StoreRule("a part that throws is undone as a whole, and the transaction goes on") { store in
            let samples = try (0..<3).map { try SampleEntry($0) }

            try await store.write { writer in
                try writer.append([samples[0]])
                #expect(throws: Refused(number: 1)) {
                    try writer.part {
                        try writer.append([samples[1], samples[2]])
                        try writer.put(setting: "in", [1])
                        throw Refused(number: 1)
                    }
                }
                #expect(try writer.entries(of: .devices, in: 0..<9).count == 1)
                try writer.append([samples[1]])
            }

            try await store.read { reader throws in
                #expect(try reader.entries(of: .devices, in: 0..<9) == [samples[0].entry, samples[1].entry])
                #expect(try reader.setting("in") == nil)
            }
        },
        StoreRule("a part that ends well stays, and gives its value, also when that is nil") { store in
            let values = try await store.write { writer in
                let number = try writer.part { () throws -> Int in
                    try writer.put(setting: "in", [1])
                    return 5
                }
                return (number, try writer.part { () throws -> Int? in nil })
            }

            #expect(values.0 == 5)
            #expect(values.1 == nil)
            #expect(try await store.read { try $0.setting("in") } == [1])
        },
        StoreRule("parts nest: an inner one is undone alone, an outer one with all within it") { store in
            let kept = try await store.write { writer in
                try writer.part {
                    try writer.put(setting: "outer", [])
                    try? writer.part {
                        try writer.put(setting: "inner", [])
                        throw Refused(number: 1)
                    }
                }
                try? writer.part {
                    try writer.part { try writer.put(setting: "done within undone", []) }
                    throw Refused(number: 2)
                }
                return try writer.kept("outer", "inner", "done within undone")
            }

            #expect(kept == ["outer"])
        },
        StoreRule("what the engine refuses within a part is a store's error there too, and the transaction goes on") { store in
            try await store.write { writer in
                try writer.append([SampleEntry(0, audience: "a", sequence: 1)])
                #expect(throws: StoreError.self) {
                    try writer.part { try writer.append([SampleEntry(1, audience: "a", sequence: 1)]) }
                }
                try writer.put(setting: "after", [1])
            }

            #expect(try await store.read { try $0.setting("after") } == [1])
            #expect(try await store.read { try $0.entries(of: .devices, in: 0..<9).count } == 1)
        },
        StoreRule("a thousand parts in one transaction, every third undone, leave exactly the others") { store in
            try await store.write { writer in
                for number in 0..<1000 {
                    try? writer.part {
                        try writer.put(.sample(number, updated: number), in: .devices)
                        if number.isMultiple(of: 3) { throw Refused(number: number) }
                    }
                }
            }

            let rows = try await store.read { try $0.worklist(WorklistQuery(most: 2000), in: .devices) }
            #expect(rows.map(\.id) == (0..<1000).reversed().filter { !$0.isMultiple(of: 3) }.map { .sample($0) })
        },
    ]
}
