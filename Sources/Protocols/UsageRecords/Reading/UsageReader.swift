// SPDX-License-Identifier: EUPL-1.2

/// Reads a dump of usage records from bytes as they arrive, row by row, in bounded memory and without allocating for a row.
///
/// The file is CSV after RFC 4180 with a header in any case: `date,imei,imsi,msisdn[,rat]`, as DIRBS has it, and perhaps `time`, `network`,
/// `cell`, `latitude` and `longitude`. Lines end in LF or CRLF, the last one may lack its end; a UTF-8 byte order mark and blank lines are
/// skipped. How the bytes are cut into chunks makes no difference to what comes out.
public struct UsageReader: Sendable {
    /// The longest line that is read, in bytes without its line end.
    public static let lineLimit = 1_024

    private let cells: CellPlaces?
    private let network: NetworkCode?
    private let home: HomeNetworks
    private let mostFaults: Int
    private var parser: UsageRowParser?
    private var lineCount = 0
    private var pending: [UInt8] = []
    private var pendingOverflows = false

    /// What was read so far.
    public private(set) var counts = UsageCounts()
    /// The first faults, by line; `counts.refused` tells of how many rows.
    public private(set) var faults: [UsageFault] = []

    /// A reader at the start of a file.
    /// - Parameters:
    ///   - cells: where cells are; without it the column `cell` says nothing.
    ///   - network: the network of rows that name none.
    ///   - home: the networks whose subscribers these are.
    ///   - mostFaults: how many faults are kept.
    public init(
        cells: CellPlaces? = nil, network: NetworkCode? = nil, home: HomeNetworks = HomeNetworks(), mostFaults: Int = 100
    ) {
        self.cells = cells
        self.network = network
        self.home = home
        self.mostFaults = mostFaults
    }

    /// Reads the next bytes of the file and hands over the records that they complete, in order.
    /// - Throws: ``UsageError`` when the header cannot be used.
    public mutating func read(_ chunk: Span<UInt8>, emit: (UsageRecord) -> Void) throws(UsageError) {
        var start = 0
        for index in 0..<chunk.count where chunk[index] == .lineFeed {
            if pending.isEmpty, !pendingOverflows {
                try take(chunk.extracting(start..<index), overflows: false, emit: emit)
            } else {
                hold(chunk.extracting(start..<index))
                try takePending(emit: emit)
            }
            start = index + 1
        }
        if start < chunk.count { hold(chunk.extracting(start..<chunk.count)) }
    }

    /// Declares the end of the file and hands over the last row when its line had no end.
    /// - Throws: ``UsageError`` when there was no header.
    public mutating func finish(emit: (UsageRecord) -> Void) throws(UsageError) {
        if !pending.isEmpty || pendingOverflows { try takePending(emit: emit) }
        guard parser != nil else {
            throw UsageError(.empty, "The file is empty; it must at least name its columns in the first line.")
        }
    }

    /// Keeps the start of a line whose end has not arrived; never more than the limit and a carriage return.
    private mutating func hold(_ bytes: Span<UInt8>) {
        let room = UsageReader.lineLimit + 1 - pending.count
        if bytes.count > room { pendingOverflows = true }
        for index in 0..<min(room, bytes.count) { pending.append(bytes[index]) }
    }

    private mutating func takePending(emit: (UsageRecord) -> Void) throws(UsageError) {
        let overflows = pendingOverflows
        var line: [UInt8] = []
        swap(&line, &pending)
        pendingOverflows = false
        try take(line.span, overflows: overflows, emit: emit)
        line.removeAll(keepingCapacity: true)
        swap(&line, &pending)
    }

    @inline(__always)
    private mutating func take(_ whole: Span<UInt8>, overflows: Bool, emit: (UsageRecord) -> Void) throws(UsageError) {
        lineCount += 1
        let hasReturn = whole.count > 0 && whole[whole.count - 1] == .carriageReturn
        let line = whole.extracting(first: hasReturn ? whole.count - 1 : whole.count)
        guard line.count > 0 else { return }
        let isTooLong = overflows || line.count > UsageReader.lineLimit
        guard let parser else { return try begin(line, isTooLong: isTooLong) }
        counts.rows += 1
        guard !isTooLong else {
            counts.refused += 1
            return refuse(.lineTooLong)
        }
        var found: [UsageFault.Kind] = []
        let record = parser.parse(line, counts: &counts) { found.append($0) }
        for kind in found { refuse(kind) }
        if let record { emit(record) }
    }

    private mutating func refuse(_ kind: UsageFault.Kind) {
        if faults.count < mostFaults { faults.append(UsageFault(line: lineCount, kind: kind)) }
    }

    private mutating func begin(_ line: Span<UInt8>, isTooLong: Bool) throws(UsageError) {
        let hasMark = line.count >= 3 && line[0] == 0xEF && line[1] == 0xBB && line[2] == 0xBF
        let text = line.extracting((hasMark ? 3 : 0)...)
        guard text.count > 0 else { return }
        guard !isTooLong else {
            throw UsageError(.header, "The first line is over \(UsageReader.lineLimit) bytes; it must only name the columns.")
        }
        let header = try UsageHeader(text)
        counts.columns = Set(header.columns)
        parser = UsageRowParser(columns: header.columns, cells: cells, network: network, home: home)
    }
}
