// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Store
import Testing

extension StoreRule {
    /// Opening, closing and opening again.
    static let openings: [StoreRule] = [
        StoreRule("a store names its engine and version") { store in
            let words = store.engine.split(separator: " ")

            #expect(words.count >= 2)
            #expect(words.last?.first?.isNumber == true)
        },
        StoreRule(
            "what was written is there when the store is opened again",
            inPlace: { place in
                let measure = try Measure.eventful()
                let act = StoredAct(key: "a", fingerprint: [1], answer: [2], at: .sample(3))
                var log = GrowingLog()
                let first = try await place.open()
                try await log.grow(to: 300, in: first)
                try await first.write { writer in
                    try writer.put(.sample(1, .inForce, due: 5, listVersion: 2), in: .devices)
                    try writer.add([.imei("1")], to: .sample(1), in: .devices)
                    try writer.put(ListHold(caseID: .sample(1), status: "prohibited"), on: "stolen", of: "1", in: .devices)
                    try writer.put(measure)
                    try writer.add(.delivered, .sample(1, at: 10), of: measure.id)
                    try writer.put(act)
                    try writer.put(setting: "secret", [9])
                }
                try await first.close()

                let second = try await place.open()

                try await log.checkStored(in: second)
                try await second.read { reader throws in
                    #expect(try reader.head(of: .devices)?.size == 300)
                    #expect(try reader.caseRow(.sample(1), in: .devices) == .sample(1, .inForce, due: 5, listVersion: 2))
                    #expect(try reader.subjects(of: .sample(1), in: .devices) == [.imei("1")])
                    #expect(try reader.count(of: "stolen", in: .devices) == 1)
                    #expect(try reader.measure(measure.id) == measure)
                    #expect(try reader.firstStatement(of: .delivered, for: measure.id, atLeast: 1) == .sample(1, at: 10))
                    #expect(try reader.act("a") == act)
                    #expect(try reader.setting("secret") == [9])
                }
                try await log.grow(to: 301, in: second)
                try await log.checkStored(in: second)
                try await second.close()
            }
        ),
        StoreRule(
            "a closed store reads and writes no more, and says so",
            inPlace: { place in
                let store = try await place.open()
                try await store.write { try $0.put(setting: "a", [1]) }

                try await store.close()

                await #expect(throws: StoreError.self) { try await store.read { try $0.setting("a") } }
                await #expect(throws: StoreError.self) { try await store.write { try $0.put(setting: "a", [2]) } }
                try await store.close()
            }
        ),
    ]
}
