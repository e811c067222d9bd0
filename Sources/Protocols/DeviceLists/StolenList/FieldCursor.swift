// SPDX-License-Identifier: EUPL-1.2

/// A field of one line: where its content lies, quotes excluded.
struct Field: Equatable {
    /// The content; doubled quotes are still doubled.
    var range: Range<Int> = 0..<0
    /// Whether the content holds doubled quotes.
    var hasDoubledQuotes = false
}

/// Walks over the fields of one line after RFC 4180 §2, without allocation.
///
/// A line end inside quotes is not supported: a row is one line, so that one stray quote costs one row and never the
/// rest of the file. DIRBS splits its input by line too.
struct FieldCursor {
    private var position = 0
    private var isFinished = false
    /// Whether the walk stopped because quotes are wrong: unclosed, inside a bare field, or followed by text.
    private(set) var isBroken = false

    /// The next field, or nil after the last and when quotes are wrong. An empty line has one empty field.
    mutating func next(in line: Span<UInt8>) -> Field? {
        guard !isFinished else { return nil }
        if position < line.count, line[position] == .doubleQuote { return nextQuoted(in: line) }
        let start = position
        while position < line.count, line[position] != .comma {
            guard line[position] != .doubleQuote else { return stop() }
            position += 1
        }
        let field = Field(range: start..<position)
        advance(in: line)
        return field
    }

    private mutating func nextQuoted(in line: Span<UInt8>) -> Field? {
        position += 1
        var field = Field(range: position..<position)
        while position < line.count {
            guard line[position] == .doubleQuote else {
                position += 1
                continue
            }
            let isDoubled = position + 1 < line.count && line[position + 1] == .doubleQuote
            if isDoubled {
                field.hasDoubledQuotes = true
                position += 2
                continue
            }
            field.range = field.range.lowerBound..<position
            position += 1
            guard position == line.count || line[position] == .comma else { return stop() }
            advance(in: line)
            return field
        }
        return stop()
    }

    private mutating func advance(in line: Span<UInt8>) {
        isFinished = position >= line.count
        position += 1
    }

    private mutating func stop() -> Field? {
        isFinished = true
        isBroken = true
        return nil
    }
}
