// SPDX-License-Identifier: EUPL-1.2

import Devices
import Exchange
import FoundationEssentials
import Store
import Testing

@testable import Hub

@Suite("The journal of erasures")
struct ErasureJournalTests {
    private let stone = Tombstone(erased: [3..<5, 9..<10], rule: "devices/closed", due: TrialHub.start)

    @Test("what is noted is told, in order, also by another process")
    func order() throws {
        let place = try TrialPlace()
        let path = place.folder + "/journal"
        try FileErasureJournal(path: path).note(stone, in: .devices)
        try FileErasureJournal(path: path).note(Tombstone(indexes: [1, 2, 7], rule: "x", due: TrialHub.start), in: .parties)

        let all = try FileErasureJournal(path: path).all()

        #expect(all.map(\.log) == [.devices, .parties])
        #expect(all.first?.tombstone == stone)
        #expect(all.last?.tombstone.erased == [1..<3, 7..<8])
    }

    @Test("a line cut short by a crash is passed over, and does not swallow the next")
    func cutShort() throws {
        let place = try TrialPlace()
        let path = place.folder + "/journal"
        let journal = FileErasureJournal(path: path)
        try journal.note(stone, in: .devices)
        var bytes = try Data(contentsOf: URL(filePath: path))
        bytes.append(contentsOf: Array("{\"log\":\"dev".utf8))
        try bytes.write(to: URL(filePath: path))

        try journal.note(stone, in: .parties)

        #expect(try journal.all().map(\.log) == [.devices, .parties])
    }

    @Test("no journal is no erasures; one that cannot be written stops the erasure")
    func absent() throws {
        let place = try TrialPlace()
        #expect(try FileErasureJournal(path: place.folder + "/none").all().isEmpty)
        #expect(throws: (any Error).self) {
            try FileErasureJournal(path: place.folder + "/no/such/folder/journal").note(stone, in: .devices)
        }
    }
}
