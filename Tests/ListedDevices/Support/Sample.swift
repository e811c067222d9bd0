// SPDX-License-Identifier: EUPL-1.2

import Identifiers
import Testing
import Trials

@testable import ListedDevices
@testable import Segments

/// Short ways to write down devices and lists in tests.
enum Sample {
    static func imei(_ value: UInt64) throws -> IMEI { try #require(IMEI(value: value)) }

    static func subscriber(_ digits: String) throws -> Subscriber { try #require(Subscriber(digits: digits.utf8)) }

    static func device(_ value: UInt64, _ status: ListedStatus = .prohibited) throws -> ListedDevice {
        ListedDevice(imei: try imei(value), status: status)
    }

    /// An empty list in a folder.
    static func empty(in folder: TemporaryFolder) throws -> ListedDevices {
        try ListedDevices(folder: folder.path, segment: nil, changes: [], version: 0)
    }

    /// A list with a segment that holds what is given.
    static func list(in folder: TemporaryFolder, _ devices: [UInt64: ListedStatus], version: UInt64 = 1) throws -> ListedDevices {
        let list = try empty(in: folder)
        try fill(list, devices, version: version)
        return list
    }

    /// Puts another segment in place.
    static func fill(_ list: ListedDevices, _ devices: [UInt64: ListedStatus], version: UInt64) throws {
        let draft = try list.replace(version: version) { writer in
            for (value, status) in devices.sorted(by: { $0.key < $1.key }) { try writer.add(device(value, status)) }
        }
        if let old = try list.adopt(draft) { try list.discard(old) }
    }

    /// Compacts, adopts and discards.
    static func compact(_ list: ListedDevices) throws {
        if let old = try list.adopt(try list.compact()) { try list.discard(old) }
    }

    /// Everything that a list goes through.
    static func contents(of list: ListedDevices) throws -> [UInt64: ListedStatus] {
        var entries = try list.entries()
        var contents: [UInt64: ListedStatus] = [:]
        var last: IMEI?
        while let device = try entries.nextDevice() {
            if let last { #expect(last < device.imei) }
            last = device.imei
            contents[device.imei.value] = device.status
        }
        return contents
    }

    /// Numbers that an index gets wrong when it gets something wrong: ends of types and of the number line, and neighbours.
    static func nasty(around values: some Sequence<UInt64>) -> [UInt64] {
        var numbers: Set<UInt64> = [0, 1, 999_999, 1_000_000, 99_999_999_999_999, 99_999_998_999_999]
        for value in values {
            let type = value / 1_000_000 * 1_000_000
            numbers.formUnion([value, value &+ 1, value &- 1, type, type + 999_999, type &- 1, type + 1_000_000])
        }
        return numbers.filter { $0 < 100_000_000_000_000 }
    }
}
