// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Store
import Testing

extension StoreRule {
    /// Measures.
    static let measures: [StoreRule] = [
        StoreRule("a measure comes back with all that happened to it") { store in
            let plain = try Measure.sample()
            let eventful = try Measure.eventful()

            try await store.write { writer in
                try writer.put(plain)
                try writer.put(eventful)
            }

            try await store.read { reader throws in
                #expect(try reader.measure(plain.id) == plain)
                let read = try #require(try reader.measure(eventful.id))
                #expect(read == eventful)
                #expect(read.liftedAt == .sample(70))
                #expect(read.refusal?.isJustified == false)
                #expect(read.steps == ["reminder"])
                #expect(read.edges.count == 2)
            }
        },
        StoreRule("a measure that is put again takes the place of the one before") { store in
            let before = try Measure.sample()
            let after = {
                var measure = before
                measure.apply(.stated(.carriedOut, .sample(3, at: 10), note: "a note"))
                return measure
            }()

            try await store.write { try $0.put(before) }
            try await store.write { try $0.put(after) }

            #expect(try await store.read { try $0.measure(before.id) } == after)
            #expect(try await store.read { try $0.measures(in: .devices) } == [after])
        },
        StoreRule("a register has its own measures, lifted ones too") { store in
            let own = try ["00000003", "00000001", "00000002"].map { try Measure.sample($0) }
            let lifted = try Measure.eventful()

            try await store.write { writer in for measure in own + [lifted] { try writer.put(measure) } }

            try await store.read { reader throws in
                #expect(try reader.measures(in: .devices).sorted { $0.id < $1.id } == own.sorted { $0.id < $1.id })
                #expect(try reader.measures(in: .content) == [lifted])
                #expect(try reader.measures(in: .parties).isEmpty)
                #expect(try reader.measure(MeasureID(stored: "devices/stolen")) == nil)
            }
        },
    ]

    /// Statements of facts.
    static let statements: [StoreRule] = [
        StoreRule("the first statement for a version is that of the version itself or of the next one stated") { store in
            let id = try Measure.sample().id
            let standings = [Measure.Standing.sample(2, at: 10), .sample(3, at: 20, edge: "rand-zuid"), .sample(7, at: 30)]

            try await store.write { writer in for standing in standings { try writer.add(.delivered, standing, of: id) } }

            try await store.read { reader throws in
                let first = { try reader.firstStatement(of: .delivered, for: id, atLeast: $0) }
                #expect(try first(0) == standings[0])
                #expect(try first(2) == standings[0])
                #expect(try first(3) == standings[1])
                #expect(try first(4) == standings[2])
                #expect(try first(7) == standings[2])
                #expect(try first(8) == nil)
            }
        },
        StoreRule("statements are kept apart by fact and by measure") { store in
            let id = try Measure.sample("00000001").id
            let other = try Measure.sample("00000002").id
            let delivered = Measure.Standing.sample(1, at: 10)
            let accepted = Measure.Standing.sample(1, at: 20)

            try await store.write { writer in
                try writer.add(.delivered, delivered, of: id)
                try writer.add(.accepted, accepted, of: id)
                try writer.add(.delivered, accepted, of: other)
            }

            try await store.read { reader throws in
                #expect(try reader.firstStatement(of: .delivered, for: id, atLeast: 1) == delivered)
                #expect(try reader.firstStatement(of: .accepted, for: id, atLeast: 1) == accepted)
                #expect(try reader.firstStatement(of: .carriedOut, for: id, atLeast: 1) == nil)
                #expect(try reader.firstStatement(of: .delivered, for: other, atLeast: 1) == accepted)
                #expect(try reader.firstStatement(of: .accepted, for: other, atLeast: 1) == nil)
            }
        },
        StoreRule("what a person stated is no edge's, and is found by asking for it") { store in
            let id = try Measure.sample().id
            let byHand = Measure.Standing.sample(2, at: 10, edge: Measure.Standing.hand)
            let edge = Measure.Standing.sample(3, at: 20)

            try await store.write { writer in for standing in [byHand, edge] { try writer.add(.carriedOut, standing, of: id) } }

            try await store.read { reader throws in
                #expect(try reader.firstStatement(of: .carriedOut, for: id, atLeast: 1) == edge)
                let hand = Measure.Standing.hand
                #expect(try reader.firstStatement(of: .carriedOut, for: id, by: hand, atLeast: 1) == byHand)
                #expect(try reader.firstStatement(of: .carriedOut, for: id, by: hand, atLeast: 3) == nil)
                #expect(try reader.statements(of: .carriedOut, for: id, from: 1, most: 9) == [byHand, edge])
            }
        },
        StoreRule("stating a fact for a version again does not change when it was first stated") { store in
            let id = try Measure.sample().id

            try await store.write { try $0.add(.carriedOut, .sample(1, at: 10), of: id) }
            try await store.write { try $0.add(.carriedOut, .sample(1, at: 5), of: id) }
            try await store.write { try $0.add(.carriedOut, .sample(1, at: 99, edge: "rand-zuid"), of: id) }

            #expect(try await store.read { try $0.firstStatement(of: .carriedOut, for: id, atLeast: 1) } == .sample(1, at: 10))
        },
    ]
}
