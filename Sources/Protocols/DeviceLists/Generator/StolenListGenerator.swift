// SPDX-License-Identifier: EUPL-1.2

public import Identifiers

/// Makes stolen lists for demonstrations, tests and measurements: IMEIs under real TACs, each once, with invented
/// serial numbers. The same seed gives the same bytes on every platform.
///
/// The serial numbers are drawn at random, so an IMEI in here can belong to a real device: never feed such a list to
/// a network that serves people.
public struct StolenListGenerator: Sequence, Sendable {
    /// One generated device.
    public struct Element: Hashable, Sendable {
        /// The device.
        public let imei: IMEI
        /// The day of the report.
        public let reportingDate: ReportingDate
        /// How the list is to write the IMEI.
        public let spelling: IMEISpelling
    }

    /// The largest list that can be made, in devices: every serial number under every TAC of the table.
    public static var capacity: Int { TypeAllocationCodes.all.count * serialNumbers }
    private static let serialNumbers = 1_000_000

    /// How many devices the list has.
    public let count: Int
    private let seed: UInt64
    private let dates: ClosedRange<ReportingDate>
    private let mixesSpellings: Bool

    /// A list of `count` devices, held within 0 to ``capacity``.
    /// - Parameters:
    ///   - seed: which of the possible lists.
    ///   - count: how many devices.
    ///   - dates: the days on which the devices were reported, drawn evenly.
    ///   - mixesSpellings: whether IMEIs are written in 14, 15 and 16 digits by turns; otherwise all in 14.
    public init(
        seed: UInt64,
        count: Int,
        dates: ClosedRange<ReportingDate> = ReportingDate.first...ReportingDate.last,
        mixesSpellings: Bool = false
    ) {
        self.seed = seed
        self.count = Swift.min(Swift.max(count, 0), Self.capacity)
        self.dates = dates
        self.mixesSpellings = mixesSpellings
    }

    /// Walks over the devices, from the start.
    public func makeIterator() -> Iterator {
        Iterator(count: count, seed: seed, dates: dates, mixesSpellings: mixesSpellings)
    }

    /// One walk over the devices; takes no memory to speak of, however long the list.
    public struct Iterator: IteratorProtocol, Sendable {
        private let count: Int
        private let firstDay: Int
        private let dayCount: UInt64
        private let mixesSpellings: Bool
        private let codes: [TypeAllocation]
        private let order: SeededPermutation
        private var random: SplitMix64
        private var position = 0

        fileprivate init(count: Int, seed: UInt64, dates: ClosedRange<ReportingDate>, mixesSpellings: Bool) {
            self.count = count
            firstDay = dates.lowerBound.ordinal
            dayCount = UInt64(dates.upperBound.ordinal - firstDay + 1)
            self.mixesSpellings = mixesSpellings
            codes = TypeAllocationCodes.all
            random = SplitMix64(seed: seed)
            order = SeededPermutation(size: UInt64(codes.count * serialNumbers), random: &random)
        }

        /// The next device, or nil after the last.
        public mutating func next() -> Element? {
            guard position < count else { return nil }
            let drawn = order(UInt64(position))
            let (code, serialNumber) = drawn.quotientAndRemainder(dividingBy: UInt64(serialNumbers))
            let value = UInt64(codes[Int(code)].tac.value) * UInt64(serialNumbers) + serialNumber
            guard let imei = IMEI(value: value) else { return nil }
            position += 1
            let date = ReportingDate(ordinal: firstDay + Int(random.next(below: dayCount)))
            return Element(imei: imei, reportingDate: date, spelling: mixesSpellings ? spelling() : .digits)
        }

        private mutating func spelling() -> IMEISpelling {
            switch random.next(below: 4) {
            case 0: .digits
            case 1: .checkDigit
            case 2: .transmitted
            default: .softwareVersion(UInt8(random.next(below: 99)))  // version 99 is reserved
            }
        }
    }
}

extension StolenListGenerator {
    /// Writes the list as a file: a full list, or a delta that adds every device. The status column stays empty,
    /// which means: block.
    /// - Parameters:
    ///   - kind: the kind of list.
    ///   - chunkSize: about how many bytes go into a chunk, at least a line.
    ///   - emit: takes the chunks, in order.
    public func write<Failure: Error>(
        _ kind: StolenListKind = .full,
        chunkSize: Int = 65_536,
        emit: ([UInt8]) throws(Failure) -> Void
    ) throws(Failure) {
        let writer = StolenListWriter(kind: kind)
        var buffer: [UInt8] = []
        buffer.reserveCapacity(chunkSize + 128)
        writer.appendHeader(to: &buffer)
        var line = 1
        for element in self {
            line += 1
            let row = StolenListRow(
                line: line,
                imei: element.imei,
                reportingDate: element.reportingDate,
                change: kind == .delta ? .add : nil
            )
            try? writer.append(row, spelling: element.spelling, to: &buffer)  // no status, so nothing can be unwritable
            guard buffer.count >= chunkSize else { continue }
            try emit(buffer)
            buffer.removeAll(keepingCapacity: true)
        }
        if !buffer.isEmpty { try emit(buffer) }
    }
}
