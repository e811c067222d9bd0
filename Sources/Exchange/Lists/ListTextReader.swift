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
    private var hasDays = true
    /// Neighbours tend to have the same day: it is read once.
    private var day: (bytes: [UInt8], date: CivilDate?) = (Array(ListText.unknownDay.utf8), nil)

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
        guard partial.count <= ListText.longestSubject + ListText.longestStatus + 12 else { throw tooLong }
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
            let end = hasDays ? line[(space + 1)...].firstIndex(of: 0x20) : line.endIndex,
            ListText.isWord(line[(space + 1)..<end], upTo: ListText.longestStatus),
            let subject = String(validating: line[..<space], as: UTF8.self),
            let status = String(validating: line[(space + 1)..<end], as: UTF8.self),
            !hasDays || readDay(line[(end + 1)...])
        else {
            let day = hasDays ? " and a day, with one space between them" : ", with one space between them"
            throw MalformedRecord(member: "line \(count + 6)", expected: "a subject, a status\(day)")
        }
        guard last.lexicographicallyPrecedes(line[..<space]) else {
            throw MalformedRecord(member: "line \(count + 6)", expected: "a subject that comes after the one before it")
        }
        count += 1
        last.removeAll(keepingCapacity: true)
        last.append(contentsOf: line[..<space])
        return ListText.Line(subject: subject, status: ListStatus(rawValue: status), since: day.date)
    }

    private mutating func readDay(_ bytes: ArraySlice<UInt8>) -> Bool {
        if bytes.elementsEqual(day.bytes) { return true }
        let date = String(validating: bytes, as: UTF8.self).flatMap { CivilDate($0) }
        guard date != nil || bytes.elementsEqual(ListText.unknownDay.utf8) else { return false }
        day = (Array(bytes), date)
        return true
    }

    private mutating func takeHeader(_ line: ArraySlice<UInt8>) throws(MalformedRecord) {
        guard ListText.isWord(line, upTo: ListText.longestHeaderLine), let text = String(validating: line, as: UTF8.self) else {
            throw MalformedRecord(member: "line \(head.count + 1)", expected: "a line of the header")
        }
        head.append(text)
        guard head[0] == ListText.format || head[0] == ListText.formatWithoutDays else {
            throw MalformedRecord(member: "line 1", expected: ListText.format)
        }
        hasDays = head[0] == ListText.format
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
