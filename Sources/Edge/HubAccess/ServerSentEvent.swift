// SPDX-License-Identifier: EUPL-1.2

/// One event of a stream (WHATWG HTML §9.2).
public struct ServerSentEvent: Hashable, Sendable {
    /// Its name; `message` when the stream gives none.
    public let name: String
    /// Its data: the data lines, joined with line feeds.
    public let data: [UInt8]
}

/// Cuts a stream of bytes into events. Bounded: an event larger than the limit ends the stream with an error.
public struct EventStreamParser: Sendable {
    /// The most bytes of one event.
    public let limit: Int
    private var line: [UInt8] = []
    private var name = ""
    private var data: [UInt8] = []
    private var hasData = false
    private var skipsLineFeed = false

    /// A stream is not one of events, or an event is too large.
    public struct TooLarge: Error, Hashable, Sendable, CustomStringConvertible {
        /// One sentence.
        public let description: String
    }

    /// A parser.
    /// - Parameter limit: the most bytes of one event.
    public init(limit: Int = 48 << 20) {
        self.limit = limit
    }

    /// Takes bytes in, and hands out the events they complete.
    public mutating func read(_ bytes: some Sequence<UInt8>) throws(TooLarge) -> [ServerSentEvent] {
        var events: [ServerSentEvent] = []
        let isWithinLimit =
            bytes.withContiguousStorageIfAvailable { read($0, &events) }
            ?? Array(bytes).withUnsafeBufferPointer { read($0, &events) }
        guard isWithinLimit else {
            throw TooLarge(description: "An event of the stream is larger than \(limit) bytes: the stream is refused.")
        }
        return events
    }

    /// - Returns: whether every event is within the limit.
    private mutating func read(_ bytes: UnsafeBufferPointer<UInt8>, _ events: inout [ServerSentEvent]) -> Bool {
        var start = 0
        while start < bytes.count {
            if skipsLineFeed, bytes[start] == 0x0A { start += 1 }
            skipsLineFeed = false
            var end = start
            while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
            guard line.count + (end - start) + data.count <= limit else { return false }
            line.append(contentsOf: bytes[start..<end])
            guard end < bytes.count else { return true }
            skipsLineFeed = bytes[end] == 0x0D
            if let event = endLine() { events.append(event) }
            start = end + 1
        }
        return true
    }

    private mutating func endLine() -> ServerSentEvent? {
        defer { line.removeAll(keepingCapacity: true) }
        guard !line.isEmpty else {
            defer {
                name = ""
                data = []
                hasData = false
            }
            return hasData ? ServerSentEvent(name: name.isEmpty ? "message" : name, data: data) : nil
        }
        let colon = line.firstIndex(of: 0x3A) ?? line.endIndex
        var value = colon < line.endIndex ? line[(colon + 1)...] : []
        if value.first == 0x20 { value = value.dropFirst() }
        switch String(decoding: line[..<colon], as: UTF8.self) {
        case "event": name = String(decoding: value, as: UTF8.self)
        case "data":
            if hasData { data.append(0x0A) }
            data.append(contentsOf: value)
            hasData = true
        default: break
        }
        return nil
    }
}
