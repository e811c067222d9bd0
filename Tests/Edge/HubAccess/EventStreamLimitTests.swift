// SPDX-License-Identifier: EUPL-1.2

import Ledger
import Testing
import Trials

@testable import Edge

@Suite("The bound on an event")
struct EventStreamLimitTests {
    private let refusal = EventStreamParser.TooLarge.self

    @Test("an event as large as the limit is taken, a byte more is refused")
    func line() throws {
        var fitting = EventStreamParser(limit: 16)
        var tight = EventStreamParser(limit: 15)
        let bytes = Array("data: 0123456789\n\n".utf8)

        #expect(try fitting.read(bytes).first?.data.count == 10)
        #expect(throws: refusal) { try tight.read(bytes) }
    }

    @Test("the lines of an event count together")
    func lines() throws {
        var parser = EventStreamParser(limit: 40)
        let line = Array("data: 0123456789\n".utf8)

        #expect(try parser.read(line + line).isEmpty)
        #expect(throws: refusal) { try parser.read(line + line) }
    }

    @Test("empty data lines count too")
    func emptyLines() {
        var parser = EventStreamParser(limit: 100)

        #expect(throws: refusal) { try parser.read(Array(String(repeating: "data\n", count: 200).utf8)) }
    }

    @Test("a line that never ends is refused, whatever field it is", arguments: ["data:", ":", "event:", "x"])
    func endless(start: String) {
        var parser = EventStreamParser(limit: 1_000)

        #expect(throws: refusal) {
            for _ in 0..<1_001 { _ = try parser.read(Array(start.utf8)) }
        }
    }

    @Test("the limit is of one event, not of the stream")
    func many() throws {
        var parser = EventStreamParser(limit: 20)
        let bytes = Array("data: 0123456789\n\n".utf8)

        for _ in 0..<1_000 { #expect(try parser.read(bytes).count == 1) }
    }

    @Test("comments between events do not add up")
    func comments() throws {
        var parser = EventStreamParser(limit: 20)

        #expect(try parser.read(Array(String(repeating: ": still here\n", count: 1_000).utf8)).isEmpty)
        #expect(try parser.read(Array("data: 1\n\n".utf8)).count == 1)
    }

    @Test("the refusal is one sentence that names the limit")
    func sentence() throws {
        var parser = EventStreamParser(limit: 3)

        let error = #expect(throws: refusal) { try parser.read(Array("data: 1".utf8)) }

        #expect(error?.description == "An event of the stream is larger than 3 bytes: the stream is refused.")
    }

    @Test("random bytes in random pieces give the same events as in one piece, none larger than the limit", arguments: 0..<8)
    func random(seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed))
        let words = ["data", "event", ":", " ", "\n", "\n", "\r", "\r\n", "{", "é", "id", "\u{FEFF}", "x"]
        for _ in 0..<150 {
            var bytes: [UInt8] = []
            for _ in 0..<random.below(60) { bytes += Array(words[random.below(words.count)].utf8) }
            if random.below(2) == 0 { bytes += random.bytes(random.below(20)) }
            var whole = EventStreamParser(limit: 24)
            var pieces = EventStreamParser(limit: 24)

            let expected = Result { try whole.read(bytes) }
            let found = Result { try random.pieces(of: bytes, upTo: 6).flatMap { try pieces.read($0) } }

            switch (expected, found) {
            case (.success(let expected), .success(let found)):
                #expect(expected == found && found.allSatisfy { $0.data.count <= 24 })
            case (.failure, .failure): break
            default: Issue.record("pieces and whole do not agree on \(bytes)")
            }
        }
    }

    @Test("a follower refuses an event beyond the limit of its JSON reader and keeps its list")
    func follower() throws {
        let hub = try HostileHub.sample()
        let edge = try TrialEdge.following(hub.prefix(7))
        var machine = edge.machine
        machine.reset()
        _ = try machine.receive(try #require(EventStreamParser.events(hub.greeting()).first), at: HostileHub.moment)
        let data = Array(#"{"from":7,"leaves":[],"junk":""#.utf8) + [UInt8](repeating: 0x61, count: 48 << 20) + Array(#""}"#.utf8)

        #expect(throws: FollowFault.self) { try machine.receive(ServerSentEvent(name: "batch", data: data), at: HostileHub.moment) }
        #expect(machine.position == edge.applied)
    }
}
