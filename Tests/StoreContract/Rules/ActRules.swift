// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Store
import Testing

extension StoredAct {
    /// The answer to a sample act.
    fileprivate static func sample(_ key: String, at: Int = 0, answer: [UInt8] = Array("{}".utf8)) -> StoredAct {
        StoredAct(key: key, fingerprint: Array(0...31), answer: answer, at: .sample(at))
    }
}

extension StoreRule {
    /// Answers kept for repeated requests.
    static let acts: [StoreRule] = [
        StoreRule("the answer to an act is found by its key and comes back byte for byte") { store in
            let act = StoredAct.sample("kvk:00000000 a", at: 5, answer: Array(#"{"zaak":"DV-…"}"#.utf8))
            let empty = StoredAct(key: "kvk:00000000 b", fingerprint: [], answer: [], at: .epoch)

            try await store.write { writer in
                try writer.put(act)
                try writer.put(empty)
            }

            try await store.read { reader throws in
                #expect(try reader.act(act.key) == act)
                #expect(try reader.act(empty.key) == empty)
                #expect(try reader.act("kvk:00000000 A") == nil)
                #expect(try reader.act("kvk:00000000 a ") == nil)
            }
        },
        StoreRule("the answers to many acts are found together, those that there are, also of the transaction itself") { store in
            let acts = (0..<600).map { StoredAct.sample("key \($0)", at: $0, answer: [UInt8(truncatingIfNeeded: $0)]) }
            try await store.write { writer in for act in acts.dropLast() { try writer.put(act) } }

            let found = try await store.write { writer in
                try writer.put(acts[599])
                return try writer.acts(["key 3", "none", "key 599", "key 3", "KEY 4", "key 598"])
            }

            #expect(found == ["key 3": acts[3], "key 598": acts[598], "key 599": acts[599]])
            try await store.read { reader throws in
                #expect(try reader.acts(acts.map(\.key)).count == 600)
                #expect(try reader.acts([]).isEmpty)
            }
        },
        StoreRule("an answer that was given is not replaced") { store in
            let first = StoredAct.sample("a", answer: [1])
            try await store.write { try $0.put(first) }

            await #expect(throws: StoreError.self) { try await store.write { try $0.put(.sample("a", answer: [2])) } }

            #expect(try await store.read { try $0.act("a") } == first)
        },
        StoreRule("acts before a moment are forgotten, that of the moment itself is not, and a forgotten key is free") { store in
            try await store.write { writer in
                for (key, at) in [("old", 1), ("older", 0), ("edge", 2), ("new", 3)] { try writer.put(.sample(key, at: at)) }
            }

            try await store.write { try $0.forgetActs(before: .sample(2)) }

            let kept = try await store.read { reader in try ["old", "older", "edge", "new"].filter { try reader.act($0) != nil } }
            #expect(kept == ["edge", "new"])
            try await store.write { try $0.put(.sample("old", at: 9)) }
            #expect(try await store.read { try $0.act("old") } == .sample("old", at: 9))
        },
    ]

    /// Values the hub itself keeps.
    static let settings: [StoreRule] = [
        StoreRule("a setting is what was put last, empty or not, and nil when it never was") { store in
            try await store.write { writer in
                try writer.put(setting: "secret", [1, 2, 3])
                try writer.put(setting: "empty", [])
                try writer.put(setting: "every", Array(0...255))
            }
            try await store.write { try $0.put(setting: "secret", [0]) }

            try await store.read { reader throws in
                #expect(try reader.setting("secret") == [0])
                #expect(try reader.setting("empty") == [])
                #expect(try reader.setting("every") == Array(0...255))
                #expect(try reader.setting("Secret") == nil)
            }
        }
    ]
}
