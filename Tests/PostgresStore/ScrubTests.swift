// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Foundation
import Ledger
import Store
import Testing

@testable import PostgresStore

extension PostgresTests {
    @Suite("Scrubbing a PostgreSQL store")
    struct ScrubTests {
        private static let log: RegisterName = "devices"

        /// A server whose write-ahead log is not kept for use again, with a database in it.
        private func place() throws -> ScratchDatabase {
            try ScratchDatabase(
                emptyOn: PostgresServer(
                    named: "scrub", settings: ["wal_recycle": "off", "wal_init_zero": "off", "autovacuum_naptime": "1s"]))
        }

        /// The files of the server in which bytes are found, for each of those asked for.
        private func files(of server: PostgresServer, with traces: [[UInt8]]) throws -> [[String]] {
            var found = traces.map { _ in [String]() }
            let names = try #require(FileManager.default.enumerator(atPath: server.data)).compactMap { $0 as? String }
            for name in names {
                guard let content = FileManager.default.contents(atPath: server.data + "/" + name) else { continue }
                content.withUnsafeBytes { content in
                    for (number, trace) in traces.enumerated()
                    where ScrubTests.has(content, trace) { found[number].append(name) }
                }
            }
            return found
        }

        private static func has(_ content: UnsafeRawBufferPointer, _ trace: [UInt8]) -> Bool {
            guard var place = content.baseAddress, let first = trace.first else { return false }
            let end = place + content.count
            while end - place >= trace.count, let next = memchr(place, Int32(first), end - place - trace.count + 1) {
                if memcmp(next, trace, trace.count) == 0 { return true }
                place = UnsafeRawPointer(next) + 1
            }
            return false
        }

        /// A line of the log of processing.
        private static func reading(of subject: [UInt8]) throws -> StoredReading {
            StoredReading(
                register: log, startedAt: .epoch, span: [UInt8](repeating: 1, count: 8), trace: [UInt8](repeating: 2, count: 16),
                endedAt: .epoch, operation: "toonZaak", activity: "urn:voorbeeld:1", subject: subject,
                warrant: Warrant(
                    party: try PartyID("kvk:00000011"), person: nil, role: .police, mandate: 1, purpose: "p", basis: "b"))
        }

        /// Appends entries with payloads of their own.
        private func append(_ payloads: [[UInt8]], to store: PostgresStore) async throws -> [Salt] {
            try await store.write { writer in
                var salts: [Salt] = []
                for payload in payloads {
                    let tag = AudienceTag(secret: [1], name: "everyone")
                    let index = try writer.sequence(of: ScrubTests.log, tag: tag)
                    let (salt, commitment) = Commitment.seal(payload: payload)
                    let leaf = try Leaf(
                        register: "devices", kind: "report", time: 1, audience: tag, sequence: index + 1, commitment: commitment)
                    try writer.append(
                        StoredEntry(index: index, leaf: leaf, stream: "case:1"),
                        payload: StoredPayload(index: index, salt: salt, bytes: payload), to: ScrubTests.log)
                    salts.append(salt)
                }
                return salts
            }
        }

        @Test("after erasing and scrubbing neither payload nor salt is in any file of the server")
        func erases() async throws {
            let database = try place()
            let store = try database.store()
            let secrets = (0..<20).map { Array("geheim-\($0)-490154203237518".utf8) }
            // Random, so that the large one is not compressed out of recognition.
            let large = (0..<9_000).map { _ in UInt8.random(in: 0...255) }
            let salts = try await append(secrets + [large], to: store)
            let kept = try await append([Array("blijft-staan".utf8)], to: store)
            try await store.write { writer in
                try writer.put(
                    CaseRow(
                        id: CaseID(prefix: "DV", random: 1), phase: .closed, openedAt: .epoch, updatedAt: .epoch, due: nil,
                        subjectCount: 1,
                        listVersion: nil), in: ScrubTests.log)
                try writer.add(
                    [Subject(kind: "imei", value: "49015420323751")], to: CaseID(prefix: "DV", random: 1), in: ScrubTests.log)
                try writer.put(
                    ListHold(caseID: CaseID(prefix: "DV", random: 1), status: "prohibited"), on: "stolen", of: "35209900176148",
                    in: ScrubTests.log)
                try writer.put(StoredAct(key: "sleutel", fingerprint: [], answer: Array("antwoord-86443302".utf8), at: .epoch))
                try writer.add([ScrubTests.reading(of: [UInt8](repeating: 7, count: 16))])
                try writer.put(snapshotPart: Array("lijst-35824005111111".utf8), 0, of: "stolen", version: 1, in: ScrubTests.log)
            }
            try database.sql("ANALYZE")
            let traces =
                [
                    [UInt8](repeating: 7, count: 16), secrets[3], salts[3].bytes, salts[20].bytes, Array(large[2_000..<2_040]),
                    Array("49015420323751".utf8),
                ]
                + ["35209900176148", "antwoord-86443302", "lijst-35824005111111"].map { Array($0.utf8) }
            try database.sql("CHECKPOINT")
            #expect(try files(of: database.server, with: traces).allSatisfy { !$0.isEmpty })

            try await store.write { writer in
                try writer.erasePayloads(of: ScrubTests.log, at: Array(0..<21))
                try writer.forgetSubjects(of: CaseID(prefix: "DV", random: 1), in: ScrubTests.log)
                try writer.removeHold(by: CaseID(prefix: "DV", random: 1), on: "stolen", of: "35209900176148", in: ScrubTests.log)
                try writer.forgetActs(before: .latest)
                try writer.unlinkReadings(of: [UInt8](repeating: 7, count: 16), in: ScrubTests.log)
                try writer.removeSnapshots(of: "stolen", in: ScrubTests.log, before: 2)
            }
            try await store.scrub()

            let remaining = try files(of: database.server, with: traces).joined()
            #expect(remaining.allSatisfy { $0.hasPrefix("pg_wal/") }, "only the write-ahead log may still")
            for _ in 0..<3 { try database.sql("SELECT pg_switch_wal(); CHECKPOINT") }
            #expect(try files(of: database.server, with: traces).allSatisfy(\.isEmpty))
            #expect(try files(of: database.server, with: [kept[0].bytes]).allSatisfy { !$0.isEmpty })
            #expect(try await store.read { try $0.openIndexes(of: ScrubTests.log, stream: "case:1") } == [21])
        }

