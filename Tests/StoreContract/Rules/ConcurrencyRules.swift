// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Store
import Testing
import Trials

extension StoreRule {
    /// Many at once.
    static let concurrency: [StoreRule] = [
        StoreRule("reads beside a write do not wait for it and see the state before it") { store in
            let written = Turnstile()
            let seen = Turnstile()
            try await store.write { try $0.put(setting: "a", [1]) }

            async let write = store.write { writer in
                try writer.put(setting: "a", [2])
                try writer.append([SampleEntry(0)])
                written.open()
                return seen.pass()
            }
            async let beside = store.read { reader throws in
                _ = written.pass()
                defer { seen.open() }
                return (try reader.setting("a"), try reader.entries(of: .devices, in: 0..<9).count)
            }

            let (setting, entries) = try await beside
            #expect(setting == [1])
            #expect(entries == 0)
            #expect(try await write, "the read waited for the write")
            #expect(try await store.read { try $0.setting("a") } == [2])
        },
        StoreRule("a read keeps to the state in which it began, whatever is written meanwhile") { store in
            let begun = Turnstile()
            let written = Turnstile()
            try await store.write { try $0.put(setting: "a", [1]) }

            async let read = store.read { reader throws in
                let first = try reader.setting("a")
                begun.open()
                return (first, written.pass(), try reader.setting("a"), try reader.caseRow(.sample(1), in: .devices))
            }
            async let write: Void = store.write { writer in
                _ = begun.pass()
                try writer.put(setting: "a", [2])
                try writer.put(.sample(1), in: .devices)
            }

            try await write
            written.open()
            let (first, inTime, second, row) = try await read
            #expect(inTime, "the write waited for the read")
            #expect(first == [1])
            #expect(second == [1])
            #expect(row == nil)
        },
        StoreRule("writes that come together are done one after another, and none is lost") { store in
            try await store.write { try $0.put(setting: "count", [0]) }

            try await withThrowingTaskGroup { group in
                for _ in 0..<100 {
                    group.addTask {
                        try await store.write { try $0.put(setting: "count", [($0.setting("count")?.first ?? 0) + 1]) }
                    }
                }
                try await group.waitForAll()
            }

            #expect(try await store.read { try $0.setting("count") } == [100])
        },
        StoreRule("a write whose task is cancelled is done as a whole or throws and leaves nothing") { store in
            var generator = SeededGenerator(seed: 5)
            for number in 0..<60 {
                let write = Task {
                    try await store.write { writer in
                        for half in ["left", "right"] { try writer.put(setting: "\(half) \(number)", [1]) }
                    }
                }
                if number.isMultiple(of: 2) {
                    try await Task.sleep(for: .microseconds(Int.random(in: 0...400, using: &generator)))
                    write.cancel()
                }
                let isDone = if case .success = await write.result { true } else { false }

                let halves = try await store.read { (try $0.setting("left \(number)"), try $0.setting("right \(number)")) }
                #expect((halves.0 != nil) == isDone)
                #expect((halves.1 != nil) == isDone)
                #expect(isDone || number.isMultiple(of: 2))
            }
        },
    ]
}
