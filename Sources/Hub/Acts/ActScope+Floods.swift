// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Store

extension ActScope {
    /// How many cases of a flood are dealt with in one act; the clock does the rest.
    private static let mostOfFlood = 200

    /// Counts a report of a party.
    /// - Returns: whether it is beyond the party's limit.
    func isFlood(by party: PartyID?, in register: any Register) throws -> Bool {
        guard let party, let rule = register.policy.flood else { return false }
        var flood = try writer.flood(of: party, in: register.policy.register)
        let isBeyond = flood.count(at: now, under: rule)
        try keep(flood, of: party, in: register.policy.register)
        return isBeyond
    }

    /// Puts the case of a report beyond the limit to the others of the party.
    func enqueue(_ id: CaseID, ofFloodBy party: PartyID, in register: RegisterName) throws {
        var flood = try writer.flood(of: party, in: register)
        let place = flood.enqueue(at: now)
        try writer.put(QueuedChange(caseID: id, number: 1), at: place, in: FloodRecord.name(of: party, in: register))
        try keep(flood, of: party, in: register)
        let parties = try writer.floodedParties(in: register)
        guard !parties.contains(party) else { return }
        try keep(parties + [party], in: register)
    }

    /// Judges what waits of a party as a whole.
    /// - Returns: how many reports it is about.
    func judgeFlood(
        of party: PartyID, takesIn: Bool, reasons: String, in register: any Register, by warrant: Warrant
    ) throws -> Int {
        let name = register.policy.register
        var flood = try writer.flood(of: party, in: name)
        let count = flood.unjudged
        try flood.judge(takesIn: takesIn, reasons: reasons, of: party, by: warrant)
        try keep(flood, of: party, in: name)
        let payload: JSON = [
            "at": .string(now.description), "count": .integer(Int64(count)), "event": "flood-judgement",
            "party": .string(party.description), "reasons": .string(reasons), "takesIn": .bool(takesIn), "warrant": warrant.json,
        ]
        try enter("flood-judgement", payload, in: name, stream: FloodRecord.stream, audience: .cases(of: name))
        try workOffFloods(of: register)
        return count
    }

    /// Carries out what was said of floods, a bounded piece of each.
    func workOffFloods(of register: any Register) throws {
        let name = register.policy.register
        let parties = try writer.floodedParties(in: name)
        var left: [PartyID] = []
        for party in parties {
            var flood = try writer.flood(of: party, in: name)
            if let verdict = flood.verdict {
                let places = flood.due(most: ActScope.mostOfFlood)
                for queued in try writer.queued(at: places, in: FloodRecord.name(of: party, in: name)) {
                    guard let row = try writer.caseRow(queued.caseID, in: name), row.phase != .erased,
                        let state = try loadCase(queued.caseID, in: name)
                    else { continue }
                    try run(
                        .endQuarantine(takesIn: verdict.takesIn, reasons: verdict.reasons), in: state, of: register,
                        by: verdict.warrant)
                }
                flood.dequeue(upTo: places.upperBound)
                try keep(flood, of: party, in: name)
            }
            if !flood.queue.isEmpty { left.append(party) }
        }
        if left != parties { try keep(left, in: name) }
    }

    /// Counts a report that was judged to be false on the file of its party.
    func countFalseReport(_ number: Int, in state: Case, of register: RegisterName) throws {
        guard state.reports.indices.contains(number - 1), let party = state.reports[number - 1].warrant.party else { return }
        var flood = try writer.flood(of: party, in: register)
        flood.countFalse()
        try keep(flood, of: party, in: register)
    }

    private func keep(_ flood: ReportFlood, of party: PartyID, in register: RegisterName) throws {
        try writer.put(setting: FloodRecord.name(of: party, in: register), flood.json.canonical())
    }

    private func keep(_ parties: [PartyID], in register: RegisterName) throws {
        let text = parties.map(\.description).joined(separator: "\n")
        try writer.put(setting: FloodRecord.name(of: register), Array(text.utf8))
    }
}

/// Where floods of reports are kept.
enum FloodRecord {
    /// The stream of judgements.
    static let stream = "floods"

    /// The value with the parties of which reports wait.
    static func name(of register: RegisterName) -> String { "floods/\(register)" }

    /// The value with the counts of a party; blocks of its queue stand behind it.
    static func name(of party: PartyID, in register: RegisterName) -> String { "floods/\(register)/\(party)" }
}

extension StoreReader {
    /// How many reports a party made, and which wait.
    func flood(of party: PartyID, in register: RegisterName) throws -> ReportFlood {
        guard let kept = try setting(FloodRecord.name(of: party, in: register)) else { return ReportFlood() }
        return try ReportFlood(json: JSON(parsing: kept, limits: .payload))
    }

    /// The parties of which reports wait, the one that began first before the others.
    func floodedParties(in register: RegisterName) throws -> [PartyID] {
        String(decoding: try setting(FloodRecord.name(of: register)) ?? [], as: UTF8.self).split(separator: "\n").compactMap {
            try? PartyID($0)
        }
    }
}
