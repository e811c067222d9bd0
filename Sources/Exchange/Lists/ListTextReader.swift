// SPDX-License-Identifier: EUPL-1.2

/// Reads the text of a list piece by piece and strictly, so that each list has one text. It holds no more than one line.
public struct ListTextReader: Sendable {
    /// The header, once it was read.
    public private(set) var header: ListText.Header?
    /// How many subjects were read.
    public private(set) var count: UInt64 = 0
    private var head: [String] = []
    private var partial: [UInt8] = []
    private var last: [UInt8] = []

    /// A reader at the beginning of a text.
    public init() {}

    /// Takes bytes in.
    /// - Returns: the subjects that they complete, in order.
    /// - Throws: `MalformedRecord`; the text is then not one of this format, and the reader of no further use.
    public mutating func read(_ bytes: [UInt8]) throws(MalformedRecord) -> [ListText.Line] {
        var lines: [ListText.Line] = []
        lines.reserveCapacity(bytes.count / 24)
        var rest = bytes[...]
        while let end = rest.firstIndex(of: 0x0A) {
            let piece = rest[..<end]
            rest = rest[(end + 1)...]
            if partial.isEmpty {
                if let line = try take(piece) { lines.append(line) }
            } else {
                partial.append(contentsOf: piece)
                let whole = partial[...]
                partial = []
                if let line = try take(whole) { lines.append(line) }
            }
        }
        partial.append(contentsOf: rest)
        guard partial.count <= ListText.longestSubject + ListText.longestStatus + 1 else { throw tooLong }
        return lines
    }

    /// Ends the text.
    /// - Returns: its header.
    /// - Throws: `MalformedRecord` when it was cut short.
    public func finish() throws(MalformedRecord) -> ListText.Header {
        guard let header, partial.isEmpty else {
            throw MalformedRecord(member: "text", expected: "whole, up to its last line feed")
        }
        guard count == header.count else { throw wrongCount }
        return header
    }

    private mutating func take(_ line: ArraySlice<UInt8>) throws(MalformedRecord) -> ListText.Line? {
        guard let header else {
            try takeHeader(line)
            return nil
        }
        guard count < header.count else { throw wrongCount }
        guard let space = line.firstIndex(of: 0x20), ListText.isWord(line[..<space], upTo: ListText.longestSubject),
            ListText.isWord(line[(space + 1)...], upTo: ListText.longestStatus),
            let subject = String(validating: line[..<space], as: UTF8.self),
            let status = String(validating: line[(space + 1)...], as: UTF8.self)
        else { throw MalformedRecord(member: "line \(count + 6)", expected: "a subject, a space and a status") }
        guard last.lexicographicallyPrecedes(line[..<space]) else {
            throw MalformedRecord(member: "line \(count + 6)", expected: "a subject that comes after the one before it")
        }
        count += 1
        last.removeAll(keepingCapacity: true)
        last.append(contentsOf: line[..<space])
        return ListText.Line(subject: subject, status: ListStatus(rawValue: status))
    }

    private mutating func takeHeader(_ line: ArraySlice<UInt8>) throws(MalformedRecord) {
        guard ListText.isWord(line, upTo: ListText.longestHeaderLine), let text = String(validating: line, as: UTF8.self) else {
            throw MalformedRecord(member: "line \(head.count + 1)", expected: "a line of the header")
        }
        head.append(text)
        guard head[0] == ListText.format else { throw MalformedRecord(member: "line 1", expected: ListText.format) }
        guard head.count == 5 else { return }
        guard let version = UInt64(head[3]), String(version) == head[3] else {
            throw MalformedRecord(member: "line 4", expected: "a version in decimal digits")
        }
        guard let count = UInt64(head[4]), String(count) == head[4] else {
            throw MalformedRecord(member: "line 5", expected: "a number of subjects in decimal digits")
        }
        header = ListText.Header(origin: head[1], list: ListName(rawValue: head[2]), version: version, count: count)
    }

    private var wrongCount: MalformedRecord {
        MalformedRecord(member: "count", expected: "the number of subjects that follow")
    }

    private var tooLong: MalformedRecord {
        MalformedRecord(member: "line \(count + 6)", expected: "no longer than a subject and a status may be")
    }
}
