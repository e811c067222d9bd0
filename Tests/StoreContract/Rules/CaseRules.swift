// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Store
import Testing

extension StoreRule {
    /// Rows of cases, and what is open about a subject.
    static let cases: [StoreRule] = [
        StoreRule("a case's row comes back as it was put, in every phase, with and without what may be left out") { store in
            let plain = CasePhase.allCases.enumerated().map { CaseRow.sample($0, $1) }
            let full = CasePhase.allCases.enumerated().map {
                CaseRow.sample(
                    10 + $0, $1, opened: 1, updated: 2, due: 3, subjects: 1_000_000, listVersion: 4,
                    work: CaseWork(
                        tasks: Set(CaseTask.allCases.prefix($0)), due: $0 == 0 ? nil : .sample($0), kind: $0 == 1 ? nil : "theft",
                        openObjections: $0, proposer: $0 == 2 ? nil : "abc", isAlert: $0 == 3))
            }
            let far = CaseRow(
                id: .sample(99), phase: .closed, openedAt: .earliest, updatedAt: .epoch, due: .latest, subjectCount: 0,
                listVersion: 0
            )

            try await store.write { writer in for row in plain + full + [far] { try writer.put(row, in: .devices) } }

            try await store.read { reader throws in
                for row in plain + full + [far] { #expect(try reader.caseRow(row.id, in: .devices) == row) }
            }
        },
        StoreRule("a row that is put again takes the place of the one before") { store in
            try await store.write { try $0.put(.sample(1, .inForce, updated: 1, due: 5, listVersion: 3), in: .devices) }
            try await store.write { try $0.put(.sample(1, .closed, updated: 2), in: .devices) }

            try await store.read { reader throws in
                #expect(try reader.caseRow(.sample(1), in: .devices) == .sample(1, .closed, updated: 2))
                #expect(try reader.worklist(WorklistQuery(most: 9), in: .devices).count == 1)
                #expect(try reader.worklist(WorklistQuery(.phase(.inForce), most: 9), in: .devices).isEmpty)
                #expect(try reader.casesDue(in: .devices, at: .latest, most: 9).isEmpty)
            }
        },
        StoreRule("a case is known in its own register only") { store in
            try await store.write { writer in
                try writer.put(.sample(1, due: 1), in: .devices)
                try writer.add([.imei("1")], to: .sample(1), in: .devices)
            }

            try await store.read { reader throws in
                #expect(try reader.caseRow(.sample(2), in: .devices) == nil)
                #expect(try reader.caseRow(.sample(1), in: .content) == nil)
                #expect(try reader.worklist(WorklistQuery(most: 9), in: .content).isEmpty)
                #expect(try reader.cases(about: .imei("1"), in: .content, most: 9).isEmpty)
                #expect(try reader.casesDue(in: .content, at: .latest, most: 9).isEmpty)
                #expect(try reader.openCases(about: .imei("1"), in: .content).isEmpty)
                #expect(try reader.subjects(of: .sample(1), in: .content).isEmpty)
            }
        },
        StoreRule("reported, proposed and in-force cases about a subject are open; closed and erased ones are not") { store in
            let rows = CasePhase.allCases.enumerated().map { CaseRow.sample($0, $1, opened: 9 - $0) }

            try await store.write { writer in
                for row in rows {
                    try writer.put(row, in: .devices)
                    try writer.add([.imei("490154203237518")], to: row.id, in: .devices)
                }
            }

            let open = try await store.read { try $0.openCases(about: .imei("490154203237518"), in: .devices) }
            let phases: [CasePhase] = [.reported, .proposed, .inForce]
            #expect(Set(open) == Set(rows.filter { phases.contains($0.phase) }.map(\.id)))
            #expect(open.count == 3)
        },
        StoreRule("the cases about a subject come with the last number first, whatever their phase, no more than asked for") {
            store in
            let rows = CasePhase.allCases.enumerated().map { CaseRow.sample($0, $1, work: .sample([.decide])) }
            try await store.write { writer in
                for row in rows {
                    try writer.put(row, in: .devices)
                    try writer.add([.imei("12"), .imei("\(row.phase)")], to: row.id, in: .devices)
                }
            }

            try await store.read { reader throws in
                let wanted = rows.sorted { $0.id > $1.id }
                for most in [0, 1, 3, 9] {
                    #expect(try reader.cases(about: .imei("12"), in: .devices, most: most) == Array(wanted.prefix(most)))
                }
                #expect(try reader.cases(about: .imei("closed"), in: .devices, most: 9).map(\.phase) == [.closed])
                #expect(try reader.cases(about: Subject(kind: "iban", value: "12"), in: .devices, most: 9).isEmpty)
                #expect(try reader.cases(about: .imei("1"), in: .devices, most: 9).isEmpty)
            }
        },
        StoreRule("a case is open about its own subjects only, by kind and value") { store in
            try await store.write { writer in
                try writer.put(.sample(1), in: .devices)
                try writer.add([.imei("12"), Subject(kind: "iban", value: "34")], to: .sample(1), in: .devices)
                try writer.add([.imei("56")], to: .sample(2), in: .devices)
            }

            try await store.read { reader throws in
                #expect(try reader.openCases(about: .imei("12"), in: .devices) == [.sample(1)])
                #expect(try reader.openCases(about: Subject(kind: "iban", value: "34"), in: .devices) == [.sample(1)])
                #expect(try reader.openCases(about: .imei("34"), in: .devices).isEmpty)
                #expect(try reader.openCases(about: Subject(kind: "", value: "12"), in: .devices).isEmpty)
                #expect(try reader.openCases(about: .imei("1"), in: .devices).isEmpty)
                #expect(try reader.openCases(about: .imei("56"), in: .devices).isEmpty, "this case has no row")
            }
        },
    ]

    /// Subjects of cases.
    static let subjects: [StoreRule] = [
        StoreRule("subjects come in order of kind and value, by their bytes, each once") { store in
            let added: [Subject] = [
                .imei("9"), .imei("10"), .imei("a"), .imei("B"), .imei("-1"), Subject(kind: "iban", value: "z"),
            ]

            try await store.write { writer in
                try writer.add(added, to: .sample(1), in: .devices)
                try writer.add([.imei("10"), .imei("9"), .imei("0")], to: .sample(1), in: .devices)
                try writer.add([], to: .sample(1), in: .devices)
                try writer.add([.imei("9")], to: .sample(2), in: .devices)
            }

            try await store.read { reader throws in
                #expect(
                    try reader.subjects(of: .sample(1), in: .devices)
                        == [Subject(kind: "iban", value: "z")] + ["-1", "0", "10", "9", "B", "a"].map { .imei($0) }
                )
                #expect(try reader.subjects(of: .sample(2), in: .devices) == [.imei("9")])
                #expect(try reader.subjects(of: .sample(3), in: .devices).isEmpty)
            }
        },
        StoreRule("a case may have ten thousand subjects") { store in
            let subjects = (0..<10_000).map { Subject.imei(String(10_000_000_000_000 + $0)) }

            try await store.write { writer in
                try writer.put(.sample(1, subjects: subjects.count), in: .devices)
                try writer.add(subjects.shuffled(), to: .sample(1), in: .devices)
            }

            try await store.read { reader throws in
                #expect(try reader.subjects(of: .sample(1), in: .devices) == subjects)
                #expect(try reader.openCases(about: subjects[9_999], in: .devices) == [.sample(1)])
            }
        },
    ]
}