        @Test("what was deleted before the program stopped is scrubbed by the next one, and then no more")
        func survives() async throws {
            let database = try ScratchDatabase()
            let first = try database.store()
            _ = try await append([[1], [2], [3]], to: first)
            try await first.write { try $0.erasePayloads(of: ScrubTests.log, at: [0, 1]) }
            try await first.close()
            #expect(try database.sql("SELECT relation FROM scrub_marks") == "payloads_0")
            let before = try database.sql("SELECT pg_relation_filenode('payloads_0')")

            let second = try database.store()
            try await second.scrub()
            let between = try database.sql("SELECT pg_relation_filenode('payloads_0')")
            try await second.scrub()

            #expect(before != between)
            #expect(try database.sql("SELECT pg_relation_filenode('payloads_0')") == between)
            #expect(try database.sql("SELECT count(*) FROM scrub_marks") == "0")
        }

        @Test("a read that still sees what was deleted is waited for")
        func waits() async throws {
            let database = try ScratchDatabase()
            let store = try database.store()
            _ = try await append([[1]], to: store)
            let reader = try PostgresConnection(to: PostgresAddress(database.url), as: .migrator)
            try reader.run("BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT * FROM heads")
            try await store.write { try $0.erasePayloads(of: ScrubTests.log, at: [0]) }
            let before = try database.sql("SELECT pg_relation_filenode('payloads_0')")

            let scrub = Task { try await store.scrub() }
            try await Task.sleep(for: .milliseconds(700))
            #expect(try database.sql("SELECT pg_relation_filenode('payloads_0')") == before)
            try reader.run("COMMIT")
            try await scrub.value

            #expect(try database.sql("SELECT pg_relation_filenode('payloads_0')") != before)
        }

        @Test("scrubbing beside a writer holds it up for a moment only, and no write fails")
        func beside() async throws {
            let database = try ScratchDatabase()
            let store = try database.store()
            _ = try await append(Array(repeating: Array(repeating: 5, count: 500), count: 3_000), to: store)
            try await store.write { try $0.erasePayloads(of: ScrubTests.log, at: Array(0..<1_500)) }
            let scrub = Task { try await store.scrub() }

            var longest = Duration.zero
            for number in 0..<60 as Range<UInt8> {
                let start = ContinuousClock.now
                _ = try await append([[number]], to: store)
                longest = max(longest, .now - start)
            }
            try await scrub.value

            #expect(longest < .seconds(3))
            #expect(try await store.read { try $0.openIndexes(of: ScrubTests.log, stream: "case:1").count } == 1_560)
        }

        @Test("of columns with personal data or salts the server keeps no statistics, which hold samples of the values")
        func statistics() async throws {
            let database = try ScratchDatabase()
            let store = try database.store()
            _ = try await append((0..<100).map { [$0] }, to: store)
            try await store.write { writer in
                try writer.add(
                    (0..<100).map { Subject(kind: "imei", value: "\($0)") }, to: CaseID(prefix: "DV", random: 1), in: ScrubTests.log
                )
            }

            try database.sql("ANALYZE")

            let columns = try database.sql(
                "SELECT DISTINCT attname FROM pg_stats WHERE tablename ~ '^(payloads|case_subjects|subject_runs|holds|acts|snapshot_parts|settings)'"
            )
            #expect(!columns.isEmpty)
            #expect(
                Set(columns.split(separator: "\n")).isDisjoint(with: [
                    "salt", "bytes", "value", "subject", "fingerprint", "answer", "key",
                ]))
        }
    }
}
