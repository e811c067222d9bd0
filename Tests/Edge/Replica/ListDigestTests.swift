// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Foundation
import Ledger
import Testing

@testable import Edge

@Suite("The digest of a list")
struct ListDigestTests {
    /// The page that tells the format.
    private func page() throws -> String {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
            .deletingLastPathComponent()
        return try String(contentsOf: root.appendingPathComponent("docs/list-format.md"), encoding: .utf8)
    }

    /// The indented lines after a heading of the page.
    private func block(after heading: String) throws -> [String] {
        let lines = try page().split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let start = try #require(lines.firstIndex(of: heading))
        return lines[(start + 1)...].drop { !$0.hasPrefix("    ") }.prefix { $0.hasPrefix("    ") }.map { String($0.dropFirst(4)) }
    }

    @Test("the payloads of the worked example give its text, and the text its digest")
    func workedExample() throws {
        var replay = ListReplay(list: "stolen")
        for line in try block(after: "### The payloads") {
            let parts = line.split(separator: " ", maxSplits: 3).map(String.init)
            #expect(parts[0] == "\(replay.version + 1)")
            try replay.take(kind: parts[1], payload: JSON(parsing: parts[3]), at: #require(Instant(rfc3339: parts[2])))
        }

        let text = try replay.text(origin: "hub.example/devices")

        #expect(try String(decoding: text, as: UTF8.self) == block(after: "### The text").joined(separator: "\n") + "\n")
        #expect(try HostileHub.digest(of: text).hex == block(after: "### The digest").first)
        #expect(try page().contains("\(text.count) bytes"))
    }

    @Test("the edge's own list has the digest of the hub's, whatever way it came")
    func sameList() throws {
        let hub = try HostileHub.sample()
        var replay = ListReplay(list: HostileHub.list)
        for entry in hub.entries where entry.leaf.audience == HostileHub.audience {
            try replay.take(
                kind: entry.leaf.kind, payload: JSON(parsing: entry.payload), at: Instant(milliseconds: entry.leaf.time))
        }

        #expect(try replay.text(origin: HostileHub.origin) == HostileHub.text(hub.devices(at: 12), version: 7))
    }
}
