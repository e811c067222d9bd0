// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Store
import Testing

extension StoreRule {
    /// Heads, entries and payloads of a log.
    static let logs: [StoreRule] = [
        StoreRule("a new store has no logs") { store in
            try await store.read { reader throws in
                #expect(try reader.head(of: .devices) == nil)
                #expect(try reader.entries(of: .devices, in: 0..<10).isEmpty)
                #expect(try reader.payload(of: .devices, at: 0) == nil)
                #expect(try reader.tile(of: .devices, level: 0, index: 0) == nil)
                #expect(try reader.sequences(of: .devices).isEmpty)
                #expect(try reader.payloads(of: .devices, stream: "parties").isEmpty)
            }
        },
        StoreRule("a head is what was put last, for each log its own") { store in
            let first = StoredHead(size: 1, time: .sample(1), checkpoint: "hub.example/devices\n1\n\n— een\n")
            let second = StoredHead(size: 70_000, time: .sample(2), checkpoint: "hub.example/devices\n70000\n\n— twee\n")

            try await store.write { try $0.put(first, of: .devices) }
            try await store.write { writer in
                try writer.put(second, of: .devices)
                try writer.put(first, of: .content)
            }

            try await store.read { reader throws in
                #expect(try reader.head(of: .devices) == second)
                #expect(try reader.head(of: .content) == first)
                #expect(try reader.head(of: .parties) == nil)
            }
        },
        StoreRule("entries come back as they were appended, in order and within the range asked for") { store in
            let samples = try (0..<20).map { try SampleEntry($0) }

            try await store.write { try $0.append(samples) }

            try await store.read { reader throws in
                #expect(try reader.entries(of: .devices, in: 0..<20) == samples.map(\.entry))
                #expect(try reader.entries(of: .devices, in: 7..<9) == samples[7..<9].map(\.entry))
                #expect(try reader.entries(of: .devices, in: 18..<400) == samples[18...].map(\.entry))
                #expect(try reader.entries(of: .devices, in: 5..<5).isEmpty)
                #expect(try reader.entries(of: .devices, in: 20..<30).isEmpty)
                #expect(try reader.entries(of: .content, in: 0..<20).isEmpty)
            }
        },
        StoreRule("payloads come back byte for byte, and open their leaf's commitment") { store in
            let every = Array(0...255) as [UInt8]
            let samples = try [[], [0], every, Array(repeating: 0x61, count: 100_000)].enumerated().map {
                try SampleEntry(UInt64($0), payload: $1)
            }

            try await store.write { try $0.append(samples) }

            for sample in samples {
                let read = try #require(try await store.read { try $0.payload(of: .devices, at: sample.entry.index) })
                #expect(read == sample.payload)
                #expect(sample.entry.leaf.commitment.opens(salt: read.salt, payload: read.bytes))
            }
        },
        StoreRule("two logs number their entries apart") { store in
            let one = try SampleEntry(0, payload: Array("one".utf8))
            let other = try SampleEntry(0, payload: Array("other".utf8))

            try await store.write { writer in
                try writer.append([one], to: .devices)
                try writer.append([other], to: .content)
            }

            #expect(try await store.read { try $0.payload(of: .devices, at: 0) } == one.payload)
            #expect(try await store.read { try $0.payload(of: .content, at: 0) } == other.payload)
        },
        StoreRule("asking for what no log can have gives nothing") { store in
            try await store.write { try $0.append([SampleEntry(0)]) }

            try await store.read { reader throws in
                #expect(try reader.entries(of: .devices, in: (.max - 2)..<(.max)).isEmpty)
                #expect(try reader.entries(of: .devices, in: 0..<(.max)).count == 1)
                #expect(try reader.payload(of: .devices, at: .max) == nil)
                #expect(try reader.tile(of: .devices, level: .max, index: .max) == nil)
                #expect(try reader.tile(of: .devices, level: -1, index: 0) == nil)
                #expect(try reader.entry(of: .devices, tag: .sample("everyone"), sequence: .max) == nil)
            }
        },
    ]
}
