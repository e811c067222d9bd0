// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Store
import Testing

extension StoreRule {
    /// Payloads that are no longer there, and entries that never had one.
    static let erasures: [StoreRule] = [
        StoreRule("an erased payload is gone, its entry stays, and what was still there is counted") { store in
            let samples = try (0..<5).map { try SampleEntry($0) }
            try await store.write { writer in
                try writer.append(samples)
                try writer.append([SampleEntry(0)], to: .content)
            }

            let counts = try await store.write { writer in
                (
                    try writer.erasePayloads(of: .devices, at: [1, 3, 99]), try writer.erasePayloads(of: .devices, at: [1, 4]),
                    try writer.erasePayloads(of: .devices, at: [])
                )
            }

            #expect(counts == (2, 1, 0))
            try await store.read { reader throws in
                #expect(try (0..<5).map { try reader.payload(of: .devices, at: $0) != nil } == [true, false, true, false, false])
                #expect(try reader.entries(of: .devices, in: 0..<9) == samples.map(\.entry))
                #expect(try reader.payloads(of: .devices, stream: "parties") == [samples[0].payload, samples[2].payload])
                #expect(try reader.payload(of: .content, at: 0) != nil)
            }
        },
        StoreRule("erasing that is not committed erases nothing") { store in
            try await store.write { try $0.append([SampleEntry(0)]) }

            try await store.write { writer in
                try? writer.part {
                    #expect(try writer.erasePayloads(of: .devices, at: [0]) == 1)
                    #expect(try writer.payload(of: .devices, at: 0) == nil)
                    throw StoreError(.failed, "Undone.")
                }
            }

            #expect(try await store.read { try $0.payload(of: .devices, at: 0) } != nil)
        },
        StoreRule("payloads far apart are erased together, across what an engine may keep in one piece") { store in
            try await store.write { writer in
                for index in 0..<65_540 as Range<UInt64> {
                    let sample = try SampleEntry(index, payload: [])
                    let isKept = index < 2 || index > 65_533
                    try writer.append(sample.entry, payload: isKept ? sample.payload : nil, to: .devices)
                }
            }

            #expect(try await store.write { try $0.erasePayloads(of: .devices, at: [0, 65_535, 65_536, 65_539]) } == 4)

            try await store.read { reader throws in
                #expect(try reader.openIndexes(of: .devices, stream: "parties") == [1, 65_534, 65_537, 65_538])
                #expect(try reader.head(of: .devices) == nil)
            }
        },
        StoreRule("an entry may be appended without its payload") { store in
            let samples = try (0..<3).map { try SampleEntry($0) }

            try await store.write { writer in
                try writer.append(samples[0].entry, payload: samples[0].payload, to: .devices)
                try writer.append(samples[1].entry, payload: nil, to: .devices)
                try writer.append(samples[2].entry, payload: samples[2].payload, to: .devices)
            }

            try await store.read { reader throws in
                #expect(try reader.entries(of: .devices, in: 0..<9) == samples.map(\.entry))
                #expect(try reader.payload(of: .devices, at: 1) == nil)
                #expect(try reader.payloads(of: .devices, stream: "parties") == [samples[0].payload, samples[2].payload])
                #expect(try reader.openIndexes(of: .devices, stream: "parties") == [0, 2])
            }
        },
        StoreRule("a stream's and an audience's entries with payload are told in order, below a number and no more than asked for")
        {
            store in
            let samples = try (0..<8).map { number in
                try SampleEntry(
                    UInt64(number), audience: number == 6 ? "b" : "a", sequence: UInt64(10 - number),
                    stream: number.isMultiple(of: 2) ? "even" : "odd")
            }
            try await store.write { writer in
                try writer.append(samples)
                try writer.erasePayloads(of: .devices, at: [2, 3])
            }

            try await store.read { reader throws in
                #expect(try reader.openIndexes(of: .devices, stream: "even") == [0, 4, 6])
                #expect(try reader.openIndexes(of: .devices, stream: "odd") == [1, 5, 7])
                #expect(try reader.openIndexes(of: .devices, stream: "eve").isEmpty)
                #expect(try reader.openIndexes(of: .content, stream: "even").isEmpty)
                #expect(try reader.openIndexes(of: .devices, stream: "even", most: 2) == [0, 4])
                #expect(try reader.openIndexes(of: .devices, stream: "even", most: 0).isEmpty)
            }
        },
        StoreRule("a case whose subjects are forgotten has none, and other cases keep theirs") { store in
            try await store.write { writer in
                for number in 1...2 {
                    try writer.put(.sample(number), in: .devices)
                    try writer.add([.imei("1"), .imei("2")], to: .sample(number), in: .devices)
                }
                try writer.add([.imei("1")], to: .sample(1), in: .content)
            }

            try await store.write { writer in
                try writer.forgetSubjects(of: .sample(1), in: .devices)
                try writer.forgetSubjects(of: .sample(7), in: .devices)
            }

            try await store.read { reader throws in
                #expect(try reader.subjects(of: .sample(1), in: .devices).isEmpty)
                #expect(try reader.subjects(of: .sample(2), in: .devices) == [.imei("1"), .imei("2")])
                #expect(try reader.subjects(of: .sample(1), in: .content) == [.imei("1")])
                #expect(try reader.openCases(about: .imei("1"), in: .devices) == [.sample(2)])
                #expect(try reader.caseRow(.sample(1), in: .devices) != nil)
            }
        },
    ]

    /// What is done after erasing.
    static let scrubbing: [StoreRule] = [
        StoreRule("scrubbing changes nothing of what is there, however often") { store in
            let samples = try (0..<4).map { try SampleEntry($0) }
            try await store.scrub()
            try await store.write { writer in
                try writer.append(samples)
                try writer.put(.sample(1), in: .devices)
                try writer.add([.imei("1")], to: .sample(1), in: .devices)
                try writer.erasePayloads(of: .devices, at: [1])
                try writer.forgetSubjects(of: .sample(1), in: .devices)
            }

            for _ in 0..<2 { try await store.scrub() }

            try await store.read { reader throws in
                #expect(try reader.entries(of: .devices, in: 0..<9) == samples.map(\.entry))
                #expect(try reader.openIndexes(of: .devices, stream: "parties") == [0, 2, 3])
                #expect(try reader.payload(of: .devices, at: 2) == samples[2].payload)
            }
            try await store.write { try $0.append([SampleEntry(4)]) }
            #expect(try await store.read { try $0.payload(of: .devices, at: 4) } == SampleEntry(4).payload)
        }
    ]
}
