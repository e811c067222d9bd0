// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Store

extension ActScope {
    /// How much later than due the listings of a list go, so that they go together.
    private static let listingSlack: Span = .hours(1)
    /// The most listings erased in one act.
    private static let mostListings = 1_000

    /// Erases what was entered about a case whose retention term has ended, and what it laid on parties.
    func erase(_ state: Case, of register: any Register) throws {
        let name = register.policy.register
        let rule = "\(name)/closed\(state.closedBy.map { "-by-\($0.rawValue)" } ?? "")"
        let due = state.eraseAt ?? now
        try writer.forgetSubjects(of: state.id, in: name)
        try writer.unlinkReadings(of: secrets.subjectCode(of: state.id), in: name)
        var indexes = try writer.openIndexes(of: name, stream: "case:\(state.id)")
        for attachment in state.attachments {
            indexes += try writer.openIndexes(of: name, stream: AttachmentStream.name(of: attachment.number, in: state.id))
        }
        try erase(indexes.sorted(), of: .cases(of: name), in: name, rule: rule, due: due)
        for measure in self.state.measures.values.sorted(by: { $0.id < $1.id }) {
            guard measure.target.caseID == state.id else { continue }
            let indexes = try writer.openIndexes(of: name, stream: "measure:\(measure.id)")
            try erase(indexes, of: .measures(of: name, party: measure.addressee), in: name, rule: rule, due: due)
            let bare = measure.withoutWords
            self.state.measures[measure.id] = bare
            try writer.put(bare)
        }
    }

    /// Erases listings that a snapshot has taken the place of and that are older than the list's term; and snapshots that a newer one
    /// has taken the place of.
    func eraseOldListings(of register: any Register) throws {
        let name = register.policy.register
        for (list, rule) in register.policy.lists.sorted(by: { $0.key < $1.key }) {
            guard let snapshot = try writer.snapshot(of: list, in: name) else { continue }
            let audience = Audience.list(list, of: name)
            let open = try writer.openIndexes(of: name, stream: "list:\(list)", most: ActScope.mostListings)
            var due: [(index: UInt64, at: Instant)] = []
            for index in open {
                guard let entry = try writer.entries(of: name, in: index..<index + 1).first,
                    entry.leaf.sequence <= snapshot.version
                else { break }
                // The entries are in order of time: after one that may stay come only younger ones.
                let end = rule.changesKept.end(from: Instant(milliseconds: entry.leaf.time))
                guard now > end else { break }
                due.append((index, end))
            }
            guard let first = due.first, now > first.at + ActScope.listingSlack else { continue }
            try erase(due.map(\.index), of: audience, in: name, rule: "\(name)/\(list)/superseded", due: first.at)
            try writer.removeSnapshots(of: list, in: name, before: snapshot.version)
        }
    }

    /// Erases again what was erased before, in a store that was restored from an older copy.
    /// - Returns: how many payloads were there again.
    func eraseAgain(_ tombstone: Tombstone, in log: RegisterName) throws -> Int {
        let size = state.logs[log]?.tree.size ?? 0
        var byTag: [AudienceTag: [UInt64]] = [:]
        for index in tombstone.indexes where index < size {
            guard try writer.payload(of: log, at: index) != nil,
                let entry = try writer.entries(of: log, in: index..<index + 1).first
            else { continue }
            byTag[entry.leaf.audience, default: []].append(index)
        }
        for (tag, indexes) in byTag.sorted(by: { $0.value[0] < $1.value[0] }) {
            guard let audience = audience(of: tag, in: log) else { continue }
            try entomb(Tombstone(indexes: indexes, rule: tombstone.rule + "/again", due: tombstone.due), of: audience, in: log)
        }
        return byTag.values.reduce(0) { $0 + $1.count }
    }

    /// The audience that a tag stands for, among those that exist.
    private func audience(of tag: AudienceTag, in log: RegisterName) -> Audience? {
        let lists = registers[log]?.policy.lists.keys.map { Audience.list($0, of: log) } ?? []
        let measures = Set(state.measures.values.filter { $0.register == log }.map(\.addressee)).map {
            Audience.measures(of: log, party: $0)
        }
        return (lists + measures + [.cases(of: log), .parties]).first { secrets.tag(of: $0) == tag }
    }

    private func erase(_ indexes: [UInt64], of audience: Audience, in log: RegisterName, rule: String, due: Instant) throws {
        guard !indexes.isEmpty else { return }
        let tombstone = Tombstone(indexes: indexes, rule: rule, due: due)
        // Noted first: what is noted and not erased is erased at the next start; the other way round nobody would know.
        for piece in tombstone.pieces { try journal.note(piece, in: log) }
        try entomb(tombstone, of: audience, in: log)
    }

    private func entomb(_ tombstone: Tombstone, of audience: Audience, in log: RegisterName) throws {
        for piece in tombstone.pieces {
            try writer.erasePayloads(of: log, at: piece.indexes)
            try enter(Tombstone.kind, piece.json, in: log, stream: TombstoneStream.name(of: audience), audience: audience)
        }
        hasErased = true
    }
}

/// The stream in which the tombstones of an audience stand.
enum TombstoneStream {
    static func name(of audience: Audience) -> String { "tombstones:\(audience.name)" }
}
