// SPDX-License-Identifier: EUPL-1.2

import Testing

@testable import Edge

@Suite("Cutting a stream into events")
struct EventStreamParserTests {
    /// An event as a test writes it.
    private func event(_ name: String, _ data: String) -> ServerSentEvent { ServerSentEvent(name: name, data: Array(data.utf8)) }

    private func events(_ text: String) throws -> [ServerSentEvent] { try EventStreamParser.events(Array(text.utf8)) }

    @Test("an event has a name and data, and ends with an empty line")
    func simple() throws {
        #expect(try events("event: batch\nid: 7\ndata: {\"from\":0}\n\n") == [event("batch", "{\"from\":0}")])
    }

    @Test("an event without a name is a message, also when the one before had a name")
    func message() throws {
        #expect(try events("event: batch\ndata: 1\n\ndata: 2\n\n") == [event("batch", "1"), event("message", "2")])
        #expect(try events("event:\ndata: 2\n\n") == [event("message", "2")])
    }

    @Test("of two names the last counts")
    func twoNames() throws {
        #expect(try events("event: a\nevent: b\ndata: 1\n\n") == [event("b", "1")])
    }

    @Test("data lines are joined by line feeds, empty ones too")
    func multiLine() throws {
        // The three examples of WHATWG HTML §9.2.6.
        #expect(try events("data: YHOO\ndata: +2\ndata: 10\n\n") == [event("message", "YHOO\n+2\n10")])
        #expect(try events("data\n\ndata\ndata\n\ndata:") == [event("message", ""), event("message", "\n")])
        #expect(try events("data:test\n\ndata: test\n\n") == [event("message", "test"), event("message", "test")])
    }

    @Test("one space after the colon goes, and no more than one")
    func space() throws {
        #expect(try events("data:  two\n\n") == [event("message", " two")])
        #expect(try events("data:none\n\n") == [event("message", "none")])
        #expect(try events("data:\ttab\n\n") == [event("message", "\ttab")])
        #expect(try events("event : batch\ndata: 1\n\n") == [event("message", "1")])
    }

    @Test("lines end with LF, CR or CRLF, in any mixture", arguments: ["\n", "\r", "\r\n"], ["\n", "\r", "\r\n"])
    func lineEnds(first: String, second: String) throws {
        // CR then LF is one line end, not two.
        let isOneEnd = first == "\r" && second == "\n"
        let text =
            "event: a\(first)data: 1\(first)data: 2\(first)\(isOneEnd ? "\r" : second)data: 3\(second)\(isOneEnd ? "\n" : second)"

        #expect(try events(text) == [event("a", "1\n2"), event("message", "3")])
    }

    @Test("CRLF is one line end, also when its halves come apart")
    func splitLineEnd() throws {
        var parser = EventStreamParser()

        #expect(try parser.read(Array("data: 1\r".utf8)).isEmpty)
        #expect(try parser.read(Array("\n".utf8)).isEmpty)
        #expect(try parser.read(Array("\r".utf8)) == [event("message", "1")])
        #expect(try parser.read(Array("\n\n\n".utf8)).isEmpty)
    }

    @Test("comments, unknown fields, ids and reconnection times are passed over")
    func ignored() throws {
        let text = ": this is a test\n\nid: 1\nretry: 10000\n:\nnonsense\nfoo: bar\nDATA: 0\ndata: 1\n: and another\n\n"

        #expect(try events(text) == [event("message", "1")])
    }

    @Test("an event without data is none, and its name is forgotten")
    func noData() throws {
        #expect(try events("event: batch\n\ndata: 1\n\n") == [event("message", "1")])
        #expect(try events("\n\n\r\n\r\r\n").isEmpty)
    }

    @Test("an event that is not finished is not handed out")
    func unfinished() throws {
        var parser = EventStreamParser()

        #expect(try parser.read(Array("event: batch\ndata: 1\n".utf8)).isEmpty)
        #expect(try parser.read(Array("data: 2\n".utf8)).isEmpty)
        #expect(try parser.read(Array("\n".utf8)) == [event("batch", "1\n2")])
    }

    @Test("data is bytes: what is no UTF-8 is handed out as it came")
    func bytes() throws {
        let data: [UInt8] = [0xFF, 0x00, 0xC3, 0x28, 0xE2, 0x80, 0xA8]
        let events = try EventStreamParser.events(Array("data: ".utf8) + data + [0x0A, 0x0A])

        #expect(events == [ServerSentEvent(name: "message", data: data)])
    }

    @Test("a stream cut at any byte gives the same events")
    func everyCut() throws {
        let bytes = Array(
            "event: hello\r\ndata: {}\r\n\r\n: c\revent: batch\rid: 9\rdata: [1,\rdata:2]\r\revent: heartbeat\ndata\n\n".utf8)
        let whole = try EventStreamParser.events(bytes)
        #expect(whole == [event("hello", "{}"), event("batch", "[1,\n2]"), event("heartbeat", "")])

        for cut in 0...bytes.count {
            var parser = EventStreamParser()
            #expect(try parser.read(bytes[..<cut]) + parser.read(bytes[cut...]) == whole, "cut at \(cut)")
        }
        var parser = EventStreamParser()
        #expect(try bytes.flatMap { try parser.read([$0]) } == whole)
    }
}
