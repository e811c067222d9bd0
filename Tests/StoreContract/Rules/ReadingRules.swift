// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Store
import Testing
import Trials

extension StoredReading {
    /// The line with this number; equal numbers give equal lines.
    static func sample(
        _ number: Int, started: Int? = nil, register: RegisterName = .devices, party: String = "oin:00000001000000000002",
        subject: UInt8? = 1, isFull: Bool = true
    ) throws -> StoredReading {
        StoredReading(
            register: register, startedAt: .sample(started ?? number), span: Array("span".utf8) + [0, 255, 0, UInt8(number)],
            trace: [UInt8](repeating: UInt8(number), count: 16), parent: isFull ? [1, 2, 3, 4, 5, 6, 7, 8] : nil,
            foreignSpan: isFull ? [0, 0, 0, 0, 0, 0, 0, 9] : nil, endedAt: .sample(number + 5), operation: "toonZaak",
            activity: "urn:voorbeeld:1", subject: subject.map { [UInt8](repeating: $0, count: 16) },
            warrant: try Warrant(
                json: .object(
                    JSONObject([
                        ("party", .string(party)), ("person", isFull ? "p-1" : nil), ("role", "police"), ("purpose", "purpose"),
                        ("basis", "art. 1"), ("mandate", isFull ? 2 : nil),
                    ]))))
    }
}

extension ReadingPosition {
    init(_ reading: StoredReading) { self.init(startedAt: reading.startedAt, span: reading.span) }
}

extension StoreRule {
    private static let other = "oin:00000001000000000003"

    /// The log of processing.
    static let readings: [StoreRule] = [
        StoreRule("lines of the log of processing come back as they were, with and without what may be left out") { store in
            let lines = try [.sample(1), .sample(2, subject: nil, isFull: false)] as [StoredReading]
            try await store.write { try $0.add(lines) }

            let found = try await store.read { try $0.readings(ReadingQuery(register: .devices, most: 10)) }

            #expect(found == lines.reversed())
            #expect(try await store.read { try $0.oldestReading(in: .devices) } == .sample(1))
            #expect(try await store.read { try $0.oldestReading(in: .content) } == nil)
        },
        StoreRule("they are found by register, party, subject and period, newest first, and no more than asked for") { store in
            var generator = SeededGenerator(seed: 31)
            let lines = try (0..<200).shuffled(using: &generator).map { number in
                // Several began at the same moment, and the months they are in differ.
                try StoredReading.sample(
                    number, started: number / 3 * 100_000_000, register: number % 10 == 0 ? .content : .devices,
                    party: number % 3 == 0 ? other : "oin:00000001000000000002", subject: number % 7 == 0 ? nil : UInt8(number % 4))
            }
            try await store.write { try $0.add(lines) }

            for register in [RegisterName.devices, .content] {
                for party in [nil, try PartyID(other), try PartyID("kvk:00000099")] {
                    for subject in [nil, 0, 3, 9] as [UInt8?] {
                        for (from, until) in [(nil, nil), (1_000_000_000, nil), (nil, 5_000_000_000), (100_000_000, 200_000_000)]
                            as [(Int?, Int?)]
                        {
                            for most in [0, 4, 1_000] {
                                let code = subject.map { [UInt8](repeating: $0, count: 16) }
                                let query = ReadingQuery(
                                    register: register, party: party, subject: code, from: from.map { .sample($0) },
                                    until: until.map { .sample($0) }, most: most)
                                let wanted = lines.filter { line in
                                    line.register == register && (party.map { line.warrant.party == $0 } ?? true)
                                        && (code.map { line.subject == $0 } ?? true)
                                        && (query.from.map { line.startedAt >= $0 } ?? true)
                                        && (query.until.map { line.startedAt < $0 } ?? true)
                                }.sorted { ($0.startedAt, $0.span[7]) > ($1.startedAt, $1.span[7]) }

                                #expect(try await store.read { try $0.readings(query) } == Array(wanted.prefix(most)))
                            }
                        }
                    }
                }
            }
        },
        StoreRule("a log of processing is read page by page without a line missed or shown twice, while lines are added") { store in
            try await store.write { writer in
                for number in 0..<50 { try writer.add([.sample(number, started: number / 4)]) }
            }
            var seen: [StoredReading] = []
            while seen.count < 100 {
                let after = seen.last.map { ReadingPosition($0) }
                let page = try await store.read { try $0.readings(ReadingQuery(register: .devices, after: after, most: 7)) }
                if page.isEmpty { break }
                seen += page
                let next = seen.count
                try await store.write { try $0.add([.sample(100 + next, started: 1_000 + next)]) }
            }

            #expect(seen.map { $0.span[7] } == (0..<50).reversed().map { UInt8($0) })
        },
        StoreRule("for whom lines stand is taken from them, and the lines stay") { store in
            let lines = try [.sample(1, subject: 1), .sample(2, subject: 2), .sample(3, subject: 1)] as [StoredReading]
            try await store.write { try $0.add(lines + [.sample(4, register: .content, subject: 1)]) }

            try await store.write { try $0.unlinkReadings(of: [UInt8](repeating: 1, count: 16), in: .devices) }

            let found = try await store.read { try $0.readings(ReadingQuery(register: .devices, most: 10)) }
            #expect(found.map { $0.subject?.first } == [nil, 2, nil])
            #expect(found.map(\.warrant) == lines.reversed().map(\.warrant))
            let elsewhere = try await store.read { try $0.readings(ReadingQuery(register: .content, most: 10)) }
            #expect(elsewhere.map { $0.subject?.first } == [1])
        },
        StoreRule("lines that began before a moment are deleted, of one register only") { store in
            let lines = try (0..<6).map { try StoredReading.sample($0, started: $0 * 2_000_000_000) }
            try await store.write { try $0.add(lines + [.sample(7, started: 0, register: .content)]) }

            try await store.write { try $0.forgetReadings(in: .devices, before: .sample(6_000_000_000)) }

            #expect(
                try await store.read { try $0.readings(ReadingQuery(register: .devices, most: 10)) } == lines[3...].reversed())
            #expect(try await store.read { try $0.readings(ReadingQuery(register: .content, most: 10)) }.count == 1)
        },
        StoreRule("a line is there once: the same one again is refused, and nothing of the transaction stays") { store in
            try await store.write { try $0.add([.sample(1)]) }

            await #expect(throws: StoreError.self) { try await store.write { try $0.add([.sample(2), .sample(1)]) } }

            #expect(try await store.read { try $0.readings(ReadingQuery(register: .devices, most: 10)) }.count == 1)
        },
        StoreRule("lines of a part of a transaction that was undone are not there") { store in
            try await store.write { writer in
                try writer.add([.sample(1)])
                _ = try? writer.part {
                    try writer.add([.sample(2, started: 90_000_000_000)])
                    throw StoreError(.failed, "This part is undone.")
                }
                try writer.add([.sample(3, started: 90_000_000_000)])
            }

            let found = try await store.read { try $0.readings(ReadingQuery(register: .devices, most: 10)) }
            #expect(found.map { $0.span[7] } == [3, 1])
        },
    ]
}
