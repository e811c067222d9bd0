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

}

/// What waits in a queue: something of a case. A queue is kept in values of a block of places each, named after the queue.
struct QueuedChange: Hashable, Sendable {
    /// How many places stand in one value.
    static let blockSize = 256

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

    /// What stands at some places of a queue, in order.
    func queued(at places: Range<Int>, in queue: String) throws -> [QueuedChange] {
        guard !places.isEmpty else { return [] }
        let size = QueuedChange.blockSize
        var found: [QueuedChange] = []
        for block in places.lowerBound / size...(places.upperBound - 1) / size {
            let lines = try lines(ofBlock: block, in: queue)
            for place in places.clamped(to: block * size..<(block + 1) * size) {
                guard lines.indices.contains(place - block * size), let change = QueuedChange(lines[place - block * size]) else {
                    throw StoreError(.corrupt, "The queue of what waits to go out has a gap: restore the store from a copy.")
                }
                found.append(change)
            }
        }
        return found
    }

    fileprivate func lines(ofBlock block: Int, in queue: String) throws -> [Substring] {
        let kept = try setting("\(queue)/\(block)") ?? []
        return String(decoding: kept, as: UTF8.self).split(separator: "\n")
    }
}

extension StoreWriter {
    /// Writes something at the next free place of a queue; what stood there and behind it from before is gone.
    func put(_ change: QueuedChange, at place: Int, in queue: String) throws {
        let block = place / QueuedChange.blockSize
        let former = try lines(ofBlock: block, in: queue).prefix(place % QueuedChange.blockSize)
        let text = former.map { $0 + "\n" }.joined() + change.line
        try put(setting: "\(queue)/\(block)", Array(text.utf8))
    }
}
