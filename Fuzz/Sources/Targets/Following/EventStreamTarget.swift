// SPDX-License-Identifier: EUPL-1.2

import Edge

/// Streams of events. The input: in what pieces it is read and the most bytes of an event, then the stream.
struct EventStreamTarget: FuzzTarget {
    let name = "event-stream"
    let longest = 2_048
    let words = ["event: ", "data: ", "data", "\r\n", "\n\n", ": \n", "id: 1", "retry: 5"]

    func seeds() throws -> [[UInt8]] {
        [
            [0, 255] + "event: hello\ndata: {\"origin\":1}\n\n: quiet\n\ndata: one\ndata: two\n\n".input,
            [3, 10] + "\r\ndata\r\rdata:\r\n\r\nevent:x\nevent\nid: 1\ndata:  y\n\n".input,
        ]
    }

    func attempt(_ bytes: [UInt8]) {
        var input = FuzzInput(bytes)
        let piece = Int(input.byte()) + 1
        let limit = Int(input.byte())
        let stream = Array(input.rest)
        let whole = read(stream, by: max(1, stream.count), limit)
        claim(whole == read(stream, by: piece, limit), "a stream is the same in whatever pieces it comes")
        guard let whole else { return }
        claim(whole.allSatisfy { $0.data.count <= limit }, "no event is larger than it may be")
        claim(whole.reduce(0) { $0 + $1.data.count + 2 } <= stream.count, "events come from the stream")
        claim(whole.allSatisfy { !$0.name.isEmpty && !$0.data.contains(0x0D) }, "every event has a name, and lines end one way")
    }

    private func read(_ stream: [UInt8], by length: Int, _ limit: Int) -> [ServerSentEvent]? {
        var parser = EventStreamParser(limit: limit)
        var events: [ServerSentEvent] = []
        for start in stride(from: 0, to: stream.count, by: length) {
            guard let more = try? parser.read(stream[start..<min(start + length, stream.count)]) else { return nil }
            events += more
        }
        return events
    }
}
