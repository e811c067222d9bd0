// SPDX-License-Identifier: EUPL-1.2

/// Writes the text of a list piece by piece: hash and send what ``take()`` gives.
public struct ListTextWriter: Sendable {
    private let header: ListText.Header
    private var written: UInt64 = 0
    private var last: [UInt8] = []
    private var pending: [UInt8]

    /// Begins with the header.
    /// - Throws: `MalformedRecord` when the origin or the name of the list cannot be written as a line.
    public init(_ header: ListText.Header) throws(MalformedRecord) {
        guard ListText.isWord(header.origin.utf8, upTo: ListText.longestHeaderLine) else {
            throw MalformedRecord(member: "origin", expected: "the origin of a log")
        }
        guard ListText.isWord(header.list.rawValue.utf8, upTo: ListText.longestHeaderLine) else {
            throw MalformedRecord(member: "list", expected: "the name of a list")
        }
        self.header = header
        pending = Array(header.text.utf8)
    }

    /// How many bytes wait to be taken.
    public var waiting: Int { pending.count }

    /// Writes the next subject.
    /// - Throws: `MalformedRecord` when a subject or status cannot stand in a line, when the subject does not come after the one
    ///   before it, or when there are more than the header says.
    public mutating func add(_ line: ListText.Line) throws(MalformedRecord) {
        guard ListText.isWord(line.subject.utf8, upTo: ListText.longestSubject) else {
            throw MalformedRecord(member: "subject", expected: "a text without blanks of 1 to \(ListText.longestSubject) bytes")
        }
        guard ListText.isWord(line.status.rawValue.utf8, upTo: ListText.longestStatus) else {
            throw MalformedRecord(member: "status", expected: "a text without blanks of 1 to \(ListText.longestStatus) bytes")
        }
        guard last.lexicographicallyPrecedes(line.subject.utf8) else {
            throw MalformedRecord(member: "subject", expected: "a subject that comes after the one before it")
        }
        guard written < header.count else { throw MalformedRecord(member: "count", expected: "the number of subjects that follow") }
        written += 1
        last.removeAll(keepingCapacity: true)
        last.append(contentsOf: line.subject.utf8)
        pending.append(contentsOf: last)
        pending.append(0x20)
        pending.append(contentsOf: line.status.rawValue.utf8)
        pending.append(0x20)
        pending.append(contentsOf: (line.since?.description ?? ListText.unknownDay).utf8)
        pending.append(0x0A)
    }

    /// Hands over what was written since the last time.
    public mutating func take() -> [UInt8] {
        defer { pending = [] }
        return pending
    }

    /// Ends the text.
    /// - Returns: what was written since ``take()`` was last called.
    /// - Throws: `MalformedRecord` when there were fewer subjects than the header says.
    public mutating func finish() throws(MalformedRecord) -> [UInt8] {
        guard written == header.count else {
            throw MalformedRecord(member: "count", expected: "the number of subjects that follow")
        }
        return take()
    }
}
