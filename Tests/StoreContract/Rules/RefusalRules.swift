// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Store
import Testing
import Trials

extension StoreWriter {
    /// Whether the engine refuses what is done in a part.
    fileprivate func refuses(_ body: () throws -> Void) throws -> Bool {
        do {
            try part(body)
            return false
        } catch is StoreError {
            return true
        }
    }
}

extension StoreRule {
    /// What an engine refuses, and what stays of the rest.
    static let refusals: [StoreRule] = [
        StoreRule("what is there already from before is refused within a part, and the transaction goes on") { store in
            let tile = try Tile(level: 0, index: 0, hashes: Array(repeating: MerkleHash.leaf([1]), count: 256))
            let act = StoredAct(key: "a", fingerprint: [1], answer: [1], at: .epoch)
            try await store.write { writer in
                try writer.append([SampleEntry(0, audience: "a", sequence: 5)])
                try writer.put(tile, of: .devices)
                try writer.put(act)
            }

            try await store.write { writer in
                let refusals = [
                    try writer.refuses { try writer.append([SampleEntry(1, audience: "a", sequence: 5)]) },
                    try writer.refuses { try writer.put(tile, of: .devices) },
                    try writer.refuses { try writer.put(act) },
                ]
                #expect(refusals == [true, true, true])
                try writer.part { try writer.append([SampleEntry(1, audience: "a", sequence: 6)]) }
            }

            #expect(try await store.read { try $0.entries(of: .devices, in: 0..<9).map(\.leaf.sequence) } == [5, 6])
        },
        StoreRule("a refusal in an inner part undoes that part alone, whatever was written before and after it") { store in
            let act = StoredAct(key: "a", fingerprint: [1], answer: [1], at: .epoch)

            try await store.write { writer in
                try writer.put(act)
                try writer.part {
                    try writer.put(setting: "outer", [1])
                    try? writer.part {
                        try writer.put(setting: "inner", [1])
                        try writer.put(act)
                        try writer.put(setting: "inner too", [1])
                    }
                    try writer.put(setting: "outer too", [1])
                }
            }

            try await store.read { reader throws in
                #expect(try reader.setting("outer") == [1])
                #expect(try reader.setting("inner") == nil)
                #expect(try reader.setting("inner too") == nil)
                #expect(try reader.setting("outer too") == [1])
            }
        },
        StoreRule("a refusal outside a part fails the transaction, of which nothing stays, and the next one is not touched by it") {
            store in
            let act = StoredAct(key: "a", fingerprint: [1], answer: [1], at: .epoch)
            try await store.write { try $0.put(act) }

            await #expect(throws: StoreError.self) {
                try await store.write { writer in
                    try writer.put(setting: "before", [1])
                    try writer.put(act)
                    try writer.put(setting: "after", [1])
                }
            }

            try await store.write { try $0.put(setting: "next", [1]) }
            try await store.read { reader throws in
                #expect(try ["before", "after", "next"].map { try reader.setting($0) } == [nil, nil, [1]])
            }
        },
        StoreRule("in a batch of many parts with refusals of all kinds exactly those that ended well stay") { store in
            var generator = SeededGenerator(seed: 41)
            let kinds = (0..<120).map { _ in Int.random(in: 0..<5, using: &generator) }
            try await store.write { try $0.put(StoredAct(key: "taken", fingerprint: [], answer: [], at: .epoch)) }

            let size = try await store.write { writer in
                var size: UInt64 = 0
                for (number, kind) in kinds.enumerated() {
                    let done: Void? = try? writer.part {
                        try writer.append([SampleEntry(size, audience: "\(number % 7)", sequence: UInt64(number + 1))])
                        try writer.put(.sample(number), in: .devices)
                        switch kind {
                        case 0: throw StoreError(.failed, "Not done.")
                        case 1: try writer.put(StoredAct(key: "taken", fingerprint: [], answer: [], at: .epoch))
                        case 2: try writer.append([SampleEntry(size, audience: "x", sequence: 1)])
                        case 3: #expect(try writer.caseRow(.sample(number), in: .devices) != nil)
                        default: try writer.part { try writer.put(setting: "\(number)", []) }
                        }
                    }
                    if done != nil { size += 1 }
                }
                return size
            }

            let kept = kinds.enumerated().filter { $0.element > 2 }.map(\.offset)
            try await store.read { reader throws in
                #expect(size == UInt64(kept.count))
                #expect(try reader.entries(of: .devices, in: 0..<500).map { Int($0.leaf.sequence) - 1 } == kept)
                for number in kinds.indices {
                    #expect(try (reader.caseRow(.sample(number), in: .devices) != nil) == (kinds[number] > 2))
                    #expect(try (reader.setting("\(number)") != nil) == (kinds[number] == 4))
                }
            }
        },
    ]
}
