// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Identifiers
import Ledger
import PrivateChecks
import Store

/// Makes an edition out of the store: once in whole, and from then on by what each version changed.
///
/// Each subject costs one evaluation, when it is listed and when it is released. At no moment more than some thousand subjects are in
/// memory beside the table, which has eight bytes for each; others get the processor in between.
struct PrivateCheckBuild: Sendable {
    let register: RegisterName
    let list: ListName
    let tag: AudienceTag
    let store: any Store

    /// What a version changed can no longer be read, or the store has another history: the whole list has to be read.
    struct Lost: Error {}

    private static let subjectsAtOnce = 1_000
    private static let versionsAtOnce: UInt64 = 256
    /// After so many bytes of payload the versions are applied before more are read.
    private static let fullPayload = 1 << 20
    /// After so many evaluations others go first.
    private static let turn = 8

    /// The list as it is now.
    func whole(epoch: CheckEpoch, key: CheckKey) async throws -> PrivateCheckEdition {
        // Pages are read at different moments. What changed since this version is applied again afterwards, and ends as it is.
        let (version, changed) = try await store.read { reader in
            let version = try reader.sequence(of: register, tag: tag)
            let newest = version == 0 ? nil : try reader.entry(of: register, tag: tag, sequence: version)
            return (version, newest.map { Instant(milliseconds: $0.leaf.time) })
        }
        var table = CheckTable()
        var after: String?
        while true {
            let subjects = try await store.read { [after] reader in
                try reader.listed(on: list, in: register, after: after, most: PrivateCheckBuild.subjectsAtOnce).map(\.subject)
            }
            guard let last = subjects.last else { break }
            try await add(subjects, to: &table, key: key)
            after = last
        }
        let edition = PrivateCheckEdition(epoch: epoch, key: key, version: version, changed: changed, table: table)
        return try await brought(edition)
    }

    /// An edition at the newest version.
    /// - Throws: `Lost` when it cannot be reached from this one.
    func brought(_ edition: PrivateCheckEdition) async throws -> PrivateCheckEdition {
        var (version, changed, table) = (edition.version, edition.changed, edition.table)
        while true {
            let part = try await changes(after: version)
            for listing in part.listings {
                for (_, subjects) in listing.listed { try await add(subjects, to: &table, key: edition.key) }
                try await remove(listing.released, from: &table, key: edition.key)
            }
            guard part.version > version else { break }
            (version, changed) = (part.version, part.changed)
        }
        return version == edition.version ? edition : edition.at(version: version, changed: changed, table: table)
    }

    private struct Part: Sendable {
        var version: UInt64
        var changed: Instant?
        var listings: [Listing] = []
    }

    private func changes(after version: UInt64) async throws -> Part {
        try await store.read { reader in
            let newest = try reader.sequence(of: register, tag: tag)
            guard newest >= version else { throw Lost() }
            var part = Part(version: version)
            var weight = 0
            let end = min(newest, version + PrivateCheckBuild.versionsAtOnce)
            for entry in try reader.entries(of: register, tag: tag, sequences: (version + 1)..<(end + 1)) {
                guard entry.leaf.sequence == part.version + 1 else { throw Lost() }
                part.version += 1
                part.changed = Instant(milliseconds: entry.leaf.time)
                // Snapshots and tombstones are versions too, and change nothing.
                guard Listing.kinds.contains(entry.leaf.kind) else { continue }
                guard let payload = try reader.payload(of: register, at: entry.index) else { throw Lost() }
                part.listings.append(try Listing(json: JSON(parsing: payload.bytes, limits: .payload)))
                weight += payload.bytes.count
                if weight >= PrivateCheckBuild.fullPayload { break }
            }
            return part
        }
    }

    private func add(_ subjects: [String], to table: inout CheckTable, key: CheckKey) async throws {
        for (place, subject) in subjects.enumerated() {
            if place.isMultiple(of: PrivateCheckBuild.turn) { try await letOthers() }
            guard let imei = IMEI(digits: subject.utf8) else { continue }
            table.insert(try key.outcome(of: imei), of: imei)
        }
    }

    private func remove(_ subjects: [String], from table: inout CheckTable, key: CheckKey) async throws {
        for (place, subject) in subjects.enumerated() {
            if place.isMultiple(of: PrivateCheckBuild.turn) { try await letOthers() }
            guard let imei = IMEI(digits: subject.utf8) else { continue }
            table.remove(try key.outcome(of: imei), of: imei)
        }
    }

    private func letOthers() async throws {
        try Task.checkCancellation()
        await Task.yield()
    }
}
