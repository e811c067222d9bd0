// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Store
import Testing

extension FigureCell {
    /// A cell that differs from that of every other number.
    static func sample(_ number: Int) -> FigureCell {
        FigureCell(
            month: CalendarMonth(of: Instant(milliseconds: Int64(number) * 2_700_000_000)),
            entry: [.report, .listing, .release][number % 3], kind: ReportKind(rawValue: "kind-\(number % 5)"),
            region: RegionCode(rawValue: "région-\(number)"))
    }
}

extension StoreRule {
    /// What was counted of entries.
    static let figures: [StoreRule] = [
        StoreRule("nothing is counted in a new store") { store in
            let (figures, counted) = try await store.read { (try $0.figures(in: .devices), try $0.counted(in: .devices)) }

            #expect(figures.isEmpty && counted == 0)
        },
        StoreRule("what is counted is added up by cell, of each register apart") { store in
            let first = Dictionary(uniqueKeysWithValues: (0..<40).map { (FigureCell.sample($0), $0 + 1) })
            let second = Dictionary(uniqueKeysWithValues: (20..<60).map { (FigureCell.sample($0), 1_000_000_000_000) })

            try await store.write { try $0.add(first, countedTo: 50, in: .devices) }
            try await store.write { writer in
                try writer.add(second, countedTo: 90, in: .devices)
                try writer.add([.sample(0): 7], countedTo: 3, in: .content)
                #expect(try writer.counted(in: .devices) == 90, "a transaction reads its own writes")
            }

            let found = try await store.read { try $0.figures(in: .devices) }
            #expect(found == first.merging(second, uniquingKeysWith: +))
            let other = try await store.read { try $0.figures(in: .content) }
            #expect(other == [.sample(0): 7])
            #expect(try await store.read { try $0.figures(in: .content) } == [.sample(0): 7])
            print("DEBUGF", other, try await store.read { try $0.figures(in: .content) }, [FigureCell.sample(0): 7])
            #expect(try await store.read { try $0.counted(in: .devices) } == 90)
            #expect(try await store.read { try $0.counted(in: .content) } == 3)
        },
        StoreRule("that entries were looked at is kept when there was nothing to count in them") { store in
            try await store.write { try $0.add([.sample(1): 2], countedTo: 5, in: .devices) }
            try await store.write { try $0.add([:], countedTo: 70_000, in: .devices) }

            #expect(try await store.read { try $0.counted(in: .devices) } == 70_000)
            #expect(try await store.read { try $0.figures(in: .devices) } == [.sample(1): 2])
        },
        StoreRule("what was counted in a transaction that failed, or in a part that was undone, is not there") { store in
            try await store.write { try $0.add([.sample(1): 1], countedTo: 1, in: .devices) }
            await #expect(throws: StoreError.self) {
                try await store.write { writer in
                    try writer.add([.sample(1): 1], countedTo: 2, in: .devices)
                    throw StoreError(.failed, "This transaction is undone.")
                }
            }
            try await store.write { writer in
                _ = try? writer.part {
                    try writer.add([.sample(1): 1, .sample(2): 1], countedTo: 3, in: .devices)
                    throw StoreError(.failed, "This part is undone.")
                }
                try writer.add([.sample(1): 10], countedTo: 4, in: .devices)
            }

            #expect(try await store.read { try $0.figures(in: .devices) } == [.sample(1): 11])
            #expect(try await store.read { try $0.counted(in: .devices) } == 4)
        },
        StoreRule(
            "what was counted stays when the payloads it was counted from are erased",
            inPlace: { place in
                let store = try await place.open()
                let sample = try SampleEntry(0, stream: "case:1")
                try await store.write { writer in
                    try writer.append([sample], to: .devices)
                    try writer.add([.sample(1): 1], countedTo: 1, in: .devices)
                }
                try await store.write { _ = try $0.erasePayloads(of: .devices, at: [0]) }
                try await store.scrub()
                try await store.close()

                let again = try await place.open()
                #expect(try await again.read { try $0.payload(of: .devices, at: 0) } == nil)
                #expect(try await again.read { try $0.figures(in: .devices) } == [.sample(1): 1])
                #expect(try await again.read { try $0.counted(in: .devices) } == 1)
                try await again.close()
            }),
        StoreRule("figures that were moved from one store to another grow on there") { store in
            let rows = try await store.write { writer in
                try writer.add([.sample(1): 4, .sample(2): 5], countedTo: 9, in: .devices)
                return try ["figures", "figures_counted"].map { try writer.allRows(of: .named($0), page: 10) }
            }
            let moved = rows.map { $0.map { [.text("content")] + $0.dropFirst() } }
            try await store.write { writer in
                try writer.insert(moved[0], into: .named("figures"))
                try writer.insert(moved[1], into: .named("figures_counted"))
            }

            try await store.write { try $0.add([.sample(1): 1], countedTo: 10, in: .content) }

            #expect(try await store.read { try $0.figures(in: .content) } == [.sample(1): 5, .sample(2): 5])
            #expect(try await store.read { try $0.counted(in: .content) } == 10)
        },
    ]
}
