// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Store
import Testing

extension StoreRule {
    /// Entries by their audience.
    static let audiences: [StoreRule] = [
        StoreRule("the highest sequence number of an audience is told for it alone, and is 0 where it has no entries") { store in
            let samples = try [("a", 1), ("b", 7), ("a", 3), ("a", 2)].enumerated().map { index, place in
                try SampleEntry(UInt64(index), audience: place.0, sequence: UInt64(place.1))
            }

            try await store.write { writer in
                #expect(try writer.sequence(of: .devices, tag: .sample("a")) == 0)
                try writer.append(samples)
                #expect(try writer.sequence(of: .devices, tag: .sample("a")) == 3)
                try writer.append([SampleEntry(0, audience: "a", sequence: 40)], to: .content)
            }

            try await store.read { reader throws in
                #expect(try reader.sequence(of: .devices, tag: .sample("a")) == 3)
                #expect(try reader.sequence(of: .devices, tag: .sample("b")) == 7)
                #expect(try reader.sequence(of: .devices, tag: .sample("c")) == 0)
                #expect(try reader.sequence(of: .content, tag: .sample("a")) == 40)
                #expect(try reader.sequence(of: .parties, tag: .sample("a")) == 0)
            }
        },
        StoreRule("an audience's entries come in order of their sequence numbers, those of the range") { store in
            let order: [UInt64] = [3, 1, 2, 9, 5]
            let samples = try order.enumerated().map { try SampleEntry(UInt64($0), audience: "a", sequence: $1) }
            let sorted = samples.map(\.entry).sorted { $0.leaf.sequence < $1.leaf.sequence }

            try await store.write { writer in
                try writer.append(samples)
                try writer.append([SampleEntry(5, audience: "b", sequence: 4)])
                try writer.append([SampleEntry(0, audience: "a", sequence: 4)], to: .content)
            }

            try await store.read { reader throws in
                let found = { try reader.entries(of: .devices, tag: .sample("a"), sequences: $0) }
                #expect(try found(0..<100) == sorted)
                #expect(try found(1..<4) == Array(sorted[0..<3]))
                #expect(try found(4..<9) == [sorted[3]])
                #expect(try found(6..<9).isEmpty)
                #expect(try found(3..<3).isEmpty)
                #expect(try found(9..<(.max)) == [sorted[4]])
                #expect(try found((.max - 1)..<(.max)).isEmpty)
                #expect(try reader.entries(of: .devices, tag: .sample("c"), sequences: 0..<100).isEmpty)
            }
        },
        StoreRule("three hundred audiences are told with their highest sequence numbers") { store in
            let samples = try (0..<900).map { number in
                try SampleEntry(UInt64(number), audience: "\(number % 300)", sequence: UInt64(number / 300 + 1), payload: [])
            }

            try await store.write { try $0.append(samples) }

            let sequences = try await store.read { try $0.sequences(of: .devices) }
            #expect(sequences.count == 300)
            #expect(sequences.values.allSatisfy { $0 == 3 })
        },
    ]
}
