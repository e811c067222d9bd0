// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Store

/// Where the distribution of a register's lists is kept: events in the register's log, how it stands beside it.
enum DistributionRecord {
    /// The stream of its events.
    static let stream = "distribution"

    /// The value that tells how it stands.
    static func name(of register: RegisterName) -> String { "distribution/\(register)" }

    /// The value with a block of the queue.
    static func name(of register: RegisterName, block: Int) -> String { "distribution/\(register)/\(block)" }

    /// How many places of the queue stand in one value.
    static let blockSize = 256
}

/// What waits in the queue of a register: a change of a case.
struct QueuedChange: Hashable, Sendable {
    let caseID: CaseID
    let number: Int

    init(caseID: CaseID, number: Int) {
        self.caseID = caseID
        self.number = number
    }

    /// Reads a line of a block.
    init?(_ line: some StringProtocol) {
        guard let space = line.firstIndex(of: " "), let number = Int(line[line.index(after: space)...]),
            let caseID = try? CaseID(String(line[..<space]))
        else { return nil }
        self.init(caseID: caseID, number: number)
    }

    /// The line in its block.
    var line: String { "\(caseID) \(number)\n" }
}

extension StoreReader {
    /// How the lists of each register go out.
    func distributions(of registers: some Sequence<RegisterName>) throws -> [RegisterName: Distribution] {
        var found: [RegisterName: Distribution] = [:]
        for register in registers {
            guard let kept = try setting(DistributionRecord.name(of: register)) else { continue }
            found[register] = try Distribution(json: JSON(parsing: kept, limits: .payload))
        }
        return found
    }

    /// What stands at some places of the queue, in order.
    func queued(at places: Range<Int>, of register: RegisterName) throws -> [QueuedChange] {
        guard !places.isEmpty else { return [] }
        let size = DistributionRecord.blockSize
        var found: [QueuedChange] = []
        for block in places.lowerBound / size...(places.upperBound - 1) / size {
            let lines = try lines(ofBlock: block, of: register)
            for place in places.clamped(to: block * size..<(block + 1) * size) {
                guard lines.indices.contains(place - block * size), let change = QueuedChange(lines[place - block * size]) else {
                    throw StoreError(.corrupt, "The queue of what waits to go out has a gap: restore the store from a copy.")
                }
                found.append(change)
            }
        }
        return found
    }

    fileprivate func lines(ofBlock block: Int, of register: RegisterName) throws -> [Substring] {
        let kept = try setting(DistributionRecord.name(of: register, block: block)) ?? []
        return String(decoding: kept, as: UTF8.self).split(separator: "\n")
    }
}

extension StoreWriter {
    /// Writes a change at the next free place of the queue; what stood there and behind it from before is gone.
    func put(_ change: QueuedChange, at place: Int, of register: RegisterName) throws {
        let block = place / DistributionRecord.blockSize
        let former = try lines(ofBlock: block, of: register).prefix(place % DistributionRecord.blockSize)
        let text = former.map { $0 + "\n" }.joined() + change.line
        try put(setting: DistributionRecord.name(of: register, block: block), Array(text.utf8))
    }
}
