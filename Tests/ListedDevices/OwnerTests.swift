// SPDX-License-Identifier: EUPL-1.2

import Identifiers
import Testing
import Trials

@testable import ListedDevices
@testable import Segments

/// An owner that keeps the changes since the segment, as an edge does in its database, and may stop at any step.
private struct Owner {
    /// What survives a crash.
    var segment: String?
    var kept: [(version: UInt64, change: ListChange)] = []
    var version: UInt64 = 0
    /// What does not.
    var list: ListedDevices
    let folder: TemporaryFolder

    init(folder: TemporaryFolder) throws {
        self.folder = folder
        list = try Sample.empty(in: folder)
    }

    mutating func apply(_ changes: [ListChange]) {
        version += 1
        kept += changes.map { (version, $0) }
        list.apply(changes, version: version)
    }

    /// Compacts up to a step: 1 the file is written, 2 the transaction is done, 3 it is adopted, 4 the old file is erased.
    mutating func compact(upTo step: Int, late: [ListChange]) throws {
        let draft = try list.compact()
        apply(late)
        guard step > 1 else { return }
        segment = draft.name
        kept.removeAll { $0.version <= draft.version }
        guard step > 2 else { return }
        let old = try list.adopt(draft)
        guard step > 3, let old else { return }
        try list.discard(old)
    }

    mutating func restart() throws {
        list = try ListedDevices(folder: folder.path, segment: segment, changes: kept.map(\.change), version: version)
    }
}

@Suite("An owner that crashes")
struct OwnerTests {
    @Test(
        "whatever step it stops at, the next start has the whole list, and one file at most",
        arguments: 1...6 as ClosedRange<UInt64>)
    func crashes(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let folder = TemporaryFolder()
        var owner = try Owner(folder: folder)
        var right: [UInt64: ListedStatus] = [:]
        func changes() throws -> [ListChange] {
            try (0..<Int.random(in: 0...20, using: &random)).map { _ in
                let imei = try Sample.imei(35_000_000_000_000 + random.next() % 5 * 999_999 + random.next() % 20)
                let status = ListedStatus(rawValue: UInt8(random.next() % 4))
                right[imei.value] = status
                return status.map { .list(imei, $0) } ?? .unlist(imei)
            }
        }
        for _ in 0..<40 {
            owner.apply(try changes())
            if random.next() % 2 == 0 {
                let step = Int.random(in: 1...4, using: &random)
                try owner.compact(upTo: step, late: try changes())
                if step < 4 { try owner.restart() }
            } else if random.next() % 3 == 0 {
                // A build that was cut off in the middle.
                folder.write([1, 2, 3], to: "devices-900.segment.new")
                folder.write([1, 2, 3], to: "devices-900.segment.new2")
                try owner.restart()
            }
            #expect(try Sample.contents(of: owner.list) == right)
            for (value, status) in right { #expect(owner.list.status(of: try Sample.imei(value)) == status) }
            #expect(owner.list.version == owner.version && owner.list.count == right.count)
            #expect(folder.names == [owner.segment].compactMap(\.self))
        }
    }

    @Test("the changes that are kept after a transaction are those that the draft does not have")
    func versions() throws {
        let folder = TemporaryFolder()
        var owner = try Owner(folder: folder)
        owner.apply([.list(try Sample.imei(1), .prohibited)])
        owner.apply([.list(try Sample.imei(2), .prohibited)])
        try owner.compact(upTo: 2, late: [.unlist(try Sample.imei(1))])
        let late = ListChange.unlist(try Sample.imei(1))
        #expect(owner.kept.map(\.version) == [3] && owner.kept.map(\.change) == [late])
        try owner.restart()
        #expect(try Sample.contents(of: owner.list) == [2: .prohibited])
    }
}
