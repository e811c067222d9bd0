// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Testing

@Suite("What a log says of a snapshot")
struct SnapshotEntryTests {
    private let digest = "a55c8053fc6687ba8bfdf8674d8a819b81761fa8e1a907f8b316e71b4bdf9d2a"

    private func payload(_ name: String = "", _ value: String = "") -> String {
        var members = ["bytes": "97", "count": "2", "digest": "\"\(digest)\"", "size": "9", "version": "5"]
        if !name.isEmpty { members[name] = value.isEmpty ? nil : value }
        let inner = members.sorted { $0.key < $1.key }.map { "\"\($0.key)\":\($0.value)" }.joined(separator: ",")
        return #"{"list":"stolen","snapshot":{\#(inner)}}"#
    }

    @Test("a payload is read member by member and written as it was")
    func roundTrip() throws {
        let entry = try SnapshotEntry(json: JSON(parsing: payload()))

        #expect(entry.list == "stolen" && entry.version == 5 && entry.size == 9 && entry.count == 2 && entry.bytes == 97)
        #expect(entry.digest.hex == digest)
        #expect(String(decoding: entry.json.canonical(), as: UTF8.self) == payload())
    }

    @Test(
        "a payload that lacks a member or says what cannot be is refused",
        arguments: [
            ("bytes", ""), ("bytes", "0"), ("bytes", "-1"), ("bytes", "\"97\""), ("count", ""), ("count", "-1"), ("count", "1.5"),
            ("digest", ""), ("digest", "\"00\""), ("digest", "7"), ("size", ""), ("size", "0"), ("size", "4"), ("version", ""),
            ("version", "0"), ("version", "10"),
        ])
    func refused(name: String, value: String) throws {
        let json = try JSON(parsing: payload(name, value))

        #expect(throws: MalformedRecord.self) { try SnapshotEntry(json: json) }
    }

    @Test("a listing is no snapshot", arguments: ["{}", "[]", #"{"list":"stolen"}"#, #"{"snapshot":{},"list":"stolen"}"#])
    func other(text: String) throws {
        let json = try JSON(parsing: text)

        #expect(throws: MalformedRecord.self) { try SnapshotEntry(json: json) }
    }
}
