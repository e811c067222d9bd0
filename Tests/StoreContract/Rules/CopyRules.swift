// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Store
import Testing

extension StoreTable {
    /// The table with this name.
    static func named(_ name: String) throws -> StoreTable { try #require(all.first { $0.name == name }) }

    /// A row that differs from that of every other number, in the order of numbers. Values need not make sense.
    fileprivate func sample(_ number: Int) -> [StoreValue] {
        columns.enumerated().map { place, column in
            switch column.kind {
            case .integer where ["due", "list_version", "entry"].contains(column.name) && number.isMultiple(of: 2): .null
            case .integer: .integer(Int64(number * 70_000 + place))
            case .text: .text("\(column.name) \(100 + number)")
            case .bytes: .bytes(Array("\(column.name)".utf8) + [0, 255, UInt8(number)])
            }
        }
    }
}

extension StoreReader {
    /// How many rows the table with this name has.
    func rowCount(of name: String) throws -> Int { try count(of: .named(name)) }

    /// All rows of a table, read in pages.
    func allRows(of table: StoreTable, page: Int) throws -> [[StoreValue]] {
        var rows: [[StoreValue]] = []
        while true {
            let next = try self.rows(of: table, after: rows.last.map { Array($0.prefix(table.keyLength)) }, most: page)
            if next.isEmpty { return rows }
            rows += next
        }
    }
}

extension StoreRule {
    /// Rows as they are moved from one engine to another.
    static let copies: [StoreRule] = [
        StoreRule("a new store has no rows, in whatever table") { store in
            try await store.read { reader throws in
                for table in StoreTable.all {
                    #expect(try reader.count(of: table) == 0, "\(table.name)")
                    #expect(try reader.rows(of: table, after: nil, most: 10).isEmpty, "\(table.name)")
                }
            }
        },
        StoreRule("rows put into any table come back as they were, in the order of the key, page by page") { store in
            for table in StoreTable.all {
                let rows = (0..<7).map { table.sample($0) }

                try await store.write { writer in
                    try writer.insert(rows.reversed(), into: table)
                    try writer.insert([], into: table)
                }

                try await store.read { reader throws in
                    #expect(try reader.count(of: table) == 7, "\(table.name)")
                    for page in [1, 3, 7, 100] { #expect(try reader.allRows(of: table, page: page) == rows, "\(table.name)") }
                    #expect(try reader.rows(of: table, after: nil, most: 2) == Array(rows.prefix(2)), "\(table.name)")
                    #expect(try reader.rows(of: table, after: nil, most: 0).isEmpty, "\(table.name)")
                }
            }
        },
        StoreRule("a row whose key is there already is refused, and nothing of the transaction stays") { store in
            for table in StoreTable.all {
                try await store.write { try $0.insert([table.sample(1)], into: table) }

                await #expect(throws: StoreError.self, "\(table.name)") {
                    try await store.write { try $0.insert([table.sample(0), table.sample(1)], into: table) }
                }

                #expect(try await store.read { try $0.count(of: table) } == 1, "\(table.name)")
            }
        },
        StoreRule("what was written by the usual ways is read as rows, and put elsewhere it is the same again") { store in
            let samples = try (0..<3).map { try SampleEntry($0, stream: "case:1") }
            try await store.write { writer in
                try writer.append(samples, to: .devices)
                try writer.put(StoredHead(size: 3, time: .sample(1), checkpoint: "size 3"), of: .devices)
            }
            let rows = try await store.read { reader in
                try ["entries", "payloads", "heads"].map { try reader.allRows(of: .named($0), page: 2) }
            }
            let moved = rows.map { $0.map { [.text("content")] + $0.dropFirst() } }

            try await store.write { writer in
                for (name, rows) in zip(["entries", "payloads", "heads"], moved) { try writer.insert(rows, into: .named(name)) }
                try writer.append([SampleEntry(3)], to: .content)
            }

            try await store.read { reader throws in
                #expect(try reader.entries(of: .content, in: 0..<3) == samples.map(\.entry))
                #expect(try reader.payloads(of: .content, stream: "case:1") == samples.map(\.payload))
                #expect(try reader.head(of: .content)?.checkpoint == "size 3")
                #expect(try reader.tree(of: .content).root == reader.tree(of: .devices).root)
            }
        },
        StoreRule("ten thousand rows are moved in one transaction") { store in
            let table = try StoreTable.named("acts")
            let rows = (0..<10_000).map { number -> [StoreValue] in
                [.text("key \(100_000 + number)"), .bytes([1]), .bytes(Array("answer \(number)".utf8)), .integer(Int64(number))]
            }

            try await store.write { try $0.insert(rows, into: table) }

            #expect(try await store.read { try $0.allRows(of: table, page: 999) } == rows)
        },
    ]
}
