// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Store
import Testing

@testable import SQLiteStore

/// What a crash leaves is the files as they are at that moment: these tests copy them away under the open store.
@Suite("A SQLite store after a crash")
struct CrashTests {
    private func copy(_ folder: ScratchFolder, walPrefix: Int = .max) throws -> ScratchFolder {
        let copy = try ScratchFolder()
        try FileManager.default.copyItem(atPath: folder.file, toPath: copy.file)
        let wal = try Data(contentsOf: URL(filePath: folder.file + "-wal")).prefix(walPrefix)
        try wal.write(to: URL(filePath: copy.file + "-wal"))
        return copy
    }

    @Test("everything a write returned from is there after a crash")
    func committed() async throws {
        let folder = try ScratchFolder()
        let store = try await folder.open()

        for number in 0..<5 as Range<UInt8> {
            try await store.write { try $0.put(setting: "number", [number]) }

            let crashed = try await copy(folder).open()
            #expect(try await crashed.read { try $0.setting("number") } == [number])
        }
    }

    @Test("nothing of a write that had not returned is there after a crash")
    func uncommitted() async throws {
        let folder = try ScratchFolder()
        let store = try await folder.open()
        try await store.write { try $0.put(setting: "number", [1]) }

        let crashed = try await store.write { writer in
            try writer.put(setting: "number", [2])
            try writer.part { try writer.put(setting: "large", Array(repeating: 1, count: 200_000)) }
            return try copy(folder)
        }

        let reopened = try await crashed.open()
        #expect(try await reopened.read { try $0.setting("number") } == [1])
        #expect(try await reopened.read { try $0.setting("large") } == nil)
        #expect(try await store.read { try $0.setting("number") } == [2])
    }

    @Test("a write-ahead log torn anywhere gives the state after some whole transaction")
    func torn() async throws {
        let folder = try ScratchFolder()
        let store = try await folder.open()
        for number in 1...20 as ClosedRange<UInt8> {
            try await store.write { writer in
                try writer.put(setting: "left", [number])
                try writer.put(setting: "filler", Array(repeating: number, count: Int(number) * 500))
                try writer.put(setting: "right", [number])
            }
        }
        let length = try Data(contentsOf: URL(filePath: folder.file + "-wal")).count
        var last: UInt8 = 0

        for cut in stride(from: 0, through: length + 1_237, by: 1_237) {
            let torn = try copy(folder, walPrefix: cut)
            let store = try await torn.open()
            let (left, right) = try await store.read { (try $0.setting("left"), try $0.setting("right")) }
            #expect(left == right, "cut at \(cut)")
            let number = left?.first ?? 0
            #expect(number >= last, "cut at \(cut)")
            last = number
        }

        #expect(last == 20)
    }
}
