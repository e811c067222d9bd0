// SPDX-License-Identifier: EUPL-1.2

/// Walks over the fields of one line after RFC 4180 §2, without allocation. A line end inside quotes is not supported: a row is one line, so
/// that one stray quote costs one row. No column of a dump can hold a double quote, so a doubled one breaks the row too.
struct FieldScan {
    private var position = 0
    private var isFinished = false
    /// Whether quotes are wrong: unclosed, inside a field, or followed by text.
    private(set) var isBroken = false

    /// Where the content of the next field lies, or nil after the last and when quotes are wrong.
    @inline(__always)
    mutating func next(in line: Span<UInt8>) -> Range<Int>? {
        guard !isFinished else { return nil }
        if position < line.count, line[position] == .doubleQuote { return quoted(in: line) }
        let start = position
        while position < line.count {
            let byte = line[position]
            if byte == .comma { break }
            guard byte != .doubleQuote else { return stop() }
            position += 1
        }
        let field = start..<position
        isFinished = position >= line.count
        position += 1
        return field
    }

    private mutating func quoted(in line: Span<UInt8>) -> Range<Int>? {
        position += 1
        let start = position
        while position < line.count, line[position] != .doubleQuote { position += 1 }
        guard position < line.count else { return stop() }
        let field = start..<position
        position += 1
        guard position == line.count || line[position] == .comma else { return stop() }
        isFinished = position >= line.count
        position += 1
        return field
    }

    private mutating func stop() -> Range<Int>? {
        isFinished = true
        isBroken = true
        return nil
    }
}
