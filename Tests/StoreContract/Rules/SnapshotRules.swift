// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Store
import Testing

extension StoredSnapshot {
    /// The snapshot of a version in which everything follows from the number.
    fileprivate static func sample(_ version: UInt64, of list: ListName = "stolen", entry: UInt64? = nil) throws -> StoredSnapshot {
        let digest = try #require(Digest(bytes: Array(repeating: UInt8(truncatingIfNeeded: version), count: 32)))
        return StoredSnapshot(
            list: list, version: version, size: version * 10, count: Int(version) * 2, bytes: Int(version) * 100, digest: digest,
            entry: entry)
    }
}

extension StoreRule {
    /// A list as a whole.
    static let snapshots: [StoreRule] = [
        StoreRule("a list is read page by page in the order of its subjects' bytes, each with all its holds") { store in
            let subjects = ["10", "9", "a", "B", "é", "-1", "aa"]
            let sorted = ["-1", "10", "9", "B", "a", "aa", "é"]
            try await store.write { writer in
                for (number, subject) in subjects.enumerated() {
                    for holder in 0...(number % 3) {
                        let hold = ListHold(caseID: .sample(holder), status: ListStatus(rawValue: "status-\(number)"))
                        try writer.put(hold, on: "stolen", of: subject, in: .devices)
                    }
                }
                try writer.put(ListHold(caseID: .sample(1), status: "other"), on: "lost", of: "5", in: .devices)
                try writer.put(ListHold(caseID: .sample(1), status: "other"), on: "stolen", of: "5", in: .content)
            }

            for most in [1, 2, 3, 100] {
                var found: [ListedSubject] = []
                while found.count < 100 {
                    let after = found.last?.subject
                    let page = try await store.read { try $0.listed(on: "stolen", in: .devices, after: after, most: most) }
                    #expect(page.count <= most)
                    if page.isEmpty { break }
                    found += page
                }
                #expect(found.map(\.subject) == sorted)
                for one in found {
                    let number = try #require(subjects.firstIndex(of: one.subject))
                    #expect(Set(one.holds.map(\.caseID)) == Set((0...(number % 3)).map { .sample($0) }))
                    #expect(one.holds.allSatisfy { $0.status.rawValue == "status-\(number)" })
                }
            }
            try await store.read { reader throws in
                #expect(try reader.listed(on: "stolen", in: .devices, after: nil, most: 0).isEmpty)
                #expect(try reader.listed(on: "stolen", in: .devices, after: "b", most: 9).map(\.subject) == ["é"])
                #expect(try reader.listed(on: "none", in: .devices, after: nil, most: 9).isEmpty)
            }
        },
        StoreRule("the newest snapshot that the log commits to is found, others are not") { store in
            try await store.write { writer in
                try writer.put(.sample(3, entry: 30), in: .devices)
                try writer.put(.sample(5, entry: 50), in: .devices)
                try writer.put(.sample(4, entry: 40), in: .devices)
                try writer.put(.sample(6), in: .devices)
                try writer.put(.sample(9, of: "lost", entry: 1), in: .devices)
                try writer.put(.sample(8, entry: 2), in: .content)
            }

            #expect(try await store.read { try $0.snapshot(of: "stolen", in: .devices) } == .sample(5, entry: 50))
            #expect(try await store.read { try $0.snapshot(of: "lost", in: .devices) } == .sample(9, of: "lost", entry: 1))
            #expect(try await store.read { try $0.snapshot(of: "none", in: .devices) } == nil)

            try await store.write { try $0.put(.sample(6, entry: 60), in: .devices) }

            #expect(try await store.read { try $0.snapshot(of: "stolen", in: .devices) } == .sample(6, entry: 60))
        },
        StoreRule("the pieces of a snapshot come back byte for byte, are replaced, and end with nil") { store in
            let pieces: [[UInt8]] = [Array(repeating: 7, count: 300_000), Array(0...255), []]
            try await store.write { writer in
                for (part, bytes) in pieces.enumerated() {
                    try writer.put(snapshotPart: [1], part, of: "stolen", version: 2, in: .devices)
                    try writer.put(snapshotPart: bytes, part, of: "stolen", version: 2, in: .devices)
                }
                try writer.put(snapshotPart: [9], 0, of: "lost", version: 2, in: .devices)
                try writer.put(snapshotPart: [8], 0, of: "stolen", version: 3, in: .devices)
            }

            try await store.read { reader throws in
                for part in 0..<3 {
                    #expect(try reader.snapshotPart(part, of: "stolen", version: 2, in: .devices) == pieces[part])
                }
                #expect(try reader.snapshotPart(3, of: "stolen", version: 2, in: .devices) == nil)
                #expect(try reader.snapshotPart(-1, of: "stolen", version: 2, in: .devices) == nil)
                #expect(try reader.snapshotPart(0, of: "stolen", version: .max, in: .devices) == nil)
                #expect(try reader.snapshotPart(0, of: "lost", version: 2, in: .devices) == [9])
                #expect(try reader.snapshotPart(0, of: "stolen", version: 2, in: .content) == nil)
            }
        },
        StoreRule("older snapshots of a list are removed with their texts; that version, other lists and registers stay") { store in
            try await store.write { writer in
                for version in 1...3 as ClosedRange<UInt64> {
                    for (list, register) in [("stolen", .devices), ("lost", .devices), ("stolen", .content)]
                        as [(ListName, RegisterName)]
                    {
                        try writer.put(.sample(version, of: list, entry: version), in: register)
                        try writer.put(snapshotPart: [1], 0, of: list, version: version, in: register)
                        try writer.put(snapshotPart: [2], 1, of: list, version: version, in: register)
                    }
                }
            }

            try await store.write { try $0.removeSnapshots(of: "stolen", in: .devices, before: 3) }

            try await store.read { reader throws in
                for version in 1...3 as ClosedRange<UInt64> {
                    for part in 0...1 {
                        let isThere = try reader.snapshotPart(part, of: "stolen", version: version, in: .devices) != nil
                        #expect(isThere == (version == 3))
                        #expect(try reader.snapshotPart(part, of: "lost", version: version, in: .devices) != nil)
                        #expect(try reader.snapshotPart(part, of: "stolen", version: version, in: .content) != nil)
                    }
                }
                #expect(try reader.snapshot(of: "stolen", in: .devices) == .sample(3, entry: 3))
                #expect(try reader.rowCount(of: "snapshots") == 7)
            }
            try await store.write { try $0.removeSnapshots(of: "stolen", in: .devices, before: 4) }
            #expect(try await store.read { try $0.snapshot(of: "stolen", in: .devices) } == nil)
        },
    ]
}
