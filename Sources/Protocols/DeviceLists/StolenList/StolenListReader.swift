// SPDX-License-Identifier: EUPL-1.2

/// Reads a DIRBS stolen list from bytes as they arrive, row by row, in bounded memory.
///
/// The file is CSV after RFC 4180 with a header: `imei,reporting_date,status` (full) or the same with `change_type`
/// (delta). Lines end in LF or CRLF, the last one may lack its end; a UTF-8 byte order mark and blank lines are
/// skipped. How the bytes are cut into chunks makes no difference to what comes out.
///
///     var reader = StolenListReader()
///     var survey = StolenListSurvey()
///     for try await chunk in file {
///         try reader.read(chunk) { survey.add($0) }
///     }
///     try reader.finish { survey.add($0) }
public struct StolenListReader: Sendable {
    /// The longest line that is read, in bytes without its line end; a longer row is refused, a longer header ends
    /// the reading.
    public static let lineLimit = 4_096

    private enum State {
        case header
        case rows(StolenListRowParser)
        case ended(StolenListError)
    }

    private let expected: StolenListKind?
    private var state = State.header
    private var lineCount = 0
    private var pending: [UInt8] = []
    private var pendingOverflows = false

    /// A reader at the start of a file.
    /// - Parameter kind: the kind of list that must be in the file, or nil to let its header tell.
    public init(expecting kind: StolenListKind? = nil) {
        self.expected = kind
    }

    /// The kind of list, or nil while the header has not been read.
    public private(set) var kind: StolenListKind?

    /// Reads the next bytes of the file and hands over the rows that they complete, in order.
    /// - Throws: ``StolenListError`` when the file cannot be read as a stolen list at all; the same error again on
    ///   every later call.
    public mutating func read(
        _ chunk: Span<UInt8>,
        emit: (StolenListOutcome) -> Void
    ) throws(StolenListError) {
        if case .ended(let error) = state { throw error }
        var start = 0
        for index in 0..<chunk.count where chunk[index] == .lineFeed {
            try endLine(chunk.extracting(start..<index), emit: emit)
            start = index + 1
        }
        if start < chunk.count { hold(chunk.extracting(start..<chunk.count)) }
    }

    /// As `read` of a span, for bytes in any collection; other collections than arrays are copied first.
    public mutating func read(
        _ chunk: some Collection<UInt8>,
        emit: (StolenListOutcome) -> Void
    ) throws(StolenListError) {
        let bytes = Array(chunk)
        try read(bytes.span, emit: emit)
    }

    /// Declares the end of the file and hands over the last row when its line had no end.
    /// - Throws: ``StolenListError`` when there was no header, or when reading had failed before.
    public mutating func finish(emit: (StolenListOutcome) -> Void) throws(StolenListError) {
        if case .ended(let error) = state { throw error }
        if !pending.isEmpty || pendingOverflows { try endLine([UInt8]().span, emit: emit) }
        if case .header = state {
            throw end(StolenListError(.empty, "The file is empty; it must at least name its columns in the first line."))
        }
        _ = end(StolenListError(.afterEnd, "The file was already read to its end; use a new reader for another file."))
    }

    /// Keeps the start of a line whose end has not arrived; never more than the limit and a carriage return.
    private mutating func hold(_ bytes: Span<UInt8>) {
        let room = Self.lineLimit + 1 - pending.count
        if bytes.count > room { pendingOverflows = true }
        for index in 0..<min(room, bytes.count) { pending.append(bytes[index]) }
    }

    private mutating func endLine(_ rest: Span<UInt8>, emit: (StolenListOutcome) -> Void) throws(StolenListError) {
        lineCount += 1
        guard !pending.isEmpty || pendingOverflows else {
            return try take(rest, overflows: rest.count > Self.lineLimit + 1, emit: emit)
        }
        hold(rest)
        let overflows = pendingOverflows
        var line: [UInt8] = []
        swap(&line, &pending)
        pendingOverflows = false
        try take(line.span, overflows: overflows, emit: emit)
        line.removeAll(keepingCapacity: true)
        swap(&line, &pending)
    }

    private mutating func take(
        _ whole: Span<UInt8>,
        overflows: Bool,
        emit: (StolenListOutcome) -> Void
    ) throws(StolenListError) {
        let hasReturn = whole.count > 0 && whole[whole.count - 1] == .carriageReturn
        let line = whole.extracting(first: hasReturn ? whole.count - 1 : whole.count)
        let isTooLong = overflows || line.count > Self.lineLimit
        guard line.count > 0 else { return }
        switch state {
        case .header:
            let text = lineCount == 1 ? Self.byteOrderMarkLength(line) : 0
            guard text < line.count else { return }
            guard !isTooLong else {
                throw end(
                    StolenListError(.header, "The first line is over \(Self.lineLimit) bytes; it must only name the columns.")
                )
            }
            do {
                let header = try StolenListHeader(line.extracting(text...), expected: expected)
                kind = header.kind
                state = .rows(StolenListRowParser(header: header))
            } catch {
                throw end(error)
            }
        case .rows(let parser):
            guard !isTooLong else {
                emit(.refused([RowFault(line: lineCount, column: nil, code: .lineTooLong, reason: Self.tooLong)]))
                return
            }
            emit(parser.parse(line, number: lineCount))
        case .ended(let error):
            throw error
        }
    }

    private mutating func end(_ error: StolenListError) -> StolenListError {
        state = .ended(error)
        pending = []
        pendingOverflows = false
        return error
    }

    /// How many bytes a UTF-8 byte order mark takes at the start of a line: 3 or 0.
    private static func byteOrderMarkLength(_ line: Span<UInt8>) -> Int {
        line.count >= 3 && line[0] == 0xEF && line[1] == 0xBB && line[2] == 0xBF ? 3 : 0
    }

    private static let tooLong = "The line is over \(lineLimit) bytes; a row takes less than 100, look for a lost line end."
}
