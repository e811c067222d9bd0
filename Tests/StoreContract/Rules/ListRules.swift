// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Store
import Testing

extension StoreRule {
    /// Holds on lists.
    static let lists: [StoreRule] = [
        StoreRule("a subject may be held by several cases; each hold is found, replaced and removed by its case") { store in
            let first = ListHold(caseID: .sample(1), status: "prohibited")
            let second = ListHold(caseID: .sample(2), status: "tracking")
            let changed = ListHold(caseID: .sample(1), status: "tracking")
            let held: @Sendable () async throws -> Set<ListHold> = {
                let holds = try await store.read { try $0.holds(on: "stolen", of: "1", in: .devices) }
                #expect(Set(holds).count == holds.count)
                return Set(holds)
            }

            try await store.write { try $0.put(first, on: "stolen", of: "1", in: .devices) }
            #expect(try await held() == [first])
            try await store.write { try $0.put(second, on: "stolen", of: "1", in: .devices) }
            #expect(try await held() == [first, second])
            try await store.write { try $0.put(changed, on: "stolen", of: "1", in: .devices) }
            #expect(try await held() == [changed, second])
            try await store.write { try $0.removeHold(by: .sample(2), on: "stolen", of: "1", in: .devices) }
            #expect(try await held() == [changed])
            try await store.write { try $0.removeHold(by: .sample(1), on: "stolen", of: "1", in: .devices) }
            #expect(try await held().isEmpty)
        },
        StoreRule("removing a hold touches no other case, subject, list or register, and one that is not there does no harm") {
            store in
            let hold = ListHold(caseID: .sample(1), status: "prohibited")
            try await store.write { try $0.put(hold, on: "stolen", of: "1", in: .devices) }

            try await store.write { writer in
                try writer.removeHold(by: .sample(0), on: "stolen", of: "1", in: .devices)
                try writer.removeHold(by: .sample(2), on: "stolen", of: "1", in: .devices)
                try writer.removeHold(by: .sample(1), on: "stolen", of: "2", in: .devices)
                try writer.removeHold(by: .sample(1), on: "lost", of: "1", in: .devices)
                try writer.removeHold(by: .sample(1), on: "stolen", of: "1", in: .content)
            }

            #expect(try await store.read { try $0.holds(on: "stolen", of: "1", in: .devices) } == [hold])
        },
        StoreRule("holds are kept apart by list and by register") { store in
            let one = ListHold(caseID: .sample(1), status: "one")
            let two = ListHold(caseID: .sample(1), status: "two")
            let three = ListHold(caseID: .sample(1), status: "three")

            try await store.write { writer in
                try writer.put(one, on: "stolen", of: "1", in: .devices)
                try writer.put(two, on: "lost", of: "1", in: .devices)
                try writer.put(three, on: "stolen", of: "1", in: .content)
            }

            try await store.read { reader throws in
                #expect(try reader.holds(on: "stolen", of: "1", in: .devices) == [one])
                #expect(try reader.holds(on: "lost", of: "1", in: .devices) == [two])
                #expect(try reader.holds(on: "stolen", of: "1", in: .content) == [three])
                #expect(try reader.holds(on: "stolen", of: "2", in: .devices).isEmpty)
                #expect(try reader.subjectsHeld(by: .sample(1), on: "lost", in: .content).isEmpty)
            }
        },
        StoreRule("a list has as many subjects as are held, however many cases hold one") { store in
            try await store.write { writer in
                for (number, subject) in ["3", "1", "2", "1", "2", "1"].enumerated() {
                    try writer.put(ListHold(caseID: .sample(number), status: "prohibited"), on: "stolen", of: subject, in: .devices)
                }
            }

            try await store.read { reader throws in
                #expect(try reader.count(of: "stolen", in: .devices) == 3)
                #expect(try reader.count(of: "lost", in: .devices) == 0)
                #expect(try reader.count(of: "stolen", in: .content) == 0)
            }
        },
        StoreRule("the subjects a case holds are its own, each once") { store in
            let subjects = ["b", "10", "9", "a"]
            try await store.write { writer in
                for subject in subjects {
                    try writer.put(ListHold(caseID: .sample(1), status: "prohibited"), on: "stolen", of: subject, in: .devices)
                    try writer.put(ListHold(caseID: .sample(1), status: "tracking"), on: "stolen", of: subject, in: .devices)
                }
                try writer.put(ListHold(caseID: .sample(2), status: "prohibited"), on: "stolen", of: "c", in: .devices)
            }

            let held = try await store.read { try $0.subjectsHeld(by: .sample(1), on: "stolen", in: .devices) }
            #expect(held.sorted() == subjects.sorted())
            #expect(try await store.read { try $0.subjectsHeld(by: .sample(3), on: "stolen", in: .devices) }.isEmpty)
        },
    ]
}
