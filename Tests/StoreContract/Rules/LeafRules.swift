// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Store
import Testing

extension StoreRule {
    /// What an entry may be, and the ways to find one.
    static let leaves: [StoreRule] = [
        StoreRule("an entry goes at the end of its log and nowhere else") { store in
            try await store.write { try $0.append([SampleEntry(0), SampleEntry(1)]) }

            for index: UInt64 in [0, 1, 3, 1000, .max] {
                await #expect(throws: StoreError.self, "index \(index)") {
                    try await store.write { try $0.append([SampleEntry(index, sequence: 9)]) }
                }
            }
            await #expect(throws: StoreError.self) { try await store.write { try $0.append([SampleEntry(1)], to: .content) } }

            try await store.write { try $0.append([SampleEntry(2)]) }
            #expect(try await store.read { try $0.entries(of: .devices, in: 0..<2000).map(\.index) } == [0, 1, 2])
            #expect(try await store.read { try $0.entries(of: .content, in: 0..<2000) }.isEmpty)
        },
        StoreRule("an entry is not appended with the payload of another") { store in
            let first = try SampleEntry(0)
            let second = try SampleEntry(1)

            await #expect(throws: StoreError.self) {
                try await store.write { try $0.append(first.entry, payload: second.payload, to: .devices) }
            }

            #expect(try await store.read { try $0.entries(of: .devices, in: 0..<9) }.isEmpty)
        },
        StoreRule("a sequence number of an audience is given once in a log") { store in
            try await store.write { try $0.append([SampleEntry(0, audience: "a", sequence: 5)]) }

            await #expect(throws: StoreError.self) {
                try await store.write { try $0.append([SampleEntry(1, audience: "a", sequence: 5)]) }
            }

            try await store.write { writer in
                try writer.append([SampleEntry(1, audience: "b", sequence: 5)])
                try writer.append([SampleEntry(0, audience: "a", sequence: 5)], to: .content)
            }
            #expect(try await store.read { try $0.entries(of: .devices, in: 0..<9) }.count == 2)
        },
        StoreRule("the highest sequence number is told for each audience of the log") { store in
            let samples = try [("a", 1), ("b", 1), ("a", 2), ("c", 1), ("a", 3), ("b", 2)].enumerated().map { index, place in
                try SampleEntry(UInt64(index), audience: place.0, sequence: UInt64(place.1))
            }

            try await store.write { writer in
                try writer.append(samples)
                try writer.append([SampleEntry(0, audience: "a", sequence: 40)], to: .content)
            }

            try await store.read { reader throws in
                #expect(try reader.sequences(of: .devices) == [.sample("a"): 3, .sample("b"): 2, .sample("c"): 1])
                #expect(try reader.sequences(of: .content) == [.sample("a"): 40])
            }
        },
        StoreRule("an entry is found by its audience and sequence number") { store in
            let samples = try [("a", 1), ("b", 1), ("a", 2)].enumerated().map { index, place in
                try SampleEntry(UInt64(index), audience: place.0, sequence: UInt64(place.1))
            }

            try await store.write { try $0.append(samples) }

            try await store.read { reader throws in
                #expect(try reader.entry(of: .devices, tag: .sample("a"), sequence: 2) == samples[2].entry)
                #expect(try reader.entry(of: .devices, tag: .sample("b"), sequence: 1) == samples[1].entry)
                #expect(try reader.entry(of: .devices, tag: .sample("b"), sequence: 0) == nil)
                #expect(try reader.entry(of: .devices, tag: .sample("b"), sequence: 2) == nil)
                #expect(try reader.entry(of: .devices, tag: .sample("d"), sequence: 1) == nil)
                #expect(try reader.entry(of: .content, tag: .sample("a"), sequence: 1) == nil)
            }
        },
        StoreRule("the payloads of a stream come in the order of their entries") { store in
            let streams = ["case:DV-1", "parties", "case:DV-1", "case:DV-10", "case:DV-1"]
            let samples = try streams.enumerated().map { try SampleEntry(UInt64($0), stream: $1) }

            try await store.write { writer in
                try writer.append(samples)
                try writer.append([SampleEntry(0, stream: "case:DV-1")], to: .content)
            }

            try await store.read { reader throws in
                #expect(try reader.payloads(of: .devices, stream: "case:DV-1") == [0, 2, 4].map { samples[$0].payload })
                #expect(try reader.payloads(of: .devices, stream: "case:DV-10") == [samples[3].payload])
                #expect(try reader.payloads(of: .devices, stream: "case:DV").isEmpty)
                #expect(try reader.payloads(of: .devices, stream: "CASE:DV-1").isEmpty)
                #expect(try reader.payloads(of: .devices, stream: "case:%").isEmpty)
            }
        },
    ]
}
