// SPDX-License-Identifier: EUPL-1.2

import Identifiers
import Testing
import Trials

@testable import ListedDevices
@testable import Segments

@Suite("Compaction, step by step")
struct DraftTests {
    private let folder = TemporaryFolder()

    private func reopen(_ segment: String?, _ changes: [ListChange] = [], version: UInt64 = 0) throws -> ListedDevices {
        try ListedDevices(folder: folder.path, segment: segment, changes: changes, version: version)
    }

    @Test("changes that come between the writing and the adoption stay, those before leave memory")
    func meanwhile() throws {
        let list = try Sample.list(in: folder, [1: .prohibited, 2: .prohibited])
        list.apply([.unlist(try Sample.imei(1)), .list(try Sample.imei(3), .tracking)], version: 10)
        let draft = try list.compact()
        #expect(draft.version == 10 && draft.totals == ListTotals(prohibited: 1, tracking: 1))
        #expect(list.status(of: try Sample.imei(3)) == .tracking)
        #expect(list.status(of: try Sample.imei(1)) == nil)
        list.apply(
            [.list(try Sample.imei(1), .permitted), .unlist(try Sample.imei(2)), .list(try Sample.imei(3), .tracking)], version: 11)

        let expected: [UInt64: ListedStatus] = [1: .permitted, 3: .tracking]
        #expect(try Sample.contents(of: list) == expected)
        #expect(list.size.changes == 5)
        let old = try list.adopt(draft)

        #expect(try Sample.contents(of: list) == expected)
        #expect(list.totals == ListTotals(permitted: 1, tracking: 1))
        #expect(list.size.changes == 3 && list.version == 11 && list.segmentName == draft.name)
        #expect(old == "devices-1.segment" && folder.names == ["devices-1.segment", "devices-2.segment"])
    }

    @Test("another list in place of this one drops what was applied before, and keeps what is applied while it is written")
    func replace() throws {
        let list = try Sample.list(in: folder, [1: .prohibited])
        list.apply([.list(try Sample.imei(2), .prohibited)], version: 2)
        let draft = try list.replace(version: 9) { writer in
            // So already, but not in the list that comes in its place.
            list.apply([.list(try Sample.imei(1), .prohibited), .list(try Sample.imei(8), .tracking)], version: 10)
            try writer.add(Sample.device(7))
            try writer.add(Sample.device(8))
        }
        #expect(try Sample.contents(of: list) == [1: .prohibited, 2: .prohibited, 8: .tracking])
        _ = try list.adopt(draft)
        #expect(try Sample.contents(of: list) == [1: .prohibited, 7: .prohibited, 8: .tracking])
        #expect(list.totals == ListTotals(prohibited: 2, tracking: 1))
    }

    @Test("there is one draft at a time; one that is given up leaves the list as it was, and no file")
    func abandon() throws {
        let list = try Sample.list(in: folder, [1: .prohibited])
        list.apply([.list(try Sample.imei(2), .tracking)], version: 2)
        let draft = try list.compact()
        let error = #expect(throws: SegmentError.self) { try list.compact() }
        #expect(error?.code == .draftUnderWay)
        list.apply([.unlist(try Sample.imei(1))], version: 3)

        list.abandon(draft)

        #expect(try Sample.contents(of: list) == [2: .tracking])
        #expect(folder.names == ["devices-1.segment"])
        let late = #expect(throws: SegmentError.self) { try list.adopt(draft) }
        #expect(late != nil)
        try Sample.compact(list)
        #expect(try Sample.contents(of: list) == [2: .tracking])
        #expect(list.size.changes == 0)
    }

    @Test("giving up a draft that was adopted does nothing, and it cannot be adopted twice")
    func adopted() throws {
        let list = try Sample.list(in: folder, [1: .prohibited])
        let draft = try list.compact()
        _ = try list.adopt(draft)
        list.abandon(draft)
        let error = #expect(throws: SegmentError.self) { try list.adopt(draft) }
        #expect(error?.code == .unknownDraft)
        #expect(list.status(of: try Sample.imei(1)) == .prohibited)
        #expect(folder.names.contains(draft.name))
    }

    @Test(
        "a crash before the transaction: the old segment and all changes are there, the draft is not"
    )
    func crashBefore() throws {
        let list = try Sample.list(in: folder, [1: .prohibited])
        let change = ListChange.list(try Sample.imei(2), .tracking)
        list.apply([change], version: 2)
        _ = try list.compact()
        #expect(folder.names == ["devices-1.segment", "devices-2.segment"])

        let after = try reopen("devices-1.segment", [change], version: 2)

        #expect(try Sample.contents(of: after) == [1: .prohibited, 2: .tracking])
        #expect(after.version == 2)
        #expect(folder.names == ["devices-1.segment"])
    }

    @Test("a crash after the transaction: the new segment is there with the changes since, the old file is not")
    func crashAfter() throws {
        let list = try Sample.list(in: folder, [1: .prohibited])
        list.apply([.list(try Sample.imei(2), .tracking)], version: 2)
        let draft = try list.compact()
        let late = ListChange.unlist(try Sample.imei(1))
        list.apply([late], version: 3)
        folder.link("devices-1.segment", as: "witness")

        let after = try reopen(draft.name, [late], version: 3)

        #expect(try Sample.contents(of: after) == [2: .tracking])
        #expect(after.totals == ListTotals(tracking: 1))
        #expect(folder.names == ["devices-2.segment", "witness"] && folder.bytes(of: "witness").allSatisfy { $0 == 0 })
    }

    @Test("a replaced segment is erased with zeros, and not while somebody goes through it or it is in use")
    func discard() throws {
        let list = try Sample.list(in: folder, [1: .prohibited, 5: .tracking])
        var entries: ListEntries? = try list.entries()
        let old = try #require(try list.adopt(try list.compact()))
        for name in [old, "devices-2.segment", "../other", "devices-2.segment.new"] {
            let error = #expect(throws: SegmentError.self) { try list.discard(name) }
            #expect(error?.code == .inUse)
        }
        #expect(try entries?.nextDevice() == Sample.device(1))
        entries = nil
        folder.link(old, as: "witness")
        try list.discard(old)
        #expect(folder.names == ["devices-2.segment", "witness"] && folder.bytes(of: "witness").allSatisfy { $0 == 0 })
        #expect(list.status(of: try Sample.imei(5)) == .tracking)
    }

    @Test("a segment that is missing or of something else is refused at opening")
    func missing() throws {
        #expect(throws: SegmentError.self) { try reopen("devices-4.segment") }
        let writer = try SegmentWriter(path: folder.path + "/devices-5.segment", kind: "images", sections: [])
        try writer.finish(metadata: [])
        let error = #expect(throws: SegmentError.self) { try reopen("devices-5.segment") }
        #expect(error?.code == .wrongKind)
    }
}
