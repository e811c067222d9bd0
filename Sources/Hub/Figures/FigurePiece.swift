// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Store

/// What is counted of some entries of a log, from the log itself.
///
/// It comes to the same as counting them when they were entered: a change of a list stands right behind the entry of the case that
/// brought it about. Of what was erased since, only the month and what was entered is known.
struct FigurePiece: Sendable {
    let register: RegisterName
    /// The entries that were looked at.
    let range: Range<UInt64>
    let amounts: [FigureCell: Int]

    /// So far back the case is looked for that brought a change of a list about: as many as one act enters at most.
    private static let mostBack: UInt64 = 64

    /// Counts the entries that were not counted yet.
    /// - Parameter most: how many are looked at.
    /// - Returns: nil when all were counted.
    init?(of register: any Register, most: UInt64, reading reader: any StoreReader) throws {
        let name = register.policy.register
        let from = try reader.counted(in: name)
        guard let size = try reader.head(of: name)?.size, from < size else { return nil }
        self.register = name
        range = from..<min(size, from + most)
        var count = Count(register: register, reader: reader)
        let before = from - min(from, FigurePiece.mostBack)
        for entry in try reader.entries(of: name, in: before..<range.upperBound) {
            if entry.index >= from { try count.add(entry) } else { count.pass(entry) }
        }
        amounts = count.amounts
    }

    private struct Count {
        let register: any Register
        let reader: any StoreReader
        var amounts: [FigureCell: Int] = [:]
        /// The stream of the case of which an entry came last.
        private var current: String?
        /// Where cases come from, of those that were looked up.
        private var origins: [String: FigureOrigin] = [:]

        private var rule: FigureRule { register.policy.figures }

        init(register: any Register, reader: any StoreReader) {
            self.register = register
            self.reader = reader
        }

        /// Notes of which case an entry is.
        mutating func pass(_ entry: StoredEntry) {
            if entry.stream.hasPrefix("case:") { current = entry.stream }
        }

        mutating func add(_ entry: StoredEntry) throws {
            pass(entry)
            let kind = FigureEntry(rawValue: entry.leaf.kind)
            let origin: FigureOrigin
            switch kind {
            case .report: origin = try self.origin(ofReport: entry)
            case .listing, .release: origin = try current.map { try self.origin(of: $0) } ?? .unknown
            default: return
            }
            let month = CalendarMonth(of: Instant(milliseconds: entry.leaf.time))
            amounts[FigureCell(month: month, entry: kind, kind: origin.kind, region: origin.region), default: 0] += 1
        }

        private mutating func origin(ofReport entry: StoredEntry) throws -> FigureOrigin {
            guard let payload = try reader.payload(of: register.policy.register, at: entry.index),
                case .reported(let report) = try CaseEvent(json: JSON(parsing: payload.bytes, limits: .payload))
            else { return .unknown }
            let own = rule.origin(report.kind, report.details)
            if report.number == 1 { origins[entry.stream] = own }
            guard own.region == .other, report.number > 1 else { return own }
            return FigureOrigin(kind: own.kind, region: try origin(of: entry.stream).region)
        }

        private mutating func origin(of stream: String) throws -> FigureOrigin {
            if let known = origins[stream] { return known }
            var origin = FigureOrigin.unknown
            if let first = try reader.payloads(of: register.policy.register, stream: stream).first,
                case .reported(let report) = try CaseEvent(json: JSON(parsing: first.bytes, limits: .payload))
            {
                origin = rule.origin(report.kind, report.details)
            }
            origins[stream] = origin
            return origin
        }
    }
}
