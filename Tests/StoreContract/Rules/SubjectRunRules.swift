// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Store
import Testing

extension Subject {
    /// A device with a number that looks scattered, as real ones are.
    fileprivate static func scattered(_ number: Int) -> Subject {
        .imei(String(10_000_000_000_000 + UInt64(number) &* 0x9E37_79B9_7F4A_7C15 % 10_000_000_000_000))
    }
}

extension StoreRule {
    /// Subjects in such numbers that an engine keeps them in several pieces.
    static let manySubjects: [StoreRule] = [
        StoreRule("among fifty thousand subjects in many cases each is found, and one that is forgotten is not") { store in
            for part in 0..<50 {
                try await store.write { writer in
                    for number in part * 10..<part * 10 + 10 {
                        try writer.put(.sample(number), in: .devices)
                        try writer.add(
                            (number * 100..<number * 100 + 100).map { .scattered($0) }, to: .sample(number), in: .devices)
                    }
                }
            }
            try await store.write { writer in
                try writer.put(.sample(1_000), in: .devices)
                try writer.add([.scattered(7), .scattered(49_999)], to: .sample(1_000), in: .devices)
                for number in stride(from: 0, to: 500, by: 50) { try writer.forgetSubjects(of: .sample(number), in: .devices) }
            }

            try await store.read { reader throws in
                for number in stride(from: 13, to: 50_000, by: 97) where number / 100 % 50 != 0 {
                    #expect(try reader.openCases(about: .scattered(number), in: .devices) == [.sample(number / 100)])
                }
                #expect(try Set(reader.openCases(about: .scattered(49_999), in: .devices)) == [.sample(499), .sample(1_000)])
                #expect(try reader.openCases(about: .scattered(7), in: .devices) == [.sample(1_000)])
                for number in stride(from: 0, to: 50_000, by: 5_000) {
                    #expect(try reader.openCases(about: .scattered(number), in: .devices).isEmpty)
                    #expect(try reader.subjects(of: .sample(number / 100), in: .devices).isEmpty)
                }
                #expect(try reader.subjects(of: .sample(123), in: .devices).count == 100)
                #expect(try reader.rowCount(of: "case_subjects") == 49_002)
            }
        },
        StoreRule("subjects that were put back as rows are found, and tidying changes nothing that is read") { store in
            let table = try StoreTable.named("case_subjects")
            let rows = (0..<9_000).map { number -> [StoreValue] in
                [
                    .text("devices"), .text(CaseID.sample(number).description), .text("imei"),
                    .text(Subject.scattered(number).value),
                ]
            }

            try await store.write { writer in
                for number in 0..<9_000 { try writer.put(.sample(number), in: .devices) }
                for start in stride(from: 0, to: 9_000, by: 1_000) {
                    try writer.insert(Array(rows[start..<start + 1_000]), into: table)
                }
            }
            for _ in 0..<3 { try await store.write { try $0.tidy() } }

            try await store.read { reader throws in
                for number in stride(from: 0, to: 9_000, by: 89) {
                    #expect(try reader.openCases(about: .scattered(number), in: .devices) == [.sample(number)])
                    #expect(try reader.subjects(of: .sample(number), in: .devices) == [.scattered(number)])
                }
                #expect(try reader.count(of: table) == 9_000)
            }
        },
        StoreRule("subjects of a part that was undone are not found") { store in
            try await store.write { writer in
                try writer.put(.sample(1), in: .devices)
                try? writer.part {
                    try writer.add((0..<9_000).map { .scattered($0) }, to: .sample(1), in: .devices)
                    throw StoreError(.failed, "Undone.")
                }
                try writer.add([.scattered(1)], to: .sample(1), in: .devices)
            }

            try await store.read { reader throws in
                #expect(try reader.openCases(about: .scattered(0), in: .devices).isEmpty)
                #expect(try reader.openCases(about: .scattered(1), in: .devices) == [.sample(1)])
                #expect(try reader.subjects(of: .sample(1), in: .devices) == [.scattered(1)])
            }
        },
    ]
}
