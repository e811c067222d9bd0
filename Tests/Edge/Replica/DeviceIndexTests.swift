// SPDX-License-Identifier: EUPL-1.2

import EquipmentIdentity
import Exchange
import Identifiers
import Testing

@testable import Edge

@Suite("The list in memory")
struct DeviceIndexTests {
    private let timekeeper = ManualTimekeeper(at: Instant(milliseconds: 1_795_230_500_000))
    private let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    private func index() throws -> DeviceIndex { try DeviceIndex(in: folder.path, timekeeper: timekeeper) }

    private func imei(_ value: UInt64) throws -> IMEI { try #require(IMEI(value: value)) }

    @Test("before any list there is no version, no age and no device")
    func empty() throws {
        let index = try index()

        #expect(index.freshness == .never && index.version == 0 && index.count == 0)
        #expect(try index.status(of: imei(1)) == nil)
    }

    @Test("changes become active with their version")
    func changes() throws {
        let index = try index()

        index.apply(
            try [
                DeviceChange(imei: imei(1), status: "prohibited"), DeviceChange(imei: imei(2), status: "tracking"),
                DeviceChange(imei: imei(3), status: "prohibited"), DeviceChange(imei: imei(3), status: nil),
                DeviceChange(imei: imei(4), status: nil),
            ], version: 42, verifiedAt: timekeeper.now())

        #expect(index.version == 42 && index.count == 2)
        #expect(try index.status(of: imei(1)) == .prohibited && index.status(of: imei(2)) == .tracking)
        #expect(try index.status(of: imei(3)) == nil && index.status(of: imei(4)) == nil)
        #expect(index.freshness == .list(version: 42, ageMilliseconds: 0))

        index.apply([DeviceChange(imei: try imei(1), status: nil)], version: 43, verifiedAt: timekeeper.now())
        #expect(try index.status(of: imei(1)) == nil && index.count == 1 && index.version == 43)
    }

    @Test(
        "a status this version does not know is tracked, not refused", arguments: ["greylisted", "", "Prohibited", "prohibited "])
    func unknownStatus(status: String) throws {
        let index = try index()

        index.apply(
            [DeviceChange(imei: try imei(1), status: ListStatus(rawValue: status))], version: 1, verifiedAt: timekeeper.now())

        #expect(try index.status(of: imei(1)) == .tracking)
    }

    @Test("the list ages by the edge's clock, and is young again when the hub confirms it")
    func age() throws {
        let index = try index()
        index.apply([], version: 7, verifiedAt: timekeeper.now())

        timekeeper.advance(by: .milliseconds(1_501))
        #expect(index.freshness == .list(version: 7, ageMilliseconds: 1_501))
        timekeeper.advance(by: .days(3))
        #expect(index.freshness == .list(version: 7, ageMilliseconds: 3 * 86_400_000 + 1_501))

        index.touch(timekeeper.now())
        #expect(index.freshness == .list(version: 7, ageMilliseconds: 0))
    }

    @Test("a clock that is set back makes no negative age")
    func clockSetBack() throws {
        let index = try index()
        index.apply([], version: 1, verifiedAt: timekeeper.now())

        timekeeper.advance(by: .hours(-5))

        #expect(index.freshness == .list(version: 1, ageMilliseconds: 0))
    }

    @Test("an empty list that the hub confirmed is a list of version 0")
    func confirmedEmpty() throws {
        let index = try index()

        index.touch(timekeeper.now())

        #expect(index.freshness == .list(version: 0, ageMilliseconds: 0))
    }

    @Test("a reader sees the list before a batch or after it, never half of it")
    func atomic() async throws {
        let index = try index()
        let devices = try (0..<200).map { try imei($0) }

        let halves = await withTaskGroup(of: Int.self) { group in
            group.addTask {
                for round in 1...300 {
                    index.apply(
                        devices.map { DeviceChange(imei: $0, status: round % 2 == 1 ? "prohibited" : nil) }, version: UInt64(round),
                        verifiedAt: .epoch)
                }
                return 0
            }
            group.addTask {
                var halves = 0
                while index.version < 300 {
                    let count = index.count
                    if count != 0, count != devices.count { halves += 1 }
                }
                return halves
            }
            return await group.reduce(0, +)
        }

        #expect(halves == 0 && index.version == 300 && index.count == 0)
    }
}
